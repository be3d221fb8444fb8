"""The talk about a result: times are proposed, it is held, and its employee says so, too."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.domain.access import Deed, require
from bot.domain.history import Facts
from bot.domain.reviews.talk import Talk, TalkFacts, day_held, is_over, offered
from bot.domain.reviews.talk_way import Event
from bot.domain.weeks.talk_times import offered_times
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance_talk import advance, holder_of
from bot.services.reviews.find_review import found
from bot.services.reviews.talk_facts import talk_facts
from bot.services.weeks.talk_times import suiting_times
from storage.unit import Unit

BATCH = 100
A_DAY_ANYWHERE = timedelta(hours=14)
"""By how much the latest zone is ahead of UTC."""


def open_held(acting: Acting, *, talk_id: int) -> TalkFacts:
    """What the form asks that says when it was held. Raises as `hold` does."""
    with acting.store.read() as unit:
        talk = require_to_hold(unit, acting, talk_id, lock=False)
        return talk_facts(unit, talk, acting.person, acting)


def hold(acting: Acting, *, talk_id: int, day: date | None) -> None:
    """They talked on this day, in the holder's own calendar; the employee is asked whether that is so.

    Raises Refusal: talk.not_yours, talk.held, talk.appealed, talk.closed, talk.employee_left; and at the
    field talk.no_day, talk.to_come, talk.before_release.
    """
    with acting.store.begin() as unit:
        talk = require_to_hold(unit, acting, talk_id)
        held = day_held(day, talk=talk, holder=acting.person, now=acting.now)
        advance(unit, talk, Event.HOLD, acting, facts=Facts(held_on=held))


def open_times(acting: Acting, *, talk_id: int) -> tuple[TalkFacts, tuple[datetime, ...]]:
    """The form for times: what was proposed and is to come, else what suits both. Raises as `hold`."""
    with acting.store.read() as unit:
        talk = require_to_hold(unit, acting, talk_id, lock=False)
        facts = talk_facts(unit, talk, acting.person, acting)
        offer = facts.offer
        still = tuple(at for at in offer.times if at > acting.now) if offer and not offer.chosen else ()
        return facts, still or _times(unit, talk, acting)


def offer(acting: Acting, *, talk_id: int, times: Mapping[int, datetime]) -> None:
    """Propose up to three times, by their place in the form, instead of those before.

    Raises as `hold`, and at the field of a time (`time.0` and so on): talk.no_times, talk.passed.
    """
    with acting.store.begin() as unit:
        talk = require_to_hold(unit, acting, talk_id)
        wanted = offered_times(times, now=acting.now)
        stands = offered(unit.talks.history(talk_id))
        if stands is None or stands.chosen or stands.times != wanted:
            advance(unit, talk, Event.OFFER, acting, facts=Facts(times=wanted))


def choose(acting: Acting, *, talk_id: int, number: int, place: int) -> None:
    """Choose one of the proposed times; clicked twice it is chosen once, and another one can be chosen after.

    Raises Refusal: talk.not_yours, talk.held, talk.appealed, talk.closed, talk.times_changed, talk.passed.
    """
    with acting.store.begin() as unit:
        talk = require_own(unit, acting, talk_id)
        require_still_to_hold(unit, talk)
        stands = offered(unit.talks.history(talk_id))
        if stands is None or stands.number != number or place >= len(stands.times):
            raise Refusal("talk.times_changed")
        at = stands.times[place]
        if stands.chosen == at:
            return
        if at <= acting.now:
            raise Refusal("talk.passed", at=at)
        advance(unit, talk, Event.CHOOSE, acting, facts=Facts(chosen=at))


def acknowledge(acting: Acting, *, talk_id: int) -> None:
    """They talked, and the employee has taken note of the result. Twice comes to one.

    Raises Refusal: talk.not_yours, talk.not_held, talk.appealed, talk.too_late, talk.closed.
    """
    with acting.store.begin() as unit:
        talk = require_own(unit, acting, talk_id)
        if last_event(unit, talk) is not Event.ACKNOWLEDGE:
            advance(unit, require_answerable(unit, talk), Event.ACKNOWLEDGE, acting)


def deny(acting: Acting, *, talk_id: int) -> None:
    """They have not talked, whatever its holder says: it is still to be held, by whoever leads them by now
    where the holder has left. Raises as `acknowledge`.
    """
    with acting.store.begin() as unit:
        talk = require_own(unit, acting, talk_id)
        if last_event(unit, talk) is not Event.DENY:
            held = require_answerable(unit, talk)
            advance(unit, held, Event.DENY, acting, holder_id=holder_of(unit, held))


def let_lapse(acting: Acting) -> int:
    """Close those of which nobody said anything in time: that is no consent. Returns how many that were."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        # By the latest day anywhere; whoever's own is not over yet is looked at below.
        overdue = unit.talks.overdue(before=(acting.now + A_DAY_ANYWHERE).date())
    lapsed = 0
    for start in range(0, len(overdue), BATCH):
        with acting.store.begin() as unit:
            for talk_id in overdue[start : start + BATCH]:
                talk = unit.talks.get(talk_id)
                if talk.stage.lapses and _is_over(unit, talk, acting):
                    advance(unit, talk, Event.LAPSE, acting)
                    lapsed += 1
    return lapsed


