"""Putting a reminder off to a day, and taking that back."""

from collections.abc import Callable
from datetime import date

from bot.domain.access import Deed, require
from bot.domain.nudging.snooze import Offers, chosen, offers
from bot.services.acting import Acting
from bot.services.nudging.nudges import nudge_facts, show_anew
from bot.services.nudging.planning import absences_of
from bot.services.obligations import owed_by
from storage.unit import Unit


def remind_next_week(acting: Acting, *, day: date) -> None:
    """Put off what is owed to the first morning of the next working week, or to the due day before it.

    The reminder of `day`, which was clicked on, says so. Safe to run twice. Where nothing is owed any
    more the reminder says that instead. Raises Refusal("reminder.no_day").
    """
    _put_off(acting, day=day, to=lambda offered: offered.next_week)


def remind_tomorrow(acting: Acting, *, day: date) -> None:
    """The same to the next working day. Raises Refusal("reminder.no_day")."""
    _put_off(acting, day=day, to=lambda offered: offered.tomorrow)


def remind_on(acting: Acting, *, day: date, wanted: date) -> None:
    """The same to a day that was chosen.

    Raises Refusal: reminder.past, reminder.past_due (with the latest day that is possible), reminder.no_day.
    """
    _put_off(acting, day=day, to=lambda _: wanted)


def what_is_offered(acting: Acting) -> Offers:
    """The days to which they can put off what they owe now."""
    require(Deed.PUT_OFF_REMINDER, acting.by)
    with acting.store.read() as unit:
        return _offered(unit, acting)


def do_not_remind(acting: Acting, *, day: date) -> None:
    """Take that back: reminders come as always."""
    require(Deed.PUT_OFF_REMINDER, acting.by)
    with acting.store.begin() as unit:
        unit.nudges.settle([acting.person.id], until=date.max, at=acting.now)
        _show(unit, day, acting)


def _put_off(acting: Acting, *, day: date, to: Callable[[Offers], date | None]) -> None:
    require(Deed.PUT_OFF_REMINDER, acting.by)
    by = acting.person
    with acting.store.begin() as unit:
        if not nudge_facts(unit, by, day=day, now=acting.now).is_empty:
            offered = _offered(unit, acting)
            absences = absences_of(unit, [by.id], now=acting.now).get(by.id, ())
            wanted = to(offered) or acting.now.astimezone(by.zone).date()
            then = chosen(wanted, offered, by, absences=absences, now=acting.now)
            unit.nudges.settle([by.id], until=date.max, at=acting.now)
            unit.nudges.ask(by.id, day=then, at=acting.now)
        _show(unit, day, acting)


def _show(unit: Unit, day: date, acting: Acting) -> None:
    """The reminder that was clicked on, and the newest: somebody may click on an old one."""
    by, because = acting.person.id, acting.now.isoformat()
    newest = unit.nudges.last_before([by], day=date.max).get(by, day)
    for each in dict.fromkeys((day, newest)):
        unit.outbox.add(*show_anew({by: each}, because=because), now=acting.now)


def _offered(unit: Unit, acting: Acting) -> Offers:
    by = acting.person
    absences = absences_of(unit, [by.id], now=acting.now).get(by.id, ())
    return offers(by, owed_by(unit, by, acting), absences=absences, now=acting.now)
