"""No number of tables, of any periods, tells a small cell: attacked, and shown by worlds that look the same."""

import random
from datetime import date

import pytest
from django.urls import reverse

from network_portal.reports import suppression
from network_portal.reports.figures import Scope
from network_portal.reports.figures.flow import flow
from network_portal.reports.figures.gaps import gaps
from network_portal.reports.figures.outcomes import ANSWERS, outcomes
from network_portal.reports.figures.referrals import by_field, states
from network_portal.reports.funder import funder_report
from network_portal.reports.periods import Period, whole_months
from referrals.models import Referral, Status
from tests.factories import make_field, make_partner
from tests.network_portal.reports.attack import Attack, spans
from tests.network_portal.reports.rows import make_ended
from tests.referrals.rows import make_network

pytestmark = pytest.mark.django_db
TODAY, MONTHS = date(2026, 12, 1), 5
STATES = ["sent", "accepted", "declined", "expired", "helped", "partly", "unmet", "withdrawn"]
WORDS = ["helped", "partly", "unmet"]


def scope(first=1, last=12, fields=None):
    return Scope(fields, whole_months(date(2026, first, 1), date(2026, last, 1)), TODAY)


@pytest.fixture
def world():
    """Three partners, two policy fields."""
    make_network()
    return [make_partner(name=f"Stelle {n}") for n in "ABC"], [make_field(name=f"Feld {n}") for n in "AB"]


