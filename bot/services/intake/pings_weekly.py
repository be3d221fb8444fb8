"""How many interruptions were kept away in a week, for whoever wants to hear it."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.intake.notices import PingsOfAWeek
from bot.domain.intake.pings_weekly import A_WEEK, PingCount, PingsWish, due_moment
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def pings_wish(acting: Acting) -> PingsWish:
    """Whether one hears it, and how many it were in the week up to now. Raises as `wish_for_pings`."""
    _require(acting)
    with acting.store.read() as unit:
        return PingsWish(
            is_wanted=bool(unit.pings_weekly.wishes([acting.person.id])),
            count=ping_count(unit, acting.person, until=acting.now),
        )


def wish_for_pings(acting: Acting, *, is_wanted: bool) -> None:
    """Hear it once a week from now on, or no more. Safe to run twice. Raises Refusal("pings.not_counted")."""
    _require(acting)
    with acting.store.begin() as unit:
        if is_wanted:
            unit.pings_weekly.want(acting.person.id, now=acting.now)
        else:
            unit.pings_weekly.forgo(acting.person.id)
        unit.homes.concern_own(acting.person.id)


def send_weekly_pings(acting: Acting) -> int:
    """Announce to each who wants it, in their own week's moment, what was kept away; how many were told.

    A week in which there was nothing is not spoken of. Safe to run twice and in two processes at once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        wishes = {each.person_id: each for each in unit.pings_weekly.wishes()}
        people = {each.id: each for each in unit.people.values(wishes)}
        rhythms = unit.rhythms.of(list(people))
    hours, sent = acting.policy.hours.office, 0
    for person_id, person in people.items():
        wish = wishes[person_id]
        moment = due_moment(
            person,
            wish,
            rhythm=rhythms[person_id],
            hours=hours,
            calendar=person.calendar,
            now=acting.now,
        )
        if moment is None or not person.is_active:
            continue
        with acting.store.begin() as unit:
            if not unit.pings_weekly.told(wish, moment=moment):
                continue
            if _hears(person) and ping_count(unit, person, until=moment).deflected:
                unit.outbox.add(PingsOfAWeek(to=person_id, until=moment.isoformat()), now=acting.now)
                sent += 1
    return sent


def ping_count(unit: Unit, person: Person, *, until: datetime) -> PingCount:
    """Of the week before: to a developer those to them, to a product manager all of them."""
    of_all = person.has(Role.PRODUCT_MANAGER)
    developer_id = None if of_all else person.id
    return unit.pings_weekly.count(since=until - A_WEEK, until=until, developer_id=developer_id)


def _hears(person: Person) -> bool:
    return person.has(Role.DEVELOPER) or person.has(Role.PRODUCT_MANAGER)


def _require(acting: Acting) -> None:
    require(Deed.COUNT_PINGS, acting.by, refuse=lambda: Refusal("pings.not_counted"))
