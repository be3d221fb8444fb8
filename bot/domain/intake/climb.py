"""What is handed over is to be understood: whoever does not answer is reached by one channel after the other.

Source: domain.md §10.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Rung(StrEnum):
    """By which channel somebody is reached."""

    CHAT = "chat"
    MAIL = "mail"
    PHONE = "phone"


class Outcome(StrEnum):
    """What came of it. Asked: it is under way; opened: they have clicked on it."""

    ASKED = "asked"
    SENT = "sent"
    OPENED = "opened"
    REFUSED = "refused"
    REACHED = "reached"
    NOT_REACHED = "not_reached"


ORDER = (Rung.CHAT, Rung.MAIL, Rung.PHONE)
WHERE_URGENT = (Rung.PHONE, Rung.CHAT, Rung.MAIL)
"""The aid first, then what is on record, then the voice; where it is urgent the voice comes first."""

ANSWERS = frozenset({Outcome.OPENED, Outcome.REACHED})
"""What ends it: any click or reply of theirs, and that somebody spoke with them."""

CALL_LIMIT = 1000
"""Most characters of what was said on the telephone."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One try to reach the developer. `since`: the step about which it was, by when it became theirs.

    `by_id`: who called; None for Steward. `words`: what was said, or why an e-mail was refused.
    """

    number: int
    since: datetime
    rung: Rung
    outcome: Outcome
    at: datetime
    person_id: int
    by_id: int | None = None
    words: str = ""
    message_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Working minutes, the developer's own: until the first rung, and from one to the next."""

    first: int
    next: int


@dataclass(frozen=True, kw_only=True)
class Week:
    """The days since Monday, in the developer's own calendar, on which a reminder of all that they owe
    reached them, and on which a hand-over did, in chat or as an e-mail.
    """

    reminded: frozenset[date]
    climbed: frozenset[date]

    def has_room(self, day: date, *, a_week: int) -> bool:
        """Whether one more may reach them: one a day, and of the week's the last is left to the reminder that
        says all at once.
        """
        days = self.reminded | self.climbed
        left_free = 0 if self.reminded else 1
        return day not in days and len(days) + left_free < a_week


def next_rung(
    tries: Sequence[Contact], waited: int, *, is_urgent: bool, waits: Waits, can_mail: bool
) -> Rung | None:
    """The rung whose turn it is; None while an answer is still waited for, and once there was one.

    `tries`: of this step, oldest first. `waited`: working minutes since the last
    try, or where there was none since it was handed over. One channel at a time: the next only once the one
    before has had its time. An e-mail that was refused has had it at once. After the last the telephone goes
    on, a call each time.
    """
    order = [each for each in (WHERE_URGENT if is_urgent else ORDER) if can_mail or each is not Rung.MAIL]
    if any(each.outcome in ANSWERS for each in tries):
        return None
    if not tries:
        return order[0] if waited >= waits.first else None
    last = tries[-1]
    if last.outcome is not Outcome.REFUSED and waited < waits.next:
        return None
    left = order[order.index(last.rung) + 1 :] if last.rung in order else order[:1]
    tried = {each.rung for each in tries}
    return next((each for each in left if each not in tried), Rung.PHONE)
