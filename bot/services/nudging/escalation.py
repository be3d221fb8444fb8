"""Who did not move after enough reminders, for those who hear of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.nudging.nudges import Behind, Listener, counted, who_hears
from bot.domain.obligations import Kind, Owed
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.services.obligations import Ledger
from storage.unit import Unit

MANY = 5000
"""More people than this are not named in a query: everybody is read instead."""


class Escalation:
    """What unanswered reminders come to: for one reader, or with the whole company's ledger for everybody.

    Counted are a person's reminders since a step became theirs, on days before the reader's own.
    """

    def __init__(
        self,
        unit: Unit,
        *,
        policy: Policy,
        now: datetime,
        reader: Person | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self._unit = unit
        self._policy = policy
        self._now = now
        self._reader = reader
        self._everybody = ledger
        self._days: dict[date, _Heard] = {}

    def team_behind(self, reader: Person, *, day: date) -> tuple[Behind, ...]:
        """Who of this manager's people did not move, by name."""
        return _by_name(behind for _, behind in self._heard(day).managers.get(reader.id, ()))

    def company_behind(self, reader: Person, *, day: date) -> tuple[Behind, ...]:
        """Who else did not move, where the reader is HR; their own people stand in the team's part."""
        if not reader.has(Role.HR):
            return ()
        return _by_name(
            behind for who, behind in self._heard(day).hr if reader.id not in (who.id, who.manager_id)
        )

    def _heard(self, day: date) -> "_Heard":
        if day not in self._days:
            self._days[day] = self._listen(day)
        return self._days[day]

    def _listen(self, day: date) -> "_Heard":
        heard = _Heard()
        unmanaged = self._unit.people.unmanaged()
        reports = None if self._reader is None else self._unit.people.reports(self._reader.id)
        nudges = self._nudges(day, reports)
        if reports is not None:
            later = counted(self._policy.schedule)
            nudges = {
                who: some
                for who, some in nudges.items()
                if who in reports or who in unmanaged or len(some) >= later
            }
        if not nudges:
            return heard
        only = None if self._everybody or len(nudges) > MANY else list(nudges)
        ledger = self._everybody or Ledger(self._unit, only=only)
        for person in self._unit.people.reachable(only):
            if person.id in nudges:
                has_manager = person.id not in unmanaged
                owed = self._unanswered(ledger, person, nudges[person.id], has_manager=has_manager)
                heard.add(person, owed)
        return heard

    def _nudges(self, day: date, reports: frozenset[int] | None) -> Mapping[int, Sequence[datetime]]:
        """The last reminders of those who got enough of them that somebody could hear of it."""
        is_manager_only = self._reader is not None and not self._reader.has(Role.HR)
        oldest = self._unit.obligations.oldest()
        if oldest is None or (is_manager_only and not reports):
            return {}
        schedule = self._policy.schedule
        last = self._unit.nudges.last(
            counted(schedule), before=day, since=oldest, only=reports if is_manager_only else None
        )
        return {who: some for who, some in last.items() if len(some) >= schedule.nudges_before_manager}

    def _unanswered(
        self, ledger: Ledger, person: Person, moments: Sequence[datetime], *, has_manager: bool
    ) -> Mapping[Listener, Sequence[Owed]]:
        found: dict[Listener, list[Owed]] = {}
        for owed in ledger.owed_by(person, now=self._now):
            nudges = sum(at >= owed.since for at in moments)
            for listener in who_hears(nudges, has_manager=has_manager, schedule=self._policy.schedule):
                found.setdefault(listener, []).append(owed)
        return found


@dataclass
class _Heard:
    """What is heard on one day: by each manager, and by HR."""

    managers: dict[int, list[tuple[Person, Behind]]] = field(default_factory=dict)
    hr: list[tuple[Person, Behind]] = field(default_factory=list)

    def add(self, person: Person, unanswered: Mapping[Listener, Sequence[Owed]]) -> None:
        for listener, owed in unanswered.items():
            behind = (person, Behind(name=person.name, owes=_by_kind(owed)))
            if listener is Listener.HR:
                self.hr.append(behind)
            elif person.manager_id is not None:
                self.managers.setdefault(person.manager_id, []).append(behind)


def _by_kind(owed: Sequence[Owed]) -> tuple[tuple[Kind, int], ...]:
    counts = Counter(each.kind for each in owed)
    return tuple((kind, counts[kind]) for kind in Kind if counts[kind])


def _by_name(behind: Iterable[Behind]) -> tuple[Behind, ...]:
    return tuple(sorted(behind, key=lambda each: each.name))
