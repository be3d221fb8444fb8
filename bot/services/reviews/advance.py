"""A review moves on: its history, what is owed, and what has to be said of it, in one place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.follows import Where
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.follows import FOLLOWS, Moved, approvals, my_review, question, second_looks, teams
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.obligations import Terms, implied
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import Seated
from bot.domain.reviews.self_score import minutes
from bot.domain.reviews.way import OWED_ANEW, REVIEW, Event, Party
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.plans import want_no_plan
from bot.services.reviews.awaited import awaited_of, seated_at
from storage.unit import Unit


def advance(
    unit: Unit,
    review: Review,
    event: Event,
    acting: Acting,
    *,
    seen: int | None = None,
    note: str | None = None,
    facts: Facts = NOTHING_MORE,
    cycle: CycleFacts | None = None,
) -> tuple[Review, int]:
    """Move a locked review on; returns it as it is now, and the id of its new entry.

    `seen`: the version that whoever acts was shown. `note`: what they wrote. `cycle`: the review's, where
    it was read already. Raises Refusal: review.not_now, review.changed_since.
    """
    if seen is not None and seen != review.version:
        raise Refusal("review.changed_since")
    [asked] = as_moved(unit, [review])
    moved, entry = unit.reviews.move(
        review,
        event,
        to=REVIEW.after(review.state, event),
        owed_since=acting.now if REVIEW.begins_anew(review.state, event) else review.owed_since,
        by_id=acting.by_id,
        at=acting.now,
        note=note,
        facts=facts,
    )
    if event in OWED_ANEW or _waits_differently(review, moved):
        unit.obligations.put(Subject.REVIEW, moved.id, _implied(unit, moved, acting, cycle), now=acting.now)
    elif moved.stage.waits_for(Party.SECOND_LOOK):
        # Whoever is still awaited is not reminded anew.
        unit.obligations.match(Subject.REVIEW, moved.id, _implied(unit, moved, acting, cycle), now=acting.now)
    if review.stage.released and not moved.stage.released:
        want_no_plan(unit, moved.id, acting)
    looked_at = review.stage.decided or moved.stage.decided
    follows = Moved(
        review=_with_lookers(moved, unit.second_looks.of(review.id)) if looked_at else moved,
        former_manager_id=facts.manager.was if facts.manager else None,
        former_delegate_id=review.delegate_id if review.delegate_id != moved.delegate_id else None,
        question=asked.question,
        asked_back=asked.asked_back,
        former_looker_id=facts.owner.was if facts.owner else None,
    )
    follow_all(unit, event, [follows], now=acting.now)
    return moved, entry


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
        for notice in FOLLOWS[event].notices(
            each, because=because or f"{each.review.id}.{each.review.version}"
        )
    )
    unit.outbox.add(*notices, now=now, due_at=due_at)


def hand_over(unit: Unit, employee_id: int, new_manager: Person, acting: Acting) -> None:
    """A person's undecided reviews follow them to a new manager; both see it. Safe to run twice."""
    for review in unit.reviews.under_way_of(employee_id):
        if not review.stage.decided and review.manager_id != new_manager.id:
            changed = Facts(manager=Changed(was=review.manager_id, now=new_manager.id))
            advance(unit, review, Event.HAND_OVER, acting, facts=changed)


def to_whoever_has_them_now(unit: Unit, review: Review, acting: Acting) -> None:
    """While it was in the second look it stayed with who scored it; it follows its person again."""
    manager_id = unit.people.get(review.employee_id).manager_id
    if manager_id is not None and manager_id != review.manager_id:
        hand_over(unit, review.employee_id, unit.people.get(manager_id), replace(acting, by=None))


def leave_or_return(unit: Unit, employee_id: int, acting: Acting) -> None:
    """Somebody left, or came back: what is under way of theirs waits, or goes on; their managers see it."""
    for review in unit.reviews.under_way_of(employee_id):
        advance(unit, review, Event.RETURN if review.is_here else Event.LEAVE, acting)


def cards_naming(unit: Unit, person_id: int) -> Iterator[Where]:
    """The cards on which somebody stands, as employee or manager."""
    for moved in as_moved(unit, unit.reviews.look_under_way_with(person_id)):
        for cards in (my_review, teams, approvals, question, second_looks):
            yield from cards(moved)


