"""How stored codes are shown."""

from django import template

register = template.Library()


@register.filter
def labels(row, field_name):
    """What people read for the codes in a list field of ``row``: ``{{ contact|labels:"languages"|join:", " }}``."""
    field = row._meta.get_field(field_name)
    return field.labels_of(getattr(row, field_name))
