"""All rows of one kind that belong to an offer, such as its opening times.

A row names its key in a hidden field. A key that is not (or no longer) one of this offer's makes a new row, so that a
row which a colleague has removed meanwhile comes back instead of getting lost.
"""

from django import forms
from django.core.exceptions import BadRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from offers.forms import row_forms

MOST_ROWS = 60

# Above the rows of a kind, above each single one, on the button that adds one.
WORDS = {
    "opening_times": (_("Opening times"), _("Time"), _("Add another time")),
    "opening_exceptions": (_("Different on certain days"), _("Days"), _("Add other days")),
    "costs": (_("Prices"), _("Price"), _("Add another price")),
    "next_steps": (_("What is to be done, step by step?"), _("Step"), _("Add another step")),
    "links": (_("Forms and links"), _("Form or link"), _("Add another form or link")),
}


class Rows(forms.BaseFormSet):
    """All rows of one kind; with ``data`` those that were typed, else the stored ones and one more to fill in."""

    def __init__(self, *args, offer, **kwargs):
        self.offer = offer
        super().__init__(*args, **kwargs)

    @cached_property
    def stored(self) -> dict:
        """The rows of the offer by key."""
        rows = getattr(self.offer, self.prefix).all() if self.offer.pk else []
        return {row.pk: row for row in rows}

    def initial_form_count(self):
        # Every typed row may be left empty; only stored ones that are shown are there already.
        return 0 if self.is_bound else len(self.stored)

    def get_form_kwargs(self, index):
        if index is None:
            return {"offer": self.offer}
        key = self._typed_key(index) if self.is_bound else next(iter(list(self.stored)[index : index + 1]), None)
        row = self.stored.get(key)
        found = {"instance": row, "empty_permitted": False} if row else {}
        return {"offer": self.offer, "number": index + 1, **found}

    def _typed_key(self, index):
        typed = self.data.get(f"{self.add_prefix(index)}-id", "")
        return int(typed) if typed.isdecimal() and len(typed) < 19 else None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this")

    @property
    def heading(self):
        return WORDS[self.prefix][0]

    @property
    def one_words(self):
        return WORDS[self.prefix][1]

    @property
    def more_words(self):
        return WORDS[self.prefix][2]

    @property
    def group(self) -> str:
        """The id of the rows as a whole, named by ``offers.quality``."""
        return f"{self.prefix}-group"

    def kept_rows(self) -> list:
        """The forms whose rows shall be there after saving."""
        return [form for form in self.forms if form.is_there]

    def save(self, by=None) -> None:
        """Store what was typed; rows nobody touched keep their history short."""
        for form in self.forms:
            row = form.instance
            row._history_user = by
            if form.is_there and form.has_changed():
                form.save()
            elif row.pk and not form.is_there:
                row.delete()


def rows_class(form, *, extra=1):
    """A class of ``Rows`` for one kind of row."""
    return forms.formset_factory(
        form, formset=Rows, extra=extra, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )


ROWS = {
    "opening_times": rows_class(row_forms.OpeningTimeForm),
    "opening_exceptions": rows_class(row_forms.OpeningExceptionForm),
    "costs": rows_class(row_forms.CostOptionForm),
    "next_steps": rows_class(row_forms.NextStepForm),
    "links": rows_class(row_forms.OfferLinkForm),
}


def make_rows(name, offer, data=None, files=None):
    """The rows ``name`` of an offer as forms. Raises ``BadRequest`` where a form of ours does not say how many."""
    rows = ROWS[name](data, files, prefix=name, offer=offer)
    if rows.is_bound and not rows.management_form.is_valid():
        raise BadRequest("A form without the number of its rows")
    return rows
