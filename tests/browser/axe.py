"""Axe, the checker of pages, with all its rules of WCAG 2.2 AA and of good practice."""

import os

from axe_playwright_python.base import AXE_SCRIPT

# A small phone, a tablet and a desk, each in both lights; the dark one changes colours and nothing else.
WAYS = [(width, light) for light in ("light", "dark") for width in (320, 768, 1280)]
THOROUGH = bool(os.environ.get("THOROUGH"))  # every page in every way: ``make accessibility``, some minutes
ALL_RULES = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
SHAPES = ALL_RULES | {"rules": ALL_RULES["rules"] | {"color-contrast": {"enabled": False}}}
COLOURS = {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast", "link-in-text-block"]}


def findings(page, options=ALL_RULES):
    """What axe finds on the page as it is now, as “rule: target”."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def ways_for(number) -> list:
    """How the page of this number is looked at: in one way, which goes round the pages, unless in all of them."""
    return WAYS if THOROUGH else [WAYS[number % len(WAYS)]]


def findings_in(page, ways):
    """Findings by width and light. Contrast, half of axe's work, is measured once a light unless all ways are asked."""
    found, lights = {}, set()
    for width, light in ways:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=light)
        found[width, light] = findings(page, _options(light, lights))
        lights.add(light)
    return {place: finding for place, finding in found.items() if finding}


def _options(light, seen_lights):
    """All rules at first; then in the dark its colours, which is all that differs, and in light no colours again."""
    if not seen_lights or (THOROUGH and light == "light"):
        return ALL_RULES
    return COLOURS if light == "dark" else SHAPES
