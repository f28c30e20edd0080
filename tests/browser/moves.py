"""What people do in a page, and the wait for what comes of it: a page that is on its way has no parts yet."""


def press(control):
    """Press a link or button that leads to another page; the answer of the server, once that page is there."""
    with control.page.expect_navigation() as answer:
        control.click()
    return answer.value


def press_key(page, key):
    """The same with a key, such as “Enter” on what has the focus."""
    with page.expect_navigation() as answer:
        page.keyboard.press(key)
    return answer.value
