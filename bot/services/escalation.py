"""Who did not move after enough reminders, for those who hear of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.owed import Kind, Owed
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.reviews.nudging import Behind, Listener, counted, who_hears
from bot.services.owed import Ledger
from storage.models.people import PersonRow
from storage.unit import Unit


class Escalation:
    """What unanswered reminders come to, read once: for one reader, or for the whole company.

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
        everybody = reader is None or reader.has(Role.HR)
        rows = unit.people.reachable(manager_id=None if everybody or reader is None else reader.id)
        self._rows: Mapping[int, PersonRow] = {row.id: row for row in rows}
        self._only = None if everybody else list(self._rows)
        self._ledger = ledger or Ledger(unit, policy=policy, only=self._only)
        self._days: dict[date, _Heard] = {}
        self._managers = frozenset(self._rows) if everybody or reader is None else frozenset({reader.id})

    def team_behind(self, reader: Person, *, day: date) -> tuple[Behind, ...]:
        """Who of this manager's people did not move, by name."""
        return _by_name(behind for _, behind in self._heard(day).managers.get(reader.id, ()))

    def company_behind(self, reader: Person, *, day: date) -> tuple[Behind, ...]:
        """Who else did not move, where the reader is HR; their own people stand in the team's part."""
        if not reader.has(Role.HR):
            return ()
        return _by_name(
            behind for row, behind in self._heard(day).hr if reader.id not in (row.id, row.manager_id)
        )

    def _heard(self, day: date) -> "_Heard":
        if day not in self._days:
            heard = self._days[day] = _Heard()
            for row, moments in self._nudged(day):
                heard.add(row, self._unanswered(row, moments))
        return self._days[day]

    def _nudged(self, day: date) -> Iterator[tuple[PersonRow, Sequence[datetime]]]:
        schedule, oldest = self._policy.schedule, self._ledger.oldest()
        if oldest is None:
            return
        nudges = self._unit.nudges.last(counted(schedule), before=day, since=oldest, only=self._only)
        for person_id, moments in nudges.items():
            row = self._rows.get(person_id)
            if row is not None and len(moments) >= schedule.nudges_before_manager:
                yield row, moments

    def _unanswered(self, row: PersonRow, moments: Sequence[datetime]) -> Mapping[Listener, Sequence[Owed]]:
        person = row.value(default_locale=self._policy.default_locale)
        found: dict[Listener, list[Owed]] = {}
        for owed in self._ledger.owed_by(person, now=self._now):
            nudges = sum(at >= owed.since for at in moments)
            has_manager = row.manager_id in self._managers
            for listener in who_hears(nudges, has_manager=has_manager, schedule=self._policy.schedule):
                found.setdefault(listener, []).append(owed)
        return found


@dataclass
class _Heard:
    """What is heard on one day: by each manager, and by HR."""

    managers: dict[int, list[tuple[PersonRow, Behind]]] = field(default_factory=dict)
    hr: list[tuple[PersonRow, Behind]] = field(default_factory=list)

    def add(self, row: PersonRow, unanswered: Mapping[Listener, Sequence[Owed]]) -> None:
        for listener, owed in unanswered.items():
            behind = (row, Behind(name=row.name, owes=_by_kind(owed)))
            if listener is Listener.HR:
                self.hr.append(behind)
            elif row.manager_id is not None:
                self.managers.setdefault(row.manager_id, []).append(behind)


def _by_kind(owed: Sequence[Owed]) -> tuple[tuple[Kind, int], ...]:
    counts = Counter(each.kind for each in owed)
    return tuple((kind, counts[kind]) for kind in Kind if counts[kind])


def _by_name(behind: Iterable[Behind]) -> tuple[Behind, ...]:
    return tuple(sorted(behind, key=lambda each: each.name))
