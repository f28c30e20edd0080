"""The colours of a network: from the one colour a coordinator chooses, all that stand in its place."""

from partners.validators import contrast

# Grounds of tokens.css on which links stand, beside the tint that follows from the colour itself.
LIGHT_GROUNDS = ["#ffffff", "#fbf7f0", "#fdeedb", "#f8e8ee", "#e5f1e6"]
DARK_GROUNDS = ["#1a2428", "#12191c", "#33281a", "#3a2029", "#1e3122"]
READABLE = 4.5  # WCAG 2.2, 1.4.3
COMFORTABLE = 8.0  # in the dark, where thin strokes glow; like the petrol of the portal


def mixed(one: str, other: str, share: float) -> str:
    """The colour between two ``#rrggbb``; ``share`` is the part of the first, 0 to 1."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def until_readable(colour: str, towards: str, grounds: list[str], least: float) -> str:
    """The colour, with just as much of ``towards`` as a contrast of ``least`` on every ground takes."""
    steps = (mixed(colour, towards, 1 - percent / 100) for percent in range(0, 101, 2))
    return next(step for step in steps if all(contrast(step, ground) >= least for ground in grounds))


def shades(colour: str) -> dict[str, dict[str, str]]:
    """The custom properties of tokens.css that follow from the colour, for light and for dark."""
    tint, dark_tint = mixed(colour, "#ffffff", 0.1), mixed(colour, "#1a2428", 0.22)
    on_light = until_readable(colour, "#000000", [*LIGHT_GROUNDS, tint], READABLE)
    on_dark = until_readable(colour, "#ffffff", DARK_GROUNDS[:1], COMFORTABLE)
    on_dark = until_readable(on_dark, "#ffffff", [*DARK_GROUNDS, dark_tint], READABLE)
    deep = mixed(on_light, "#000000", 0.74)
    foot = until_readable(deep, "#000000", ["#ffffff"], COMFORTABLE)
    light = {"petrol": on_light, "petrol-deep": deep, "on-petrol": "#ffffff", "tint": tint, "foot": foot}
    dark = {
        "petrol": on_dark,
        "petrol-deep": mixed(on_dark, "#ffffff", 0.7),
        "on-petrol": until_readable(mixed(colour, "#000000", 0.3), "#000000", [on_dark], READABLE),
        "tint": dark_tint,
        "foot": mixed(foot, "#000000", 0.55),
    }
    return {"light": light, "dark": dark}


def style_sheet(colour: str) -> str:
    """A tiny style sheet that gives the portal the colour of the network."""
    rules = {
        name: "".join(f"--{key}:{value};" for key, value in values.items()) for name, values in shades(colour).items()
    }
    return f":root{{{rules['light']}}}\n@media (prefers-color-scheme:dark){{:root{{{rules['dark']}}}}}\n"
