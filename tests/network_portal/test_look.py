"""The look: contrast of the colours, and the one style sheet a visitor fetches."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from network_portal.colours import shades, style_sheet
from network_portal.storage import inlined, joined, joined_style_sheet, version_of
from network_portal.templatetags.portal import icon
from offers.models import LifeSituation, PolicyField
from offers.taxonomy import load_taxonomy
from partners.models import Network
from partners.validators import contrast

TOKENS = (Path(__file__).parents[2] / "static/css/layers/tokens.css").read_text()
TEXT_ON_GROUND = [
    *[("ink", ground) for ground in ("paper", "sheet", "tint", "apricot-soft", "plum-soft", "moss-soft")],
    *[("soft", ground) for ground in ("paper", "sheet", "tint", "apricot-soft", "plum-soft")],
    *[("petrol", ground) for ground in ("paper", "sheet", "tint", "apricot-soft", "plum-soft", "moss-soft")],
    *[("plum", ground) for ground in ("paper", "sheet", "plum-soft")],
    *[("on-petrol", "petrol"), ("on-petrol", "petrol-deep"), ("on-plum", "plum"), ("on-plum", "plum-deep")],
    *[("moss", "moss-soft"), ("on-apricot", "apricot"), ("on-foot", "foot")],
]
LINES_ON_GROUND = [("edge", "sheet"), ("edge", "paper"), ("petrol", "paper"), ("focus", "halo")]


def tokens(theme):
    """Names and colours for light or dark, the dark ones over the light ones; #abc becomes #aabbcc."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    rows = re.findall(r"--([\w-]+): #(\w+);", light + (dark if theme == "dark" else ""))
    return {name: "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits)) for name, digits in rows}


def too_weak(colours, pairs, least):
    return [(one, other) for one, other in pairs if contrast(colours[one], colours[other]) < least]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tokens_are_readable(theme):
    assert too_weak(tokens(theme), TEXT_ON_GROUND, 4.5) == []
    assert too_weak(tokens(theme), LINES_ON_GROUND, 3) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#0b5563", "#000000", "#767676", "#b30000", "#0000ff", "#6b2d8f", "#00702e"])
def test_colour_of_a_network_stays_readable(theme, colour):
    colours = tokens(theme) | shades(colour)[theme]
    assert too_weak(colours, TEXT_ON_GROUND, 4.5) == []


@pytest.mark.django_db
def test_colours_are_kept_by_browsers_under_their_own_address_only(client):
    Network.objects.create(name="Netz", colour="#6b2d8f")
    address = f"{reverse('colours')}?v={version_of('#6b2d8f')}"
    assert client.get(reverse("home")).content.count(address.encode()) == 1
    assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"{address}0").headers["Cache-Control"] == "public, no-cache"


@pytest.mark.django_db
def test_colours_follow_the_whole_style_sheet_in_one_file(client):
    Network.objects.create(name="Netz", colour="#6b2d8f")
    sheet = client.get(reverse("colours")).content.decode()
    assert sheet == joined_style_sheet() + style_sheet("#6b2d8f")
    page = client.get(reverse("home")).content.decode()
    assert (sheet.count("@import"), page.count('rel="stylesheet"')) == (0, 1)


@pytest.mark.django_db
def test_page_asks_for_no_colours_without_one(client):
    assert client.get(reverse("home")).content.count(reverse("colours").encode()) == 0


@pytest.mark.django_db
def test_taxonomy_names_icons_that_exist():
    load_taxonomy()
    names = {row.icon for model in (PolicyField, LifeSituation) for row in model.objects.all()}
    assert [name for name in names if icon(name) == icon("other")] == []


def test_inlined_puts_each_file_into_its_layer():
    files = {"css/a.css": "a { color: red; }\n"}
    joined = inlined('@layer one;\n@import url("a.css") layer(one);\n', Path("css"), files.__getitem__)
    assert joined == "@layer one;\n@layer one {\na { color: red; }\n}\n"


def test_inlined_refuses_addresses_that_would_change_their_meaning():
    with pytest.raises(ValueError, match=r"a\.css"):
        inlined('@import url("a.css") layer(one);\n', Path("css"), lambda path: "a { background: url(b.png); }")


def test_joined_keeps_the_names_of_each_script_apart():
    files = {"js/a.js": "const one = 1;\n", "js/b.js": "const one = 2;\n"}
    script = joined('// two\nimport "./a.js";\nimport "./b.js";\n', Path("js"), files.__getitem__)
    assert script == "// two\n{\nconst one = 1;\n}\n{\nconst one = 2;\n}\n"


@pytest.mark.parametrize("text", ["export const one = 1;\n", 'import "./b.js";\n'])
def test_joined_refuses_what_needs_a_module_of_its_own(text):
    with pytest.raises(ValueError, match=r"js/a\.js"):
        joined('import "./a.js";\n', Path("js"), lambda path: text)


def test_collectstatic_makes_one_style_sheet_and_one_script_within_the_budget(tmp_path):
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "network_portal.storage.PortalStaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path):
        for _run in range(2):  # the second one finds what the first one has made
            # The files of the libraries take long to compress and are served as they are.
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "account", "mfa"])
    sheets = [path.read_text() for path in tmp_path.glob("css/portal.*.css")]
    assert len(sheets) == 1
    assert (sheets[0].count("@import"), sheets[0].count("/*")) == (0, 0)
    # Everything the plain files say is there.
    assert sheets[0].count("--paper: #fbf7f0;") == 1
    assert sheets[0].count("\n.btn {") == 1
    assert len(list(tmp_path.glob("css/portal.*.css.br"))) == 1
    scripts = [path.read_text() for path in tmp_path.glob("js/page-of-search.*.js")]
    assert [(text.count("import "), text.count("a[data-exit]")) for text in scripts] == [(0, 2)]
    compressed = {
        path.name.split(".")[0]: path.stat().st_size
        for pattern in ("css/portal.*.css.br", "js/exit.*.js.br")
        for path in tmp_path.glob(pattern)
    }
    assert compressed["portal"] < 8_000  # bytes
    assert compressed["exit"] < 1_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("logo", "address"), [("", "/static/img/mark.svg"), ("network/a.png", "/medien/network/a.png")]
)
def test_page_bears_the_logo_of_the_network_as_its_icon(client, logo, address):
    Network.objects.create(name="Netz", logo=logo)
    icons = re.findall('<link rel="icon" href="([^"]+)"', client.get(reverse("home")).content.decode())
    assert icons == [address]
