"""Whoever left: their reviews wait, and after some days HR is asked once what becomes of them."""

from datetime import date

from bot.domain.access import Deed, require
from bot.domain.people import Role
from bot.domain.reviews.leavers import Leaver
from bot.domain.reviews.notices import LeaverWaits
from bot.domain.reviews.way import Event
from bot.services.acting import Acting
from bot.services.reviews.review_facts import latest
from storage.unit import Unit


def ask_about_leavers(acting: Acting) -> int:
    """Ask HR about each review that waits for somebody who left `leaver_days` working days ago or more; how
    many those are. Safe to run twice: each of HR is asked once a leaving.
    """
    require(Deed.RUN_STEWARD, acting.by)
    calendar, days = acting.policy.calendar(), acting.policy.schedule.leaver_days
    with acting.store.read() as unit:
        left = [
            (review, left_on)
            for review, left_on in unit.reviews.of_leavers()
            if calendar.add_working_days(left_on, days) <= acting.today
        ]
        hr = [person.id for person in unit.people.holding(Role.HR)] if left else []
    notices = [
        LeaverWaits(to=to, review_id=review.id, left_on=left_on.isoformat())
        for review, left_on in left
        for to in hr
        if to != review.employee_id
    ]
    if notices:
        with acting.store.begin() as unit:
            unit.outbox.add(*notices, now=acting.now)
    return len(left)


def leaver(unit: Unit, review_id: int, left_on: date) -> Leaver | None:
    """Whose review waits; None where they are back, or where it has come to an end."""
    review, cycle, employee, manager = unit.reviews.whole(review_id)
    if employee.left_on != left_on or review.stage.closed:
        return None
    asked = latest(unit.reviews.history(review_id), Event.ASK_FOR_MORE, Event.GIVE_BACK)
    return Leaver(
        employee=employee,
        cycle_name=cycle.name,
        left_on=left_on,
        stage=review.stage,
        manager=manager.name,
        since=review.owed_since,
        given_back=asked is not None and asked.event is Event.GIVE_BACK,
    )
