"""How stored numbers and codes are shown."""

from django import template

from partners.phones import show_phone

register = template.Library()


@register.filter
def phone(stored):
    """A stored telephone number as one reads it in Germany."""
    return show_phone(stored)


@register.filter
def labels(row, field_name):
    """What people read for the codes in a list field of ``row``: ``{{ contact|labels:"languages"|join:", " }}``."""
    field = row._meta.get_field(field_name)
    return field.labels_of(getattr(row, field_name))
