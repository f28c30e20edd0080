"""The kept versions of an entry as people read them: who changed what when; and how an old version comes back.

An entry is a row with a history (django-simple-history), its many-to-many fields, and rows that belong to it and have
histories of their own, such as the opening times of an offer. One press of “save” writes several records; records of
one person within ``TOGETHER`` are one moment.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partners.shown_values import shown, value_label

TOGETHER = timedelta(seconds=2)
RESTORED = gettext_noop("an earlier version was brought back")


@dataclass
class Change:
    """What became of one field or one row; both sides are texts for people."""

    label: str
    old: str
    new: str


@dataclass
class Moment:
    """What one person saved in one go; ``version`` is the key of the entry's own record that was valid afterwards;
    ``is_first`` says that the entry was made here."""

    records: list
    user: object = None
    version: int | None = None
    is_first: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When its last record was written."""
        return self.records[-1].history_date

    @property
    def reasons(self) -> list[str]:
        """The reasons its records give, each once."""
        return list(dict.fromkeys(filter(None, (record.history_change_reason for record in self.records))))


def records_of(instance, children=()) -> list:
    """All kept records of an entry and of its rows, oldest first; one query each, and one per many-to-many field."""
    related = ["history_user"]
    own = list(instance.history.select_related(*related)._select_related_history_tracked_objs())
    for column in own[0]._history_m2m_fields if own else ():
        _load_targets(own, column)
    for name in children:
        relation = instance._meta.get_field(name)
        rows = relation.related_model.history.filter(**{relation.field.attname: instance.pk})
        own += rows.select_related(*related)._select_related_history_tracked_objs()
    return sorted(own, key=lambda record: (record.history_date, record.history_id))


def moments(instance, children=()) -> list[Moment]:
    """The life of an entry, newest first."""
    found, state = [], {}
    for record in records_of(instance, children):
        last = found[-1] if found else None
        if last is None or last.user != record.history_user or record.history_date - last.at > TOGETHER:
            found.append(Moment([], record.history_user))
        found[-1].records.append(record)
    for moment in found:
        before = dict(state)
        state.update({_row_of(record): record for record in moment.records})
        moment.changes = _changes(instance, before, {_row_of(record): record for record in moment.records})
        own = state.get(_row_of_instance(instance))
        moment.version = own.history_id if own else None
        moment.is_first = any(r.history_type == "+" and r.instance_type is type(instance) for r in moment.records)
    return found[::-1]


def difference(instance, version: int, children=()) -> list[Change]:
    """What would change if ``version`` came back, from today's text to the text of then."""
    records = records_of(instance, children)
    now = {_row_of(record): record for record in records}
    then = {_row_of(record): record for record in _until(instance, records, version)}
    gone = {row: None for row, record in now.items() if row not in then and record.history_type != "-"}
    back = {row: record for row, record in then.items() if now[row].history_id != record.history_id}
    return _changes(instance, now, back | gone)


@transaction.atomic
def restore(instance, version: int, *, children=(), keep=(), by=None):
    """Bring back what ``version`` held, but for the fields ``keep``.

    Raises ``ValidationError`` where it no longer fits. Rows of ``children`` that were written without a history stay
    as they are: nobody knows how they were.
    """
    records = records_of(instance, children)
    then = {_row_of(record): record for record in _until(instance, records, version)}
    own = then[_row_of_instance(instance)]
    _copy_fields(own, instance, keep)
    instance.full_clean(validate_unique=True)
    instance._change_reason, instance._history_user = RESTORED, by
    instance.save()
    for field_ in own._history_m2m_fields:
        getattr(instance, field_.name).set(own.targets[field_.name])
    del instance._change_reason  # a reason belongs to one change
    kept = {_row_of(record) for record in records}
    for name in children:
        _restore_rows(instance._meta.get_field(name).related_model, instance, name, then, kept)


def _row_of(record):
    """The row a record tells about."""
    return record.instance_type, getattr(record, record.instance_type._meta.pk.attname)


