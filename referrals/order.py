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
    is_former: bool = False  # the version that counts for this person does not have it

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
    """Every step of the version that counts for this person in its order, as far as she has come.

    Behind them steps of other versions in which something was begun.
    """
    return states_of_all([accompaniment])[accompaniment.pk]


def states_of_all(accompaniments) -> dict[int, list[StepState]]:
    """The same for many, by their keys. Four queries for any number."""
    keys, chains = {row.pk for row in accompaniments}, {row.chain_id for row in accompaniments}
    steps = list(ChainStep.objects.filter(chain__in=chains).with_parties().prefetch_related("required_outcomes"))
    lines = {step.pk: step.line for step in steps}
    begun = {key: {} for key in keys}  # referrals and notes of each accompaniment by the line of their step
    for row in Referral.objects.filter(accompaniment__in=keys).with_parties().order_by("created_at", "pk"):
        begun[row.accompaniment_id].setdefault(lines[row.chain_step_id], []).append(row)
    for note in StepNote.objects.filter(accompaniment__in=keys).select_related("reason", "by", "partner"):
        begun[note.accompaniment_id].setdefault(lines[note.step_id], []).append(note)
    return {
        row.pk: _states(row.version, [step for step in steps if step.chain_id == row.chain_id], begun[row.pk])
        for row in accompaniments
    }


def _states(version, steps, begun) -> list[StepState]:
    """``steps``: of all versions; ``begun``: referrals and notes by line."""
    states, before = [], None
    for step in [step for step in steps if step.version == version]:
        state = _state(step, begun.pop(step.line, []))
        before = state._replace(is_open=before is None or is_enough(step, before))
        states.append(before)
    former = {step.line: step for step in steps if step.line in begun}
    return states + [_state(step, begun[line])._replace(is_former=True) for line, step in former.items()]


def _state(step, things) -> StepState:
    done, early = (_note(things, kind) for kind in (StepNoteKind.DONE, StepNoteKind.EARLY))
    return StepState(step, [thing for thing in things if isinstance(thing, Referral)], done, early, is_open=True)


def _note(things, kind) -> StepNote | None:
    return next((thing for thing in things if isinstance(thing, StepNote) and thing.kind == kind), None)


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
    return next((state for state in states if not (state.is_done or state.is_former)), None)


def why_not(referral) -> str:
    """Why the order of a chain does not let a referral go; empty where it does, or where it is no step of one."""
    if referral.accompaniment_id is None:
        return ""
    if not referral.accompaniment.goes_on():  # the timer ends it some time after its consent
        return _("The accompaniment has ended. This step is not sent any more.")
    if any(state.may_send for state in states_of(referral.accompaniment) if referral in state.referrals):
        return ""
    return _("The step before has not brought the result that was agreed on. Note why this one goes early, then send.")


def move_owner(referral, *, back):
    """Responsibility for the whole way goes along with a transfer that is accepted, and ``back`` if that was a mistake.

    Only where it was with the sender: who hands on for somebody else moves nothing.
    """
    before, after = (referral.sender_id, referral.recipient_id)[:: -1 if back else 1]
    running = Accompaniment.objects.running().filter(pk=referral.accompaniment_id, owner=before)
    running.update(owner=after)
