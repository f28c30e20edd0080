"""What a browser would send from a page of the administration, and people who use it."""

from html.parser import HTMLParser

from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.factories import add_second_factor


def person(username, **values):
    """An account; of a coordinator with ``is_staff=True``."""
    user = get_user_model().objects.create_user(username, f"{username}@example.org", "lang-genug-12", **values)
    add_second_factor(user)
    return user


def make_coordinator(username="anna", **values):
    return person(username, is_staff=True, **values)


class FormReader(HTMLParser):
    """Collects what the forms of a page would send when nothing is changed."""

    def __init__(self):
        super().__init__()
        self.sent, self.select, self.area = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "file"):
            if kind not in ("checkbox", "radio") or "checked" in attrs:
                self.sent.setdefault(name, []).append(attrs.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.sent.setdefault(self.select, []).append(attrs.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.sent[name] = [""]

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            # A browser drops the line break that follows the opening tag.
            self.sent[self.area] = [self.sent[self.area][0].removeprefix("\r\n").removeprefix("\n")]
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.sent[self.area][0] += data


def form_data(client, entry) -> dict:
    """What the change page of ``entry`` would send; lists where a field is sent more than once."""
    address = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])
    reader = FormReader()
    reader.feed(client.get(address).content.decode())
    rows = {name: values for name, values in reader.sent.items() if "__prefix__" not in name}
    boxes = {"weekdays", "months", "languages", "delivery"}
    return {
        name: values if len(values) > 1 or name.rsplit("-", 1)[-1] in boxes else values[0]
        for name, values in rows.items()
    }
