"""The talk about a result, and whether it is accepted. Source: domain.md §8."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from bot.domain.absences import Absence, is_away
from bot.domain.actions.gaps import Gap
from bot.domain.history import Entry
from bot.domain.obligations import MINUTES, Kind, Obligation, Subject
from bot.domain.people import Person
from bot.domain.policy import Schedule
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.talk_way import TALK, Event, Party, Stage, State
from bot.domain.text import is_blank
from bot.domain.weeks.feedback import Feedback, FeedbackKind
from bot.errors import Refusal

TEXT_LIMIT = 3000
"""Of each part of what is prepared, of an appeal and of a reason."""

PIECES, PIECE = 4, 240
"""So many of each kind a preparation is begun with, and how much of one."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """`round`: after which release of the result, counted from 1. `holder_id`: whose it is to talk: the
    manager who scored, or whoever came after one who left; None where nobody did. `judge_id`: who decides
    about an appeal; None where there is none, or nobody who had no part in the score. `owed_since`: when the
    present step became somebody's; `begins_at`: before it nobody is asked. `version`: the number of the last
    entry of its history.
    """

    id: int
    review_id: int
    round: int
    employee_id: int
    holder_id: int | None
    judge_id: int | None
    state: State
    begins_at: datetime
    owed_since: datetime
    version: int

    @property
    def stage(self) -> Stage:
        return TALK.stage(self.state)

    @property
    def mover_id(self) -> int | None:
        """Whose move it is, by id."""
        movers = {
            Party.HOLDER: self.holder_id,
            Party.EMPLOYEE: self.employee_id,
            Party.JUDGE: self.judge_id,
        }
        return movers.get(self.stage.mover) if self.stage.mover else None


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What the holder lists beforehand, each part at most `TEXT_LIMIT` long: behaviour that was good and that
    is to be raised, with cases; the verdict on it and what is expected; actions for change.
    """

    behaviour: str = ""
    verdict: str = ""
    actions: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.behaviour.strip() or self.verdict.strip() or self.actions.strip())


@dataclass(frozen=True, kw_only=True)
class Material:
    """From which a preparation is begun: what was praised and what was to be raised, as feedback said it; the
    cases that came with the scores; the reasons that the manager gave for theirs. Each at most `PIECE` long.
    """

    praised: tuple[str, ...] = ()
    to_raise: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, review: ReviewFacts, said: Sequence[Feedback]) -> "Material":
        """Of a scored review and the feedback of its period, the newest last."""
        newest = said[::-1]
        return cls(
            praised=_pieces(each.behaviour for each in newest if each.kind is FeedbackKind.POSITIVE),
            to_raise=_pieces(each.behaviour for each in newest if each.kind is not FeedbackKind.POSITIVE),
            cases=_pieces(each.evidence or "" for each in review.own.values()),
            reasons=_pieces(each.reason or "" for each in review.given.values()),
        )


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Times that were proposed with the step `number`, and which was chosen."""

    number: int
    times: tuple[datetime, ...]
    chosen: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TalkFacts:
    """One talk before one reader; no score. `due_on`: by when the present step is owed, in the calendar of
    whoever owes it. `prepared_at`: when the holder last prepared it, as far as they did. `held_on`: the day
    both talked on, as the holder says. `appeal` and `decision`: the entries, where there are any. `gaps`:
    what the employee lacks, where the talk is prepared by whoever writes actions for them.
    """

    talk: Talk
    employee: Person
    holder: Person | None
    judge: Person | None
    reader: Person
    cycle_id: int
    cycle_name: str
    due_on: date | None
    offer: Offer | None
    prepared_at: datetime | None
    held_on: date | None
    closed_at: datetime | None
    denied_at: datetime | None
    appeal: Entry[State, Event] | None
    decision: Entry[State, Event] | None
    decided_by: Person | None
    now: datetime
    gaps: tuple[Gap, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the reader is whom it is about."""
        return self.reader.id == self.employee.id

    @property
    def is_here(self) -> bool:
        return self.employee.is_active


def implied(
    talk: Talk, mover: Person, employee: Person, *, period: str, schedule: Schedule
) -> Iterator[Obligation]:
    """The step that waits; nobody is asked about somebody who has left."""
    move = talk.stage.move
    if move is None or not employee.is_active or not mover.is_active:
        return
    is_own = mover.id == employee.id
    due = due_on(talk, mover, schedule=schedule)
    yield Obligation(
        person_id=mover.id,
        other_id=(talk.holder_id or employee.id) if is_own else employee.id,
        kind=move,
        subject=Subject.TALK,
        subject_id=talk.id,
        since=talk.owed_since,
        opens_at=max(talk.begins_at, talk.owed_since),
        due_on=due,
        lapses_on=due if talk.stage.lapses else None,
        minutes=MINUTES[move],
        period=period,
    )


def due_on(talk: Talk, mover: Person, *, schedule: Schedule) -> date:
    """By when, in the calendar of whoever owes it: as many working days as the step has."""
    days = {
        Kind.TALK: schedule.talk_days,
        Kind.ACKNOWLEDGEMENT: schedule.acknowledge_days,
        Kind.APPEAL: schedule.appeal_days,
    }
    return mover.calendar.add_working_days(_begins(talk, mover), days[talk.stage.move or Kind.TALK])


def is_over(
    talk: Talk, employee: Person, away: Iterable[Absence], *, today: date, schedule: Schedule
) -> bool:
    """Whether the days to answer are over, by the employee's own day; a day on which they are away is none of
    them: whoever is on leave is silent about nothing.
    """
    after = employee.calendar.working_days(_begins(talk, employee) + timedelta(days=1))
    passed = takewhile(lambda day: day < today, after)
    absences = tuple(away)
    return sum(not is_away(absences, day) for day in passed) >= schedule.acknowledge_days


def offered(history: Sequence[Entry[State, Event]]) -> Offer | None:
    """The times that were proposed last, while it was still to be held."""
    offer = None
    for entry in history:
        if entry.event is Event.OFFER:
            offer = Offer(number=entry.number, times=entry.facts.times or ())
        elif entry.event is Event.CHOOSE and offer is not None:
            offer = Offer(number=offer.number, times=offer.times, chosen=entry.facts.chosen)
        elif entry.event is Event.DENY:
            offer = None
    return offer


def _begins(talk: Talk, mover: Person) -> date:
    """Whoever was away from the company meanwhile has all their days from their return on."""
    begins = max(talk.begins_at, talk.owed_since).astimezone(mover.zone).date()
    return max(begins, mover.returned_on or begins)


def _pieces(texts: Iterable[str]) -> tuple[str, ...]:
    said = [" ".join(text.split()) for text in texts if not is_blank(text)]
    return tuple(text if len(text) <= PIECE else f"{text[: PIECE - 1]}…" for text in said[:PIECES])


def last_of(history: Sequence[Entry[State, Event]], *events: Event) -> Entry[State, Event] | None:
    """The newest entry of any of these."""
    return next((entry for entry in reversed(history) if entry.event in events), None)


def day_held(day: date | None, *, talk: Talk, holder: Person, now: datetime) -> date:
    """The day on which they talked. Raises Refusal at the field `held_on`: talk.no_day, talk.to_come,
    talk.before_release.
    """
    if day is None:
        raise Refusal("talk.no_day", field="held_on")
    if day > now.astimezone(holder.zone).date():
        raise Refusal("talk.to_come", field="held_on", day=day)
    released = talk.begins_at.astimezone(holder.zone).date()
    if day < released:
        raise Refusal("talk.before_release", field="held_on", released=released)
    return day
