"""What people who look after policy fields see of the administration: the rows of their fields, and nothing else."""

from django.http import Http404

from partners.permissions import is_coordinator, may_moderate


class FieldRows:
    """For ``ModelAdmin``, first of its bases: coordinators as ever, moderators look at the rows of their fields.

    A subclass says in ``rows_of(rows, user)`` which rows these are. What moderators may do with a row beyond looking
    it says by ``actions``, whose steps ask for permission themselves, and by ``has_change_permission``.
    """

    # Names in ``fieldsets`` that would be links to rows moderators cannot open -> methods that give their names.
    plain_names = {}

    def rows_of(self, rows, user):
        raise NotImplementedError

    def has_module_permission(self, request):
        return may_moderate(request.user)

    def has_view_permission(self, request, obj=None):
        return may_moderate(request.user)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if is_coordinator(request.user) else self.rows_of(rows, request.user)

    def get_object(self, request, object_id, from_field=None):
        """A row of somebody else does not exist; Django would lead to the start page and say so."""
        row = super().get_object(request, object_id, from_field)
        if row is None and not is_coordinator(request.user):
            raise Http404
        return row

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        return sets if is_coordinator(request.user) else with_plain_names(sets, self.plain_names)

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj)]
        return fields if is_coordinator(request.user) else [*fields, *self.plain_names.values()]


def with_plain_names(fieldsets, names) -> list:
    """The same groups of fields, with other names for some of them."""

    def plain(fields):
        return [tuple(plain(one)) if isinstance(one, list | tuple) else names.get(one, one) for one in fields]

    return [(title, {**options, "fields": plain(options["fields"])}) for title, options in fieldsets]