def _row_of_instance(instance):
    return type(instance), instance.pk


def _until(instance, records, version):
    """The records up to the end of the moment in which the entry's own record ``version`` was written."""
    own = [index for index, r in enumerate(records) if r.history_id == version and r.instance_type is type(instance)]
    if not own:
        raise ValidationError(_("There is no such version."))
    end = own[0] + 1
    for earlier, later in pairwise(records[own[0] :]):
        same_person = earlier.history_user == later.history_user
        if not same_person or later.history_date - earlier.history_date > TOGETHER:
            break
        end += 1
    return records[:end]


def _changes(instance, before, after) -> list[Change]:
    """Differences between two states, each a dict of rows and their records (None: there is no such row)."""
    changes = []
    for row, record in after.items():
        old = before.get(row)
        old = None if old is None or old.history_type == "-" else old
        new = None if record is None or record.history_type == "-" else record
        if row == _row_of_instance(instance):
            changes += _field_changes(old, new)
        else:
            changes += _row_changes(row[0], old, new)
    return changes


def _field_changes(old, new, prefix="") -> list[Change]:
    """The fields in which two records of one row differ."""
    if old is None or new is None:
        return []
    many = new._history_m2m_fields
    delta = new.diff_against(old, excluded_fields={column.name for column in many}, foreign_keys_are_objs=True)
    model = new.instance_type
    order = {column.name: index for index, column in enumerate(model._meta.fields)}
    changes = []
    for change in sorted(delta.changes, key=lambda change: order[change.field]):
        texts = [shown(model, change.field, value) for value in (change.old, change.new)]
        changes.append(Change(prefix + value_label(model, change.field), *texts))
    for column in many:
        texts = [_targets(record, column) for record in (old, new)]
        if texts[0] != texts[1]:
            changes.append(Change(value_label(model, column.name), *texts))
    return changes


def _row_changes(model, old, new) -> list[Change]:
    """A row that came, went or changed."""
    name = str(model._meta.verbose_name)
    name = name[:1].upper() + name[1:]
    if old is not None and new is not None:
        return _field_changes(old, new, prefix=f"{name} – ")
    text = ["" if record is None else str(record.instance) for record in (old, new)]
    return [Change(name, *text)] if old is not new else []


def _load_targets(records, column):
    """Put what each record points at in a many-to-many field into ``record.targets``, with one query for all."""
    rows_model, target = getattr(records[0], column.name).model, column.m2m_reverse_field_name()
    found = defaultdict(list)
    for row in rows_model.objects.filter(history__in=records).select_related(target):
        found[row.history_id].append(getattr(row, target, None))
    for record in records:
        record.targets = getattr(record, "targets", {})
        # What has been deleted since is left out.
        record.targets[column.name] = [one for one in found[record.history_id] if one is not None]


def _targets(record, column) -> str:
    return ", ".join(sorted(str(target) for target in record.targets[column.name]))


def _copy_fields(record, instance, keep):
    """Copy the columns of a record; what it points at may be gone by now and is then left empty, or as it is."""
    for column in record.tracked_fields:
        if isinstance(column, models.ManyToManyField) or column.primary_key or column.name in keep:
            continue
        value = getattr(record, column.attname)
        if isinstance(column, models.ForeignKey) and value is not None:
            exists = column.related_model._default_manager.filter(pk=value).exists()
            value = value if exists else (None if column.null else getattr(instance, column.attname))
        setattr(instance, column.attname, value)


def _restore_rows(model, instance, name, then, kept):
    """Make the rows of one kind what they were: remove newer ones, bring back removed ones, undo changes."""
    wanted = {row[1]: record for row, record in then.items() if row[0] is model and record.history_type != "-"}
    current = {row.pk: row for row in getattr(instance, name).all()}
    for pk, row in current.items():
        if pk not in wanted and (model, pk) in kept:
            row.delete()
    for pk, record in wanted.items():
        row = current.get(pk) or record.instance
        _copy_fields(record, row, keep=())
        row.full_clean()
        row.save(force_insert=pk not in current)