def announced_at(person: Person, acting: Acting, *, since: datetime) -> datetime:
    """When the message that opens a review arrives: the opening hour of their next working day."""
    hour = acting.policy.schedule.opening_hour
    return person.calendar.next_opening(since, zone=person.zone, hour=hour)


def as_moved(unit: Unit, reviews: Sequence[Review]) -> Iterator[Moved]:
    """Each of these as it is, with the question whose answer it waits for, or the wish to have it back, and
    with who looks again.
    """
    waiting = [each.id for each in reviews if each.stage.waits_for(Party.MANAGER)]
    back = unit.reviews.last_numbers(waiting, Event.ASK_BACK)
    asked = unit.reviews.last_numbers([each.id for each in reviews if each.stage.answers], Event.ASK_FOR_MORE)
    seated = seated_at(unit, reviews)
    return (
        Moved(
            review=_with_lookers(each, seated.get(each.id, ())),
            question=asked.get(each.id),
            asked_back=back.get(each.id),
        )
        for each in reviews
    )


def all_implied(unit: Unit, reviews: Sequence[Review], acting: Acting) -> Iterator[Obligation]:
    """What all of these want, by where they are; a cycle and its scheme are read once."""
    cycles = {cycle_id: unit.cycles.facts(cycle_id) for cycle_id in {each.cycle_id for each in reviews}}
    counts = unit.reviews.kpi_counts(
        {sheet for each in reviews for sheet in (each.sheet_id, each.team_sheet_id) if sheet is not None}
    )
    people = {person.id: person for person in unit.people.values({each.employee_id for each in reviews})}
    asked = awaited_of(unit, reviews)
    for review in reviews:
        cycle = cycles[review.cycle_id]
        terms = Terms(
            cycle=cycle,
            announced_at=announced_at(people[review.employee_id], acting, since=review.owed_since),
            minutes=minutes(cycle.scheme, kpis_on(review, counts)),
            awaited=asked.get(review.id, ()),
            policy=acting.policy,
        )
        yield from implied(review, terms)


def owe_as_implied(unit: Unit, reviews: Sequence[Review], acting: Acting) -> None:
    """What waits of each of these is what it implies by now; a step that is right is left alone, so that
    nobody is reminded anew.
    """
    wanted: dict[int, list[Obligation]] = {each.id: [] for each in reviews}
    for owed in all_implied(unit, reviews, acting):
        wanted[owed.subject_id].append(owed)
    kept: dict[int, list[Obligation]] = {each.id: [] for each in reviews}
    for owed in unit.obligations.of_each(Subject.REVIEW, list(kept)):
        kept[owed.subject_id].append(owed)
    for review_id, owing in wanted.items():
        if set(owing) != set(kept[review_id]):
            unit.obligations.match(Subject.REVIEW, review_id, owing, now=acting.now)


def kpis_on(review: Review, counts: Mapping[int, int]) -> dict[Whose, int]:
    """How many KPIs a review is about, by whose they are; `counts` by sheet."""
    kpis = {Whose.OWN: counts.get(review.sheet_id, 0)}
    if review.team_sheet_id is not None:
        kpis[Whose.TEAM] = counts.get(review.team_sheet_id, 0)
    return kpis


def _implied(unit: Unit, review: Review, acting: Acting, cycle: CycleFacts | None) -> Iterable[Obligation]:
    if review.stage.move is None or not review.is_here:
        return ()
    if review.stage.lapses or review.stage.mover in (Party.SECOND_LOOK, Party.HR):
        return tuple(all_implied(unit, [review], acting))
    return tuple(
        implied(review, Terms(cycle=cycle or unit.cycles.facts(review.cycle_id), policy=acting.policy))
    )


def _with_lookers(review: Review, seated: Sequence[Seated]) -> Review:
    return replace(review, lookers=tuple(each.person_id for each in seated))


def _waits_differently(before: Review, after: Review) -> bool:
    """Whether something else is owed now, or by somebody else."""
    return (before.state, before.decider_id, before.owed_since) != (
        after.state,
        after.decider_id,
        after.owed_since,
    )
