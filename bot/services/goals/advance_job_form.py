"""A job-responsibility form moves on: its history, what is owed, and what has to be said of it, in one
place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.follows import Where
from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_follows import FOLLOWS, FormMoved, versions
from bot.domain.goals.job_form_way import JOB_FORM, PRESENCE, Event
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.goals import advance as goals_advance
from storage.unit import Unit


def begin_job_forms(unit: Unit, goals: Sequence[Goals], acting: Acting) -> None:
    """A form beside each of these goals; the message that opens the goals leads to it."""
    added = unit.job_forms.add(goals, by_id=acting.by_id, at=acting.now)
    unit.obligations.add(all_implied(unit, added, acting))


def advance(
    unit: Unit,
    form: JobForm,
    event: Event,
    acting: Acting,
    *,
    note: str | None = None,
    facts: Facts = NOTHING_MORE,
    filled: int | None = None,
    rated: int | None = None,
    head_id: int | None = None,
) -> JobForm:
    """Move a locked form on; returns it as it is now.

    `filled`: the version that waits for the manager from now on; where it is not said, the one that did, as
    long as one does. `rated`: the version that counts by now. `head_id`: the head who is told that it is
    below the mark, with all others of `facts.told`. Raises Refusal("job_form.not_now").
    """
    after = JOB_FORM.after(form.state, event)
    manager = facts.manager.now if facts.manager else None
    moved = unit.job_forms.move(
        form,
        event,
        to=replace(
            form,
            state=after,
            owed_since=acting.now if JOB_FORM.begins_anew(form.state, event) else form.owed_since,
            manager_id=manager or form.manager_id,
            filled=(filled or form.filled) if JOB_FORM.stage(after).proposed else None,
            rated=rated or form.rated,
            head_id=head_id or form.head_id,
        ),
        by_id=acting.by_id,
        at=acting.now,
        note=note,
        facts=facts,
    )
    if event in PRESENCE or _waits_differently(form, moved):
        owed = all_implied(unit, [moved], acting)
        unit.obligations.put(Subject.JOB_FORM, moved.id, owed, now=acting.now)
    follows = FormMoved(form=moved, before=form, told=facts.told or ())
    # A sheet of goals may have this number and version, too, and stands on the same card.
    notices = FOLLOWS[event].notices(follows, because=f"form-{moved.id}.{moved.version}")
    unit.outbox.add(*notices, now=acting.now)
    return moved


def withdraw_all(unit: Unit, forms: Sequence[JobForm], acting: Acting, *, reason: str) -> None:
    """Take locked forms back, with their cycle: their cards say so, and nothing is owed any more."""
    moved = unit.job_forms.withdraw_all(forms, by_id=acting.by_id, at=acting.now, note=reason)
    unit.obligations.close(Subject.JOB_FORM, [each.id for each in moved], now=acting.now)
    notices = (
        notice
        for before, after in zip(forms, moved, strict=True)
        for notice in FOLLOWS[Event.WITHDRAW].notices(
            FormMoved(form=after, before=before), because="withdrawn"
        )
    )
    unit.outbox.add(*notices, now=acting.now)


def hand_over(unit: Unit, employee_id: int, new_manager: Person, acting: Acting) -> None:
    """A person's forms follow them to a new manager; both see it. Safe to run twice."""
    for form in unit.job_forms.under_way_of(employee_id, today=acting.today):
        if form.manager_id != new_manager.id:
            changed = Facts(manager=Changed(was=form.manager_id, now=new_manager.id))
            advance(unit, form, Event.HAND_OVER, acting, facts=changed)


def leave_or_return(unit: Unit, employee_id: int, acting: Acting) -> None:
    """Somebody left, or came back: what waits of their forms waits, or goes on; their managers see it."""
    for form in unit.job_forms.under_way_of(employee_id, today=acting.today):
        advance(unit, form, Event.RETURN if form.is_here else Event.LEAVE, acting)


def want_anew(unit: Unit, employee_id: int, acting: Acting) -> None:
    """Somebody has another post: a version for it is wanted, in whichever period goals are agreed on."""
    for form in unit.job_forms.under_way_of(employee_id, today=acting.today):
        if unit.cycles.facts(form.cycle_id).scoring_opened_at is None:
            advance(unit, form, Event.WANT, acting)


def cards_naming(unit: Unit, person_id: int) -> Iterator[Where]:
    """The cards on which somebody stands, as employee or manager."""
    for form in unit.job_forms.look_under_way_with(person_id):
        yield from versions(FormMoved(form=form, before=form))


def all_implied(unit: Unit, forms: Sequence[JobForm], acting: Acting) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    return goals_advance.all_implied(unit, forms, acting, subject=Subject.JOB_FORM)


def _waits_differently(before: JobForm, after: JobForm) -> bool:
    """Whether something else is owed now, or by somebody else."""
    return (before.state, before.manager_id, before.owed_since) != (
        after.state,
        after.manager_id,
        after.owed_since,
    )
