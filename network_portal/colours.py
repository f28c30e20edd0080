"""The colours of a network: from the one colour a coordinator chooses, all that stand in its place."""

from partners.validators import contrast

LIGHT_SHEET, LIGHT_TINT_GROUND = "#ffffff", "#fbf7f0"
DARK_TINT_GROUND = "#1a2428"
READABLE = 4.5  # WCAG 2.2, 1.4.3
COMFORTABLE = 8.0  # in the dark, where thin strokes glow; like the petrol of the portal


def mixed(one: str, other: str, share: float) -> str:
    """The colour between two ``#rrggbb``; ``share`` is the part of the first, 0 to 1."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def lightened(colour: str, ground: str, least: float) -> str:
    """The colour, with just as much white as a contrast of ``least`` on ``ground`` takes."""
    steps = (mixed(colour, "#ffffff", 1 - percent / 100) for percent in range(0, 101, 2))
    return next(step for step in steps if contrast(step, ground) >= least)


def darkened(colour: str, ground: str, least: float) -> str:
    """The colour, with just as much black as a contrast of ``least`` on ``ground`` takes."""
    steps = (mixed(colour, "#000000", 1 - percent / 100) for percent in range(0, 101, 2))
    return next(step for step in steps if contrast(step, ground) >= least)


def shades(colour: str) -> dict[str, dict[str, str]]:
    """The custom properties of tokens.css that follow from the colour, for light and for dark."""
    tint, dark_tint = mixed(colour, "#ffffff", 0.1), mixed(colour, DARK_TINT_GROUND, 0.22)
    # Links stand on paper and on the tint alike; the darker ground decides.
    on_light = darkened(darkened(colour, tint, READABLE), LIGHT_TINT_GROUND, READABLE)
    on_dark = lightened(lightened(colour, DARK_TINT_GROUND, COMFORTABLE), dark_tint, READABLE)
    light = {
        "petrol": on_light,
        "petrol-deep": mixed(on_light, "#000000", 0.74),
        "on-petrol": "#ffffff",
        "tint": tint,
        "foot": darkened(mixed(on_light, "#000000", 0.74), LIGHT_SHEET, COMFORTABLE),
    }
    dark = {
        "petrol": on_dark,
        "petrol-deep": mixed(on_dark, "#ffffff", 0.7),
        "on-petrol": darkened(mixed(colour, "#000000", 0.3), on_dark, READABLE),
        "tint": dark_tint,
        "foot": mixed(light["foot"], "#000000", 0.55),
    }
    return {"light": light, "dark": dark}


def style_sheet(colour: str) -> str:
    """A tiny style sheet that gives the portal the colour of the network."""
    rules = {
        name: "".join(f"--{key}:{value};" for key, value in values.items()) for name, values in shades(colour).items()
    }
    return f":root{{{rules['light']}}}\n@media (prefers-color-scheme:dark){{:root{{{rules['dark']}}}}}\n"
