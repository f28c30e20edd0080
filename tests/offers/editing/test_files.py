"""Forms for parents: what is refused, where they can be had, when they go."""

import zlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from offers.files import MOST_BYTES, checked_pdf, forget_unused_files
from offers.models import OfferLink
from offers.models.choices import Publication
from partners.models import Network
from tests.factories import make_offer
from tests.offers.editing.forms import edit_address, sent_by

GOOD = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def pdf(inside=b""):
    content = GOOD.replace(b"/Catalog", b"/Catalog " + inside) if inside else GOOD
    return SimpleUploadedFile("antrag.pdf", content, "application/pdf")


def packed(inside, kind=b"/ObjStm"):
    """A PDF with objects packed away in a stream."""
    data = zlib.compress(inside)
    stream = b"2 0 obj\n<< /Type " + kind + b" /Filter /FlateDecode >>\nstream\n" + data + b"\nendstream\nendobj\n"
    return SimpleUploadedFile("antrag.pdf", GOOD.replace(b"trailer", stream + b"trailer"))


ACTION = b"3 0 << /S /JavaScript /JS (app.alert(1)) >>"
HIDDEN = zlib.compress(ACTION.hex().encode() + b">")  # packed twice
IN_ROWS = zlib.compress(b"".join(b"\0" + ACTION[place : place + 4] for place in range(0, len(ACTION), 4)))


def listed(data, words=b"/Filter /FlateDecode", keyword=b"stream\n", start=b"2 0 obj << /Type /ObjStm "):
    """A PDF with a list of objects, described in another way than usual."""
    stream = start + words + b" >>\n" + keyword + data + b"\nendstream\nendobj\n"
    return SimpleUploadedFile("antrag.pdf", GOOD.replace(b"trailer", stream + b"trailer"))


BAD = {
    "a list packed twice": listed(HIDDEN, b"/Filter [/FlateDecode /ASCIIHexDecode]"),
    "a list packed as another part says": listed(HIDDEN, b"/Filter 5 0 R"),
    "a list in rows": listed(IN_ROWS, b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>"),
    "a list in letters": listed(ACTION.hex().encode(), b"/Filter /ASCIIHexDecode", start=b"2 0\nobj << /Type /ObjStm "),
    "a list far from its name": listed(ACTION.hex().encode(), b" " * 3000 + b"/Filter /ASCIIHexDecode"),
    "a list behind a loose keyword": listed(zlib.compress(ACTION), keyword=b"stream \n"),
    "a list within another part": listed(
        HIDDEN, b"/Filter /ASCIIHexDecode", start=b"%stream\n2 0 obj << /Type /ObjStm "
    ),
    "a page of the web": SimpleUploadedFile("antrag.pdf", b"<html><script>alert(1)</script></html>"),
    "a page of the web behind the right beginning": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n<script></script>"),
    "a program": pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "a program spelled otherwise": pdf(b"/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>"),
    "a program packed away": packed(b"3 0 << /S /JavaScript /JS (app.alert(1)) >>"),
    "a list that cannot be read": SimpleUploadedFile(
        "a.pdf", GOOD.replace(b"trailer", b"2 0 obj << /Type /ObjStm >>\nstream\nxxx\nendstream endobj trailer")
    ),
    "a start of something else": pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "another file": pdf(b"/Names << /EmbeddedFiles 3 0 R >>"),
    "a lock": pdf(b"/Encrypt 5 0 R"),
    "too much": SimpleUploadedFile("antrag.pdf", GOOD + b" " * MOST_BYTES),
    "too much unpacked": packed(b"0" * 50_000_000, b"/XObject"),
}


@pytest.mark.parametrize("upload", BAD.values(), ids=BAD)
def test_file_with_more_than_a_form_in_it_is_refused(upload):
    with pytest.raises(ValidationError):
        checked_pdf(upload)


def test_ordinary_pdf_is_taken_as_it_is():
    assert checked_pdf(packed(b"3 0 << /Type /Page >>")).content.startswith(b"%PDF-1.4")
    assert checked_pdf(pdf()).content == GOOD


def upload_to(client, offer, file, title="Antrag für Väter"):
    address = edit_address(offer, "cost")
    data = sent_by(client, address) | {"links-0-title": title, "links-0-file": file}
    return client.post(address, data)


@pytest.mark.django_db
def test_uploaded_form_can_be_downloaded_from_the_public_page_alone(client_of, client):
    offer = make_offer()
    upload_to(client_of("editor", offer.partner), offer, pdf())
    link = offer.links.get()
    assert (link.file_type, link.file_size, "antrag" in link.file.name) == ("PDF", len(GOOD), False)
    address = reverse("offers:file", args=[link.pk, "antrag-fuer-vaeter.pdf"])
    page = client.get(offer.get_absolute_url()).content.decode()
    assert (f'href="{address}"' in page, "PDF" in page) == (True, True)
    response = client.get(address)
    assert (response.status_code, response.getvalue()) == (200, GOOD)
    assert {
        name: response.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="antrag-fuer-vaeter.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(reverse("offers:file", args=[link.pk, "other.pdf"])).status_code == 404
    assert client.get(f"/medien/{link.file.name}").status_code == 404


@pytest.mark.django_db
def test_file_of_a_draft_is_seen_by_its_editors_only(client_of, client):
    offer = make_offer(publication=Publication.DRAFT)
    editor = client_of("editor", offer.partner)
    upload_to(editor, offer, pdf(), title="Antrag")
    link = offer.links.get()
    private = reverse("offers:preview-file", args=[offer.pk, link.pk])
    assert client.get(reverse("offers:file", args=[link.pk, "antrag.pdf"])).status_code == 404
    assert (editor.get(private).status_code, client_of("editor").get(private).status_code) == (200, 404)
    assert private in editor.get(reverse("offers:preview", args=[offer.pk])).content.decode()


@pytest.mark.django_db
def test_bad_file_is_refused_and_a_good_one_is_kept_with_the_form(client_of):
    offer = make_offer()
    editor = client_of("editor", offer.partner)
    page = upload_to(editor, offer, BAD["a program"])
    assert ("file" in page.context["section"].rows["links"].forms[0].errors, offer.links.count()) == (True, 0)
    page = upload_to(editor, offer, pdf(), title="")
    kept = page.context["section"].rows["links"].forms[0]["kept"].value()
    address = edit_address(offer, "cost")
    editor.post(address, sent_by(editor, address) | {"links-0-title": "Antrag", "links-0-kept": kept})
    assert offer.links.get().file.open().read() == GOOD


@pytest.mark.django_db
def test_file_that_waits_for_approval_arrives_with_it(client_of):
    Network.objects.create(name="Netz", changes_need_approval=True)
    offer = make_offer()
    editor = client_of("editor", offer.partner)
    upload_to(editor, offer, pdf())
    assert offer.links.count() == 0
    page = editor.get(edit_address(offer, "cost"))
    assert page.context["section"].rows["links"].forms[0].has_kept_file


@pytest.mark.django_db
def test_unused_files_go_and_those_of_earlier_versions_stay(client_of):
    later = timezone.now() + timedelta(days=2)
    forget_unused_files(later)  # what other tests have left
    offer = make_offer()
    upload_to(client_of("editor", offer.partner), offer, pdf())
    name = offer.links.get().file.name
    OfferLink.objects.all().delete()
    stray = checked_pdf(pdf()).store().name
    assert forget_unused_files(timezone.now()) == 0
    assert forget_unused_files(later) == 1
    assert (default_storage.exists(name), default_storage.exists(stray)) == (True, False)
