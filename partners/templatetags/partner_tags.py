"""How stored codes and places are shown."""

from django import template

from partners.directory import towns_of

register = template.Library()


@register.filter
def labels(row, field_name):
    """What people read for the codes in a list field of ``row``: ``{{ contact|labels:"languages"|join:", " }}``."""
    field = row._meta.get_field(field_name)
    return field.labels_of(getattr(row, field_name))


@register.filter
def towns(locations):
    """Names of the towns of some places, each once; never that of a secret address."""
    return towns_of(locations)
