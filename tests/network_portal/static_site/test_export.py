"""The folder of the copy: whole or not at all, and nobody else's files are touched."""

import json
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from network_portal.static_site.addresses import Address
from network_portal.static_site.crawl import Crawl
from network_portal.static_site.export import Site
from network_portal.static_site.fetch import Portal
from network_portal.static_site.folder import ForeignFolderError, refuse_foreign, replaced
from network_portal.static_site.words import folded, index_script
from tests.factories import make_location, make_offer, make_topic

NOW = timezone.make_aware(datetime(2026, 11, 22, 12, 31))


def test_folder_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "seite"
    for text in ("first", "second"):
        with replaced(target) as fresh:
            (fresh / f"{text}.html").write_text(text)
    assert sorted(path.name for path in target.iterdir()) == [".portal-export", "second.html"]
    assert list(tmp_path.iterdir()) == [target]


def test_folder_stays_as_it_was_when_something_fails(tmp_path):
    target = tmp_path / "seite"
    with replaced(target) as fresh:
        (fresh / "a.html").write_text("a")
    with pytest.raises(FileNotFoundError), replaced(target) as fresh:
        (fresh / "no folder" / "b.html").write_text("b")
    assert (target / "a.html").is_file()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("make", [lambda path: path.write_text("x"), lambda path: (path.mkdir(), (path / "a").touch())])
def test_foreign_folder_or_file_is_refused(tmp_path, make):
    make(tmp_path / "seite")
    with pytest.raises(ForeignFolderError):
        refuse_foreign(tmp_path / "seite")
    with pytest.raises(CommandError, match="holds files that no export has written"):
        call_command("export_site", tmp_path / "seite")


@pytest.mark.django_db
def test_copy_of_a_page_is_the_same_each_time_and_keeps_secrets():
    make_offer(slug="rat", locations=[make_location(street="Geheimweg 7", is_hidden=True)], partner_note="intern")
    copies = set()
    for _time in range(2):
        crawl = Crawl(Portal())
        crawl.fetch(Address("/angebote/rat/"))
        [html] = [answer.body.decode() for answer in crawl.answers.values()]
        copies.add(Site(crawl, NOW, is_final=False).copy(html, "angebote/rat/index.html", "/angebote/rat/"))
    [copy] = copies
    assert [word for word in ("Geheimweg", "intern<", "http://127", 'method="post"') if word in copy] == []
    assert "22. November 2026" in copy


@pytest.mark.parametrize(
    ("text", "word"), [("Straße", "strasse"), ("Müller", "muller"), ("Mueller", "muller"), ("Çà", "ca")]
)
def test_words_are_folded(text, word):
    assert folded(text) == word


@pytest.mark.django_db
def test_index_knows_offers_by_their_words_and_by_what_words_mean():
    topic = make_topic(key="debt", name="Schulden", slug="schulden")
    make_offer(title="Beratung", slug="rat", summary="Für Sie", topics=[topic], partner_note="intern")
    script = index_script(lambda path: path, NOW.date())
    data = json.loads(script.removeprefix("window.portalIndex = ").removesuffix(";\n"))
    [offer] = [entry for entry in data["entries"] if entry[0] == "/angebote/rat/"]
    assert offer[1:2] + offer[3:5] == ["Beratung", "Für Sie", "beratung"]
    assert "schulden" in offer[5].split()
    assert "intern" not in script
