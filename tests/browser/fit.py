"""Whether a page fits small windows and large letters, thumbs hit what can be pressed, and the focus is always seen."""


def narrow_faults(page, at_desk):
    """What is wrong in a window of 1280 by 1024 px, enlarged four times. ``at_desk``: the words of the large window."""
    page.set_viewport_size({"width": 320, "height": 256})
    return {
        "too wide": page.evaluate("document.documentElement.scrollWidth - innerWidth"),
        "cut off": page.evaluate("layout.cut()"),
        "in the way": page.evaluate("layout.sticky()"),
        "too small": page.evaluate("layout.small()"),
        "focus not seen": page.evaluate("layout.unseen()"),
        "lost words": sorted(set(at_desk) - set(page.evaluate("layout.words()"))),
    }


def large_letter_faults(page):
    """What is wrong with letters of twice the size."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_style_tag(content="html { font-size: 200% }")
    return {
        "too wide with large letters": page.evaluate("document.documentElement.scrollWidth - innerWidth"),
        "cut off with large letters": page.evaluate("layout.cut()"),
    }


def fit_faults(page, words):
    """Both; ``words`` are those of the large window."""
    faults = narrow_faults(page, words) | large_letter_faults(page)
    return {what: where for what, where in faults.items() if where}