def fill(world, seed, count=110):
    """Random referrals over some months: some cells large, most small."""
    (partners, fields), lot = world, random.Random(seed)  # noqa: S311 (no secret: the same world each time)
    for _number in range(count // 2):
        pair = lot.choices([(0, 1), (0, 2), (1, 2), (2, 0)], [6, 2, 1, 1])[0]
        status = lot.choices([Status.COMPLETED, Status.UNMET, Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN],
                             [5, 1, 2, 1, 1])[0]  # fmt: skip
        code = {Status.COMPLETED: ["helped", "partly_helped"], Status.DECLINED: ["no_capacity", "not_eligible"]}
        make_ended(
            lot.randint(1, 3), sender=partners[pair[0]], recipient=partners[pair[1]], status=status,
            field=lot.choices(fields, [4, 1])[0], code=lot.choice(code.get(status, [""])),
            sent_on=date(2026, lot.randint(1, MONTHS), lot.randint(1, 28)),
            parent_answer=lot.choice(["yes", "no", ""]) if status == Status.COMPLETED else "",
        )  # fmt: skip


def published(world, first, last):
    """What the tables of one period say, cell by cell; None where they say “fewer than five”."""
    one, (partners, fields) = scope(first, last), world
    cells = dict(zip(STATES, (row[1] for row in states(one).rows), strict=True))
    cells |= {field.name: number for field, (_name, number) in zip(fields, by_field(one).rows, strict=True)}
    pairs = {f"{sender} → {recipient}": None for sender in partners for recipient in partners if sender != recipient}
    cells |= pairs | {f"{sender} → {recipient}": number for sender, recipient, number in flow(one).rows}
    for word, (_label, _all, *said) in zip(WORDS, outcomes(one).rows, strict=True):
        cells |= {f"{word}: {answer}": number for answer, number in zip(ANSWERS, said, strict=True)}
    rows = gaps(one).rows
    if first == last:
        cells |= {"no room": rows[0][2]}
    return {cell: number if isinstance(number, int) else None for cell, number in cells.items()}


def attacked(world):
    """Everything that all tables of all periods tell together."""
    tables = {span: published(world, *span) for span in spans(MONTHS)}
    cells = {*tables[1, MONTHS], "no room"}
    pairs = [cell for cell in cells if "→" in cell]
    inside = [
        ("sent", ["Feld A", "Feld B"]), ("sent", ["accepted", "declined", "expired"]), ("accepted", pairs),
        ("sent", ["helped", "partly", "unmet", "declined", "expired", "withdrawn"]),
        ("accepted", ["helped", "partly", "unmet"]), ("declined", ["no room"]),
        *((word, [f"{word}: {answer}" for answer in ANSWERS]) for word in WORDS),
    ]  # fmt: skip
    attack = Attack(cells, MONTHS, inside)
    for (first, last), table in tables.items():
        for cell, number in table.items():
            shown = number or 0
            attack.learn(cell, first, last, max(0, shown - 4), shown + 4)
            if first == 1:  # nothing came before
                attack.learn(cell, first, last, shown, shown + 4)
    attack.think()
    return attack


@pytest.mark.parametrize("seed", [1, 2])
def test_no_tables_together_narrow_a_cell_to_fewer_than_five_values(world, seed):
    fill(world, seed)
    attack = attacked(world)
    assert min(attack.widths().values()) == 5
    assert max(row[1] for row in states(scope(1, MONTHS)).rows if isinstance(row[1], int)) >= 50  # tables say something


def test_attack_finds_what_the_usual_way_of_hiding_small_numbers_tells(world):
    """Exact numbers from five on, the rest hidden, and an exact sum: the tables of some months tell hidden cells."""
    fill(world, 1, count=50)
    fields = [field.name for field in world[1]]
    attack = Attack([*fields, "sent"], MONTHS, all_of=[("sent", fields)])
    hidden = set()
    for first, last in spans(MONTHS):
        rows = Referral.objects.filter(sent_on__range=scope(first, last).period)
        for cell, number in [(name, rows.filter(policy_field__name=name).count()) for name in fields]:
            hidden |= {(cell, first, last)} if number < 5 else set()
            attack.learn(cell, first, last, *((0, 4) if number < 5 else (number, number)))
        attack.learn("sent", first, last, rows.count(), rows.count())
    attack.think()
    assert [cell for cell in hidden if attack.widths()[cell] == 1] != []


def test_worlds_with_none_to_four_cases_in_a_cell_look_the_same_everywhere(world, client_of):
    """Not only these tables: page, files and report are the same bytes, so nobody can tell which world it is."""
    (a, b, c), (field, other) = world
    make_ended(10, sender=a, recipient=b, field=field, parent_answer="yes")
    make_ended(5, sender=a, recipient=b, field=field, status=Status.DECLINED, code="no_capacity")
    client, seen = client_of("coordinator"), []
    for more in (0, 1, 3, 1):  # so that there are none, one, four and five
        make_ended(more, sender=b, recipient=c, field=other, parent_answer="no", sent_on=date(2026, 2, 3))
        seen.append(looks_like(client))
    assert seen[1:3] == [seen[0]] * 2
    assert seen[3] != seen[0]


def looks_like(client):
    query = "?von=2026-01-01&bis=2026-03-31"
    page = client.get(reverse("reports:figures") + query).content.partition(b'<div class="report">')[2]
    keys = ["stand", "felder", "wege", "ergebnisse"]
    files = [client.get(reverse("reports:figure-file", args=[key, "csv"]) + query).content for key in keys]
    return page, files, funder_report(scope(1, 3))


def test_fields_of_a_moderator_are_rounded_one_by_one(world):
    (a, b, _c), fields = world
    make_ended(7, sender=a, recipient=b, field=fields[0])
    make_ended(9, sender=a, recipient=b, field=fields[1])
    sent = {keys: states(scope(1, 1, keys)).rows[0][1] for keys in (None, frozenset(field.pk for field in fields))}
    assert list(sent.values()) == [15, 10]


def test_case_of_one_day_more_shows_only_with_its_month(world):
    (a, b, _c), (field, _other) = world
    make_ended(5, sender=a, recipient=b, field=field, sent_on=date(2026, 3, 31))
    numbers = [states(Scope(None, Period(date(2026, 1, 1), day), TODAY)).rows[0][1] for day in
               (date(2026, 3, 1), date(2026, 3, 30), date(2026, 3, 31))]  # fmt: skip
    assert numbers == [5, 5, 5]
    assert states(scope(1, 2)).rows[0][1] == suppression.words(0)
