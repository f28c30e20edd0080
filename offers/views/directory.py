"""Ways to help for those who do not search: by theme, by life situation, from A to Z."""

from django.shortcuts import get_object_or_404, render

from network_portal.public import public_page
from offers import directory
from offers.a_z import build_index
from offers.models import LifeSituation, PolicyField, Topic


@public_page
def themes(request):
    """All fields with their topics."""
    return render(request, "offers/themes.html", {"fields": directory.fields_with_topics()})


@public_page
def theme(request, slug):
    """A field or a topic; they share their addresses."""
    policy_field = PolicyField.objects.filter(slug=slug).first()
    if policy_field:
        return render(request, "offers/field.html", {"field": policy_field} | directory.field_page(policy_field))
    topic = get_object_or_404(Topic.objects.select_related("policy_field", "parent"), slug=slug)
    return render(request, "offers/topic.html", {"topic": topic} | directory.topic_page(topic))


@public_page
def situations(request):
    """All life situations."""
    return render(request, "offers/situations.html", {"situations": directory.situations_with_counts()})


@public_page
def situation(request, slug):
    """What helps in one life situation; in a dangerous one, help lines come first."""
    row = get_object_or_404(LifeSituation, slug=slug)
    return render(request, "offers/situation.html", {"situation": row} | directory.situation_page(row))


@public_page
def a_z(request):
    """Everything from A to Z; ``?buchstabe=`` chooses the letter of a large index, ``?seite=`` the page of a letter."""
    index = build_index(request.GET.get("buchstabe", ""), request.GET.get("seite", ""))
    query = f"buchstabe={index.chosen.code}&" if index.chosen else ""
    return render(request, "offers/a_z.html", {"index": index, "query": query})
