from django.template import Context, Template

from tests.factories import make_contact, make_offer


def rendered(source, **context):
    return Template("{% load partner_tags %}" + source).render(Context(context))


def test_labels_name_the_codes_of_a_list(db):
    contact = make_contact(languages=["de", "uk"])
    field = contact._meta.get_field("languages")
    words = ", ".join(field.labels_of(["de", "uk"]))
    assert rendered("{{ row|labels:'languages'|join:', ' }}", row=contact) == words


def test_labels_of_an_empty_list_are_empty(db):
    assert rendered("{{ row|labels:'languages'|join:', ' }}", row=make_offer()) == ""
