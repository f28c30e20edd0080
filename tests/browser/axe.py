"""Axe, the checker of pages, with all its rules of WCAG 2.2 AA and of good practice."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = [320, 768, 1280]  # a small phone, a tablet, a desk
ALL_RULES = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast", "link-in-text-block"]}


def findings(page, options=ALL_RULES):
    """What axe finds on the page as it is now, as “rule: target”."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def findings_everywhere(page):
    """Findings at each width in both lights, by width and light; the dark one changes colours and nothing else."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for light, options in {"light": ALL_RULES, "dark": COLOURS}.items():
            page.emulate_media(color_scheme=light)
            found[width, light] = findings(page, options)
    return {place: finding for place, finding in found.items() if finding}
