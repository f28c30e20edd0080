"""The order of a chain: what the step before must have brought before the next one is sent."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from referrals.models import Accompaniment, ChainStep, Referral, Requirement, Status, StepNote, StepNoteKind

TAKEN_ON = {Status.ACCEPTED, Status.IN_PROGRESS, Status.COMPLETED}
UNDER_WAY = {
    Status.DRAFT, Status.AWAITING_CONSENT, Status.SENT, Status.QUESTION, Status.WAITLISTED, Status.ACCEPTED,
    Status.IN_PROGRESS,
}  # fmt: skip


class StepState(NamedTuple):
    """One step of an accompaniment: its referrals and notes, and whether it may be sent."""

    step: ChainStep
    referrals: list
    done: StepNote | None  # it was done without a referral
    early: StepNote | None  # it may be sent before the step before had its result
    is_open: bool  # the step before has brought what is needed

    @property
    def may_send(self) -> bool:
        return self.is_open or self.early is not None

    @property
    def is_under_way(self) -> bool:
        return any(row.status in UNDER_WAY for row in self.referrals)

    @property
    def is_done(self) -> bool:
        return self.done is not None or any(row.status == Status.COMPLETED for row in self.referrals)

    @property
    def ended_on(self):
        """The day on which it was done; None while it is not."""
        days = [row.ended_on for row in self.referrals if row.status == Status.COMPLETED]
        days += [self.done.on] if self.done else []
        return min(days, default=None)


def states_of(accompaniment) -> list[StepState]:
    """Every step of the chain in its order, as far as this person has come."""
    return states_of_all([accompaniment])[accompaniment.pk]


def states_of_all(accompaniments) -> dict[int, list[StepState]]:
    """The same for many, by their keys. Four queries for any number."""
    keys, chains = {row.pk for row in accompaniments}, {row.chain_id for row in accompaniments}
    steps = list(ChainStep.objects.filter(chain__in=chains).with_parties().prefetch_related("required_outcomes"))
    referrals = list(Referral.objects.filter(accompaniment__in=keys).with_parties().order_by("created_at", "pk"))
    notes = list(StepNote.objects.filter(accompaniment__in=keys).select_related("reason", "by"))
    return {
        row.pk: _states(
            [step for step in steps if step.chain_id == row.chain_id],
            [referral for referral in referrals if referral.accompaniment_id == row.pk],
            [note for note in notes if note.accompaniment_id == row.pk],
        )
        for row in accompaniments
    }


def _states(steps, referrals, notes) -> list[StepState]:
    states, before = [], None
    for step in steps:
        mine = [row for row in referrals if row.chain_step_id == step.pk]
        done, early = (_note(notes, step, kind) for kind in (StepNoteKind.DONE, StepNoteKind.EARLY))
        states.append(StepState(step, mine, done, early, before is None or is_enough(step, before)))
        before = states[-1]
    return states


def _note(notes, step, kind) -> StepNote | None:
    return next((note for note in notes if note.step_id == step.pk and note.kind == kind), None)


def is_enough(step, before: StepState) -> bool:
    """Whether the step before has brought what ``step`` needs."""
    if step.requires == Requirement.NOTHING:
        return True
    if step.requires == Requirement.ACCEPTED:
        return before.done is not None or any(row.status in TAKEN_ON for row in before.referrals)
    results = [row.reason_id for row in before.referrals if row.status == Status.COMPLETED]
    results += [before.done.reason_id] if before.done else []
    wanted = {reason.pk for reason in step.required_outcomes.all()}
    return any(not wanted or result in wanted for result in results)


def next_of(states) -> StepState | None:
    """The step to begin now: the first that is neither done nor under way, while no other one is under way."""
    if any(state.is_under_way for state in states):
        return None
    return next((state for state in states if not state.is_done), None)


def why_not(referral) -> str:
    """Why the order of a chain does not let a referral go; empty where it does, or where it is no step of one."""
    if referral.accompaniment_id is None:
        return ""
    if not referral.accompaniment.goes_on():  # the timer ends it some time after its consent
        return _("The accompaniment has ended. This step is not sent any more.")
    states = states_of(referral.accompaniment)
    if any(state.may_send for state in states if state.step.pk == referral.chain_step_id):
        return ""
    return _("The step before has not brought the result that was agreed on. Note why this one goes early, then send.")


def move_owner(referral, *, back):
    """Responsibility for the whole way goes along with a transfer that is accepted, and ``back`` if that was a mistake.

    Only where it was with the sender: who hands on for somebody else moves nothing.
    """
    before, after = (referral.sender_id, referral.recipient_id)[:: -1 if back else 1]
    running = Accompaniment.objects.running().filter(pk=referral.accompaniment_id, owner=before)
    running.update(owner=after)
