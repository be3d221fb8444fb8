"""A reminder that came to nothing, as its day or its hours were over when Slack could be reached again."""

from datetime import date, datetime

from bot.domain.notices import Notice
from bot.domain.nudging.notices import Nudged, UrgentNudged
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.working_hours import WorkingHours
from storage.unit import Unit


def was_never_said(unit: Unit, notice: Notice, *, unsure: bool, hours: WorkingHours, now: datetime) -> bool:
    """Let it count for nothing: it is planned anew, and nobody hears that it was left unanswered.

    `unsure`: an earlier try may have reached Slack; then it counts as long as a second one could come on its
    day. False where it counts, and where the notice is no reminder.
    """
    if not isinstance(notice, Nudged | UrgentNudged) or (unsure and _work_goes_on(unit, notice, hours, now)):
        return False
    if isinstance(notice, Nudged):
        day = date.fromisoformat(notice.day)
        unit.nudges.forget(notice.to, day=day)
        unit.told.forget(notice.to, day=day)
        unit.pocket_reminders.forget(notice.to, day=day)
    else:
        since = datetime.fromisoformat(notice.since)
        unit.told.forget_own(
            StepKey(person_id=notice.to, kind=Kind.REQUEST, subject_id=notice.request_id, since=since)
        )
    return True


def _work_goes_on(unit: Unit, notice: Nudged | UrgentNudged, hours: WorkingHours, now: datetime) -> bool:
    """Whether there is working time left where they are, and it is the reminder's day."""
    zone = unit.people.get(notice.to).zone
    today = now.astimezone(zone).date()
    if isinstance(notice, Nudged) and notice.day != today.isoformat():
        return False
    return any(now < ends for _, ends in hours.of(today, zone=zone))
