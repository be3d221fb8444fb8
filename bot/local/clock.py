"""The local workspace's clock: where it can jump to, and what happens on the way."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app import Steward
from bot.clock import MovableClock
from bot.domain.calendar import at_local, following
from bot.domain.nudging.rhythm import companys, weekly_moment
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import Period, period_named
from bot.jobs import heartbeat
from bot.sandbox import Jump
from bot.services.home import keep_homes_open
from bot.services.nudging.planning import hours_of_speech
from bot.services.passing import next_deadlines
from bot.services.people.organisation import colleagues

MONDAY, FRIDAY = 0, 4
PATIENCE_SECONDS = 20.0
ONE_HOUR = timedelta(hours=1)
A_DAY_AND_MORE = 26
"""Hours among which every hour of a day is, also where the clocks change."""
A_YEAR = 366
ONE_MINUTE = timedelta(minutes=1)
LABELS = {
    "nudge": ("To the next nudge", "到下次提醒", "到下次提醒"),
    "monday": ("Next Monday", "下周一", "下週一"),
    "friday": ("Next Friday", "下周五", "下週五"),
    "quarter": ("End of the quarter", "季度末", "本季末"),
    "deadline": ("Past the next deadline", "到下一个截止时间之后", "到下一個截止時間之後"),
    "message": ("To the next message", "到下一条消息", "到下一則訊息"),
}
"""In English, Simplified and Traditional Chinese: words of the page's frame, not of Steward."""


class LocalClock:
    """What the sandbox's page shows as the time, and moves. Steward is attached once it exists."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._steward: Steward | None = None

    def attach(self, steward: Steward) -> None:
        """From now on jobs run and messages go out when time moves."""
        self._steward = steward

    def now(self) -> datetime:
        return self._clock.now()

    def jumps(self) -> Sequence[Jump]:
        """Places ahead, soonest first, in words of the company's default time zone."""
        if self._steward is None:
            return ()
        policy, now = self._steward.policy, self._clock.now()
        zone = ZoneInfo(policy.default_timezone)
        today = now.astimezone(zone).date()
        places = {
            "monday": at_local(following(MONDAY, today), 9, zone=zone),
            "friday": at_local(following(FRIDAY, today), 9, zone=zone),
            "quarter": at_local(quarter(today).ends_on, 18, zone=zone),
        }
        for key, moment in (
            ("nudge", _next_nudge(policy, now)),
            ("deadline", self._past_the_next_deadline(now, zone)),
            ("message", self._next_message(now)),
        ):
            if moment is not None:
                places[key] = moment
        ahead = [_jump(key, to) for key, to in places.items() if to > now]
        return sorted(ahead, key=lambda jump: jump.to)

    def move_to(self, at: datetime) -> None:
        """Go forward from one hour in which something can happen to the next, as real days would have.

        Those are the schedule's hours in anybody's time zone, and the moments at which a notice falls
        due; at each the jobs are run and what is due is sent.
        """
        steward = self._steward
        if steward is None:
            self._clock.move_to(at)
            return
        people = colleagues(steward.store)
        zones = {person.zone for person in people} or {ZoneInfo(steward.policy.default_timezone)}
        with steward.delivery.alone():
            steward.settle(patience=PATIENCE_SECONDS)
            while (now := self._clock.now()) < at:
                self._clock.move_to(min(self._stop_after(now, zones, steward), at))
                keep_homes_open(steward.acting())
                heartbeat.run_all(steward.beat())
                steward.settle(patience=PATIENCE_SECONDS)

    def _stop_after(self, now: datetime, zones: Collection[ZoneInfo], steward: Steward) -> datetime:
        """The next full hour at which somebody may be spoken to, or before it the next moment at which a
        notice is due or a request is late.
        """
        hours = hours_of_speech(steward.acting(now=now))
        hour = now.replace(minute=0, second=0, microsecond=0) + ONE_HOUR
        later = (hour + count * ONE_HOUR for count in range(A_DAY_AND_MORE))
        stops = [next((at for at in later if any(at.astimezone(zone).hour in hours for zone in zones)), hour)]
        _, late = next_deadlines(steward.acting(now=now), today=now.date())
        stops += [at for at in (self._next_message(now), late and late + ONE_MINUTE) if at]
        return min(stops)

    def _past_the_next_deadline(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The minute after the next hour, or the morning after the next day, that something is due."""
        if self._steward is None:
            return None
        day, hour = next_deadlines(self._steward.acting(now=now), today=now.astimezone(zone).date())
        moments = [hour + ONE_MINUTE] if hour else []
        moments += [at_local(day + timedelta(days=1), 9, zone=zone)] if day else []
        return min(moments, default=None)

    def _next_message(self, now: datetime) -> datetime | None:
        return self._steward.next_due(after=now) if self._steward else None


def _jump(key: str, to: datetime) -> Jump:
    english, simplified, traditional = LABELS[key]
    return Jump(id=key, label=english, to=to, labels={"zh-CN": simplified, "zh-TW": traditional})


def _next_nudge(policy: Policy, now: datetime) -> datetime | None:
    """The company's next weekly hour at the head office."""
    zone, calendar, rhythm = ZoneInfo(policy.default_timezone), policy.calendar(), companys(policy.schedule)
    today = now.astimezone(zone).date()
    for ahead in range(A_YEAR):
        day = today + timedelta(days=ahead)
        moment = weekly_moment(day, rhythm=rhythm, calendar=calendar, hours=policy.hours.office, zone=zone)
        if moment is not None and moment > now:
            return moment
    return None


def quarter(day: date) -> Period:
    """The quarter that a day lies in."""
    return period_named(f"{day.year}Q{(day.month + 2) // 3}")
