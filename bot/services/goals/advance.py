"""Goals move on: their history, what is owed, and what has to be said of them, in one place."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.drafts import Form
from bot.domain.follows import Where
from bot.domain.goals.draft import SheetDraft
from bot.domain.goals.follows import FOLLOWS, Moved, agreements, my_goals, teams
from bot.domain.goals.goals import Goals
from bot.domain.goals.obligations import Terms, TwoSided, implied
from bot.domain.goals.way import GOALS, PRESENCE, Event
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import announced_at
from storage.unit import Unit


def advance(
    unit: Unit,
    goals: Goals,
    event: Event,
    acting: Acting,
    *,
    seen: int | None = None,
    note: str | None = None,
    facts: Facts = NOTHING_MORE,
    on_the_table: int | None = None,
    agreed: int | None = None,
) -> Goals:
    """Move locked goals on; returns them as they are now.

    `seen`: the version that whoever acts was shown. `on_the_table`: the version of the sheet that waits for
    the other side from now on; where it is not said, the one that did, as long as one does. `agreed`: the
    version that both have signed by now. Raises Refusal: goals.not_now, goals.changed_since.
    """
    if seen is not None and seen != goals.version:
        raise Refusal("goals.changed_since")
    after = GOALS.after(goals.state, event)
    is_ended = (
        event is Event.DROP_CHANGE and acting.by is None
    )  # scoring has begun: nothing is wanted any more
    moved = unit.goals.move(
        goals,
        event,
        to=after,
        owed_since=acting.now if GOALS.begins_anew(goals.state, event) else goals.owed_since,
        sheet_id=(on_the_table or goals.sheet_id) if GOALS.stage(after).proposed else None,
        agreed_sheet_id=agreed or goals.agreed_sheet_id,
        wanted_from=None if agreed or is_ended else facts.counts_from or goals.wanted_from,
        by_id=acting.by_id,
        at=acting.now,
        note=note,
        facts=facts,
    )
    if event in PRESENCE or _waits_differently(goals, moved):
        unit.obligations.put(Subject.GOALS, moved.id, all_implied(unit, [moved], acting), now=acting.now)
    former = facts.manager.was if facts.manager else None
    follows = Moved(goals=moved, former_manager_id=former, former_sheet_id=goals.sheet_id, by_id=acting.by_id)
    follow_all(unit, event, [follows], now=acting.now)
    return moved


def follow_all(
    unit: Unit,
    event: Event,
    moved: Sequence[Moved],
    *,
    now: datetime,
    due_at: datetime | None = None,
    because: str | None = None,
) -> None:
    """Leave what follows from an event of all of these in the outbox, to be sent at `due_at`.

    `because`: what makes a card stale that several of them have in common, so that it is drawn once.
    """
    notices = (
        notice
        for each in moved
        for notice in FOLLOWS[event].notices(each, because=because or f"{each.goals.id}.{each.goals.version}")
    )
    unit.outbox.add(*notices, now=now, due_at=due_at)


def hand_over(unit: Unit, employee_id: int, new_manager: Person, acting: Acting) -> None:
    """A person's goals follow them to a new manager; both see it. Safe to run twice."""
    for goals in unit.goals.under_way_of(employee_id):
        if goals.manager_id != new_manager.id:
            changed = Facts(manager=Changed(was=goals.manager_id, now=new_manager.id))
            advance(unit, goals, Event.HAND_OVER, acting, facts=changed)


def leave_or_return(unit: Unit, employee_id: int, acting: Acting) -> None:
    """Somebody left, or came back: what waits of their goals waits, or goes on; their managers see it."""
    for goals in unit.goals.under_way_of(employee_id):
        advance(unit, goals, Event.RETURN if goals.is_here else Event.LEAVE, acting)


def want_anew(unit: Unit, employee_id: int, day: date, acting: Acting) -> None:
    """Somebody has another post or department from this day on: of what is agreed for a period that goes on
    then, a new version is wanted; until it is agreed on, what was agreed counts. What is on the table is
    kept for them as a draft.
    """
    for goals in unit.goals.under_way_of(employee_id):
        cycle = unit.cycles.facts(goals.cycle_id)
        if is_wanted_anew(goals, cycle, day=day, today=acting.today):
            _keep_as_draft(unit, goals, acting)
            wanted = Facts(counts_from=max(day, cycle.starts_on))
            advance(unit, goals, Event.WANT, acting, facts=wanted)


class GoingOn(Protocol):
    """As much of a cycle as says whether goals of it can still be agreed on."""

    @property
    def ends_on(self) -> date: ...
    @property
    def scoring_opened_at(self) -> datetime | None: ...


def is_wanted_anew(goals: Goals, cycle: GoingOn, *, day: date, today: date) -> bool:
    """Whether another post or department from this day on asks for a new version of what is agreed."""
    goes_on = cycle.scoring_opened_at is None and max(day, today) <= cycle.ends_on
    return goals.stage.agreed and goals.is_here and goes_on


def want_still(unit: Unit, goals: Goals, acting: Acting) -> Goals:
    """What was taken off the table is wanted all the same, where another post or department asks for it."""
    if goals.wanted_from is None:
        return goals
    return advance(unit, goals, Event.WANT, acting, facts=Facts(counts_from=goals.wanted_from))


def _keep_as_draft(unit: Unit, goals: Goals, acting: Acting) -> None:
    subject = str(goals.id)
    if goals.sheet_id is None or unit.drafts.get(goals.employee_id, Form.GOALS_SHEET, subject):
        return
    on_the_table = unit.sheets.version(goals.sheet_id)
    draft = SheetDraft(base_id=goals.agreed_sheet_id, kpis=on_the_table.kpis)
    unit.drafts.save(goals.employee_id, Form.GOALS_SHEET, subject, draft.as_kept(), at=acting.now)


def cards_naming(unit: Unit, person_id: int) -> Iterator[Where]:
    """The cards on which somebody stands, as employee or manager."""
    for goals in unit.goals.look_under_way_with(person_id):
        moved = Moved(goals=goals, former_sheet_id=goals.agreed_sheet_id)
        for cards in (my_goals, agreements, teams):
            yield from cards(moved)


def all_implied(
    unit: Unit, goals: Sequence[TwoSided], acting: Acting, *, subject: Subject = Subject.GOALS
) -> Iterator[Obligation]:
    """What all of these want, by where they are; a cycle is read once."""
    waiting = [each for each in goals if each.stage.move is not None]
    cycles = {cycle_id: unit.cycles.facts(cycle_id) for cycle_id in {each.cycle_id for each in waiting}}
    sides = {person for each in waiting for person in (each.employee_id, each.manager_id)}
    people = {person.id: person for person in unit.people.values(sides)}
    for each in waiting:
        cycle, employee = cycles[each.cycle_id], people[each.employee_id]
        terms = Terms(
            period=cycle.name,
            due=cycle.goals_due or cycle.ends_on,
            announced_at=announced_at(employee, acting, since=cycle.goals_opened_at or each.owed_since),
            agreement_days=acting.policy.schedule.agreement_days,
        )
        manager = people[each.manager_id]
        yield from implied(each, employee=employee, manager=manager, terms=terms, subject=subject)


def _waits_differently(before: Goals, after: Goals) -> bool:
    """Whether something else is owed now, or by somebody else."""
    return (before.state, before.manager_id, before.owed_since) != (
        after.state,
        after.manager_id,
        after.owed_since,
    )
