"""What happened to somebody's reviews and goals, and who looked at them, for those who may read it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.access import Deed, may
from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.people import Person
from bot.domain.reviews.input_way import Event as InputEvent
from bot.domain.reviews.recognition_way import Event as RecognitionEvent
from bot.domain.reviews.review import Review
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import Event

PAGE = 10
"""Entries on one page."""


class Subject(StrEnum):
    """What something happened to, or that somebody looked. Of a recognition both sides know all."""

    REVIEW = "review"
    GOALS = "goals"
    TALK = "talk"
    LOOK = "look"
    RECOGNITION = "recognition"
    CALIBRATION = "calibration"
    ACTION = "action"
    GATES = "gates"
    INPUT = "input"


class Calibrated(StrEnum):
    """What calibration did to a result."""

    MOVED = "moved"
    TAKEN_BACK = "taken_back"


class Ledger(StrEnum):
    """What HR looked at that is about no single review."""

    FOUR_GATES = "four_gates"


class Hears(StrEnum):
    """When the employee reads that something happened to their review."""

    AT_ONCE = "at_once"
    RELEASED = "released"
    NEVER = "never"


EMPLOYEE_HEARS: Mapping[Event, Hears] = {
    Event.OPEN: Hears.AT_ONCE,
    Event.SUBMIT: Hears.AT_ONCE,
    # What a manager tries out is nobody's but theirs: docs/decisions/0042.
    Event.BEGIN: Hears.NEVER,
    Event.ADJUST: Hears.NEVER,
    Event.ASK_FOR_MORE: Hears.AT_ONCE,
    Event.APPROVE: Hears.RELEASED,
    Event.CONFIRM: Hears.RELEASED,
    Event.SETTLE: Hears.RELEASED,
    # A doubt is said in confidence: docs/decisions/0041.
    Event.SEND_BACK: Hears.NEVER,
    Event.RESEAT: Hears.NEVER,
    Event.RELEASE: Hears.RELEASED,
    Event.RESCORE: Hears.AT_ONCE,
    Event.RELOOK: Hears.AT_ONCE,
    Event.HAND_OVER: Hears.AT_ONCE,
    Event.DELEGATE: Hears.AT_ONCE,
    Event.END_DELEGATION: Hears.AT_ONCE,
    Event.LEAVE: Hears.AT_ONCE,
    Event.RETURN: Hears.AT_ONCE,
    Event.NOT_RATE: Hears.AT_ONCE,
    Event.REOPEN: Hears.AT_ONCE,
    Event.WITHDRAW: Hears.AT_ONCE,
    Event.CORRECT: Hears.AT_ONCE,
    Event.ASK_BACK: Hears.AT_ONCE,
    Event.GIVE_BACK: Hears.AT_ONCE,
    Event.KEEP: Hears.AT_ONCE,
    Event.RECOUNT: Hears.AT_ONCE,
}
"""An event that is not named here would be shown to nobody but the manager; a test wants all of them."""

WRITTEN_WITH_IT = frozenset({Event.SUBMIT, Event.ASK_FOR_MORE, Event.SEND_BACK})
"""Whose words are read as long as the self-score is with them."""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One entry. `row_id`: of its table. `about`: which review, where it is about one. `event`: what, as the
    subject's way calls it, or as whom or at what somebody looked. `period`: its name; of an action, what is
    done. `by_id` None: Steward itself. `note`: what somebody wrote.
    """

    subject: Subject
    row_id: int
    about: Review | None
    period: str
    event: (
        Event
        | GoalsEvent
        | TalkEvent
        | RecognitionEvent
        | ActionEvent
        | InputEvent
        | Calibrated
        | Side
        | Ledger
    )
    by_id: int | None
    at: datetime
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """One page, the newest first; `page` counts from 0. `by`: people's names by id."""

    reader: Person
    about: Person
    entries: Sequence[Happened]
    by: Mapping[int, str]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The last page's number."""
        return max(0, (self.total - 1) // PAGE)


def as_read_by(reader: Person | None, entry: Happened) -> Happened | None:
    """An entry of a review, as somebody may read it; None where they may not know of it."""
    review = entry.about
    if review is None:
        return entry
    if not may(Deed.READ_HISTORY, reader, review):
        return None
    is_own = reader is not None and reader.id == review.employee_id
    if isinstance(entry.event, Side):
        return entry if is_own or entry.event is Side.MANAGER else None
    if isinstance(entry.event, TalkEvent):
        return _of_a_talk(entry, entry.event, is_own=is_own)
    if isinstance(entry.event, Calibrated) and is_own:
        # Who moved it and why is between those who calibrate and whoever scored: docs/decisions/0053.
        return replace(entry, by_id=None, note=None) if review.stage.released else None
    if not isinstance(entry.event, Event):
        return entry
    hears = EMPLOYEE_HEARS.get(entry.event, Hears.NEVER)
    if is_own and not (hears is Hears.AT_ONCE or (hears is Hears.RELEASED and review.stage.released)):
        return None
    return entry if _reads_note(reader, entry.event, review, is_own=is_own) else replace(entry, note=None)


def _of_a_talk(entry: Happened, event: TalkEvent, *, is_own: bool) -> Happened | None:
    """What an appeal says is its employee's and whoever's who decides; what is prepared is its holder's."""
    if event is TalkEvent.BEGIN or (is_own and event is TalkEvent.PREPARE):
        return None
    return entry if is_own or event is not TalkEvent.APPEAL else replace(entry, note=None)


def _reads_note(reader: Person | None, event: Event, review: Review, *, is_own: bool) -> bool:
    if event in WRITTEN_WITH_IT and not review.stage.handed_in:
        return False
    if event is Event.SEND_BACK:
        return may(Deed.DECIDE, reader, review)
    # Why a manager is on leave is theirs, and whoever decides for them.
    return not (is_own and event is Event.DELEGATE)


def newest_first(subjects: Iterable[Sequence[Happened]]) -> list[Happened]:
    """Everything in one order. Of one subject the order in which it happened holds: a clock that was set back
    puts nothing before what it came after.
    """
    dated: list[tuple[datetime, int, Happened]] = []
    for entries in subjects:
        latest: datetime | None = None
        for turn, entry in enumerate(entries):
            latest = entry.at if latest is None else max(latest, entry.at)
            dated.append((latest, turn, entry))
    by_moment: Callable[[tuple[datetime, int, Happened]], tuple[datetime, int]] = lambda each: each[:2]  # noqa: E731
    return [entry for _, _, entry in sorted(dated, key=by_moment, reverse=True)]
