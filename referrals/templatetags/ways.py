"""The ways of several steps that lead on from a life situation."""

from django import template

from referrals.models import Chain

register = template.Library()


@register.inclusion_tag("referrals/chains/_ways.html")
def ways_from(situation):
    """Ways in force for somebody in that situation. One query."""
    return {"chains": Chain.objects.in_force().with_step_count().filter(life_situation=situation)}