def require_to_hold(unit: Unit, acting: Acting, talk_id: int, *, lock: bool = True) -> Talk:
    """Raises as `hold` does."""
    get = unit.talks.get if lock else unit.talks.look
    talk = found(lambda: get(talk_id), refuse=not_yours)
    require(Deed.HOLD_TALK, acting.by, talk, refuse=not_yours)
    require_still_to_hold(unit, talk)
    employee = unit.people.get(talk.employee_id)
    if not employee.is_active:
        raise Refusal("talk.employee_left", name=employee.name)
    return talk


def require_own(unit: Unit, acting: Acting, talk_id: int, *, lock: bool = True) -> Talk:
    """Raises Refusal("talk.not_yours")."""
    get = unit.talks.get if lock else unit.talks.look
    talk = found(lambda: get(talk_id), refuse=not_yours)
    require(Deed.ANSWER_TALK, acting.by, talk, refuse=not_yours)
    return talk


def require_still_to_hold(unit: Unit, talk: Talk) -> None:
    """Raises Refusal: talk.held, talk.appealed, talk.closed."""
    if talk.stage.held and not talk.stage.closed:
        raise Refusal("talk.held", name=unit.people.get(talk.employee_id).name)
    require_goes_on(talk)


def require_answerable(unit: Unit, talk: Talk) -> Talk:
    """Raises Refusal: talk.too_late, talk.appealed, talk.closed, talk.not_held."""
    if last_event(unit, talk) is Event.LAPSE:
        raise Refusal("talk.too_late")
    require_goes_on(talk)
    if not talk.stage.held:
        raise Refusal("talk.not_held")
    return talk


def require_goes_on(talk: Talk) -> None:
    """Raises Refusal: talk.appealed, talk.closed."""
    if talk.stage.appealed and not talk.stage.closed:
        raise Refusal("talk.appealed")
    if talk.stage.closed:
        raise Refusal("talk.closed")


def last_event(unit: Unit, talk: Talk) -> Event:
    """What happened to it last."""
    return unit.talks.history(talk.id)[-1].event


def not_yours() -> Refusal:
    """As little as is told of a talk that is not there."""
    return Refusal("talk.not_yours")


def _is_over(unit: Unit, talk: Talk, acting: Acting) -> bool:
    employee = unit.people.get(talk.employee_id)
    if not employee.is_active:
        return False
    today = acting.now.astimezone(employee.zone).date()
    away = unit.absences.of([employee.id], since=talk.begins_at.date()).get(employee.id, ())
    return is_over(talk, employee, away, today=today, schedule=acting.policy.schedule)


def _times(unit: Unit, talk: Talk, acting: Acting) -> tuple[datetime, ...]:
    employee = unit.people.get(talk.employee_id)
    return suiting_times(unit, acting, manager=acting.person, employee=employee)
