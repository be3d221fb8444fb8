"""The manager's digest of a week: what needs them first, then who is on track, then who said nothing.

Source: domain.md §8.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.actions.follow_up import NO_ACTIONS, InDigest
from bot.domain.history import Entry
from bot.domain.people import Person
from bot.domain.weeks.check_in import Answers, CheckIn, KpiWord, Outlook, SkipReason
from bot.domain.weeks.check_in_way import Event, Mark, State
from bot.domain.weeks.week import Week


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Times for a talk, and what came of them. `number`: the entry of the history that offered them."""

    number: int
    times: tuple[datetime, ...]
    chosen: datetime | None = None
    is_declined: bool = False

    @property
    def is_open(self) -> bool:
        return self.chosen is None and not self.is_declined


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the two have said about a check-in so far: when last, by whom."""

    thanked_at: datetime | None = None
    replied_at: datetime | None = None
    answered_at: datetime | None = None
    offer: Offer | None = None


def said_in(history: Iterable[Entry[State, Event]], *, manager_id: int) -> Said:
    """What this manager and the person said; what an earlier manager said is theirs."""
    thanked = replied = answered = None
    offer: Offer | None = None
    for entry in history:
        is_managers = entry.by_id == manager_id
        if entry.event is Event.HAND_OVER:
            thanked = replied = answered = offer = None
        elif entry.event is Event.THANK and is_managers:
            thanked = entry.at
        elif entry.event is Event.REPLY and is_managers:
            replied, answered = entry.at, None
        elif entry.event is Event.ANSWER_BACK:
            answered = entry.at
        elif entry.event is Event.OFFER_TALK and is_managers:
            offer = Offer(number=entry.number, times=entry.facts.times or ())
        elif entry.event is Event.ACCEPT_TALK and offer is not None:
            offer = Offer(number=offer.number, times=offer.times, chosen=entry.facts.chosen)
        elif entry.event is Event.DECLINE_TALK and offer is not None:
            offer = Offer(number=offer.number, times=offer.times, is_declined=True)
    return Said(thanked_at=thanked, replied_at=replied, answered_at=answered, offer=offer)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One person's week, as their manager reads it. `answers`: the newest, where there are any."""

    check_in: CheckIn
    name: str
    answers: Answers | None = None
    helpers: tuple[str, ...] = ()
    said: Said = Said()

    @property
    def needs_manager(self) -> bool:
        """Whether something is blocked, at risk or off."""
        return self.answers is not None and self.check_in.stage.given and not self.answers.is_on_track

    @property
    def concerns(self) -> tuple[KpiWord, ...]:
        return self.answers.concerns if self.answers is not None else ()

    @property
    def urgency(self) -> tuple[int, str]:
        """Blockers before what is off, that before what is at risk; then by name."""
        assert self.answers is not None
        is_off = any(each.outlook is Outlook.OFF for each in self.answers.kpis)
        return (0 if self.answers.is_blocked else 1 if is_off else 2), self.name


@dataclass(frozen=True, kw_only=True)
class DigestFacts:
    """A manager's week. `told`: what needs them, the most urgent first; the others by name.

    `given`: who answered and is on track. `silent`: who did not answer in time; `waiting`: who may still.
    """

    manager: Person
    week: Week
    told: tuple[Told, ...]
    given: tuple[Told, ...]
    skipped: tuple[tuple[str, SkipReason], ...]
    silent: tuple[str, ...]
    waiting: tuple[str, ...]
    actions: InDigest = NO_ACTIONS

    @property
    def total(self) -> int:
        return sum(len(some) for some in (self.told, self.given, self.skipped, self.silent, self.waiting))

    @property
    def on_track(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.given)

    @property
    def blocked(self) -> int:
        return sum(each.answers is not None and each.answers.is_blocked for each in self.told)


def arranged(manager: Person, week: Week, everybody: Sequence[Told]) -> DigestFacts:
    """Everybody's week in the order in which a manager wants to know of it."""
    by_name = sorted(everybody, key=lambda each: (each.name, each.check_in.id))
    marked = [(each, each.check_in.stage.mark) for each in by_name]
    return DigestFacts(
        manager=manager,
        week=week,
        told=tuple(sorted((each for each in by_name if each.needs_manager), key=lambda each: each.urgency)),
        given=tuple(each for each, mark in marked if mark is Mark.ANSWERED and not each.needs_manager),
        skipped=tuple(
            (each.name, each.check_in.skipped_for or SkipReason.NOTHING_NEW)
            for each, mark in marked
            if mark is Mark.SKIPPED
        ),
        silent=tuple(each.name for each, mark in marked if mark is Mark.SILENT),
        waiting=tuple(each.name for each, mark in marked if mark is Mark.WAITS),
    )
