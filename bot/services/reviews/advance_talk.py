"""A talk moves on: its history, what is owed, and what has to be said, in one place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.domain.history import NOTHING_MORE, Facts
from bot.domain.obligations import Obligation, Subject
from bot.domain.reviews.review import Review
from bot.domain.reviews.talk import Talk, implied, last_of
from bot.domain.reviews.talk_follows import FOLLOWS, POSTS, TalkMoved
from bot.domain.reviews.talk_way import TALK, Event, Party
from bot.services.acting import Acting
from bot.services.reviews.judge import judge_of
from storage.unit import Unit


def begin(unit: Unit, released: Mapping[datetime, Sequence[Review]], acting: Acting) -> None:
    """Each of these results, by the moment at which its employee reads of it, is to be talked about."""
    reviews = [(moment, each) for moment, some in released.items() for each in some if each.is_here]
    holders = _holders(unit, [each for _, each in reviews])
    made = unit.talks.begin(
        {each.id: (each.employee_id, holders[each.id], moment) for moment, each in reviews},
        by_id=acting.by_id,
        at=acting.now,
    )
    unit.obligations.add(all_implied(unit, made, acting))
    for moment in released:
        begun = [TalkMoved(talk=each) for each in made if each.begins_at == moment]
        _tell(unit, begun, Event.BEGIN, acting, due_at=moment)


def advance(
    unit: Unit,
    talk: Talk,
    event: Event,
    acting: Acting,
    *,
    note: str | None = None,
    facts: Facts = NOTHING_MORE,
    holder_id: int | None = None,
    judge_id: int | None = None,
    is_vacant: bool = False,
) -> Talk:
    """Move a locked one on; returns it as it is now. `holder_id`, `judge_id`: who has it from now on, where
    that is another. `is_vacant`: nobody is there who may decide. Raises Refusal("talk.not_now").
    """
    has_card = event in POSTS and last_of(unit.talks.history(talk.id), *POSTS) is not None
    moved = unit.talks.move(
        talk,
        event,
        to=TALK.after(talk.state, event),
        owed_since=acting.now if TALK.begins_anew(talk.state, event) else talk.owed_since,
        by_id=acting.by_id,
        at=acting.now,
        holder_id=holder_id or talk.holder_id,
        judge_id=None if is_vacant else judge_id or talk.judge_id,
        note=note,
        facts=facts,
    )
    unit.obligations.match(Subject.TALK, talk.id, all_implied(unit, [moved], acting), now=acting.now)
    follows = TalkMoved(
        talk=moved,
        former_holder_id=talk.holder_id,
        former_judge_id=talk.judge_id,
        has_card=has_card,
    )
    _tell(unit, [follows], event, acting)
    return moved


def look_again(unit: Unit, acting: Acting) -> None:
    """People left, came back or lead others now: whose move a talk is may be another's. Safe to run twice."""
    talks = unit.talks.all_under_way()
    if not talks:
        return
    here = {each.id for each in unit.people.values(_named(talks)) if each.is_active}
    waits = [each for each in talks if each.stage.waits_for(Party.HOLDER) and each.holder_id not in here]
    holders = _holders(unit, [unit.reviews.look(each.review_id) for each in waits])
    for talk in talks:
        if talk.employee_id not in here:
            continue
        if talk in waits and (holder := holders[talk.review_id]) not in (None, talk.holder_id):
            advance(unit, unit.talks.get(talk.id), Event.RESEAT, acting, holder_id=holder)
        elif talk.stage.waits_for(Party.JUDGE):
            judge = judge_of(unit, talk, acting)
            if judge != talk.judge_id:
                now = unit.talks.get(talk.id)
                advance(unit, now, Event.RESEAT, acting, judge_id=judge, is_vacant=judge is None)
    left = unit.talks.all_under_way()
    owed = all_implied(unit, left, acting)
    unit.obligations.match_each(Subject.TALK, [each.id for each in left], owed, now=acting.now)


def holder_of(unit: Unit, talk: Talk) -> int | None:
    """Who talks by now: whoever has it, as long as they are here."""
    if talk.holder_id is not None and unit.people.get(talk.holder_id).is_active:
        return talk.holder_id
    return _holders(unit, [unit.reviews.look(talk.review_id)])[talk.review_id]


def all_implied(unit: Unit, talks: Sequence[Talk], acting: Acting) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    if not talks:
        return
    people = {each.id: each for each in unit.people.values(_named(talks))}
    names = unit.talks.periods({each.review_id for each in talks})
    for talk in talks:
        mover = None if talk.mover_id is None else people[talk.mover_id]
        if mover is not None:
            yield from implied(
                talk,
                mover,
                people[talk.employee_id],
                period=names[talk.review_id],
                schedule=acting.policy.schedule,
            )


def _holders(unit: Unit, reviews: Sequence[Review]) -> Mapping[int, int | None]:
    """By review, who talks: the manager who has it; where they left, whoever leads its employee by now."""
    people = {
        each.id: each
        for each in unit.people.values(
            {who for each in reviews for who in (each.employee_id, each.manager_id)}
        )
    }
    found: dict[int, int | None] = {}
    for review in reviews:
        manager_id: int | None = review.manager_id
        if not people[review.manager_id].is_active:
            manager_id = people[review.employee_id].manager_id
            if manager_id is not None and not unit.people.get(manager_id).is_active:
                manager_id = None
        found[review.id] = manager_id
    return found


def _named(talks: Sequence[Talk]) -> set[int]:
    ids = {who for each in talks for who in (each.employee_id, each.holder_id, each.judge_id)}
    return {each for each in ids if each is not None}


def _tell(
    unit: Unit, moved: Sequence[TalkMoved], event: Event, acting: Acting, *, due_at: datetime | None = None
) -> None:
    # Its review, which shares a card with it, has ids and versions of its own.
    notices = (
        notice
        for each in moved
        for notice in FOLLOWS[event].notices(each, because=f"talk-{each.talk.id}.{each.talk.version}")
    )
    unit.outbox.add(*notices, now=acting.now, due_at=due_at if due_at and due_at > acting.now else None)
