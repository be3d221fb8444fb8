"""The leave file: who is away from when until when, what it changes, and everything that is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.absences import Absence
from bot.domain.listed_people import Known, ListedPeople, Unclear, day_of
from bot.domain.organisation import Problem
from bot.domain.text import key

LONGEST = timedelta(days=3 * 366)
AHEAD = timedelta(days=2 * 366)
"""Beyond these a day is a slip of the pen: 2206 for 2026."""

OPEN = ("open", "-", "未定", "待定")
"""How a file says that nobody knows the last day; an empty cell may be a forgotten one."""

Days = tuple[date, date | None]


@dataclass(frozen=True, kw_only=True)
class LeaveEntry:
    """One entry as it stands in the file; `line` is where. `id` is the company's own number of a person."""

    line: int
    email: str = ""
    id: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Somebody's leave; `absence_id` where it is kept already."""

    person_id: int
    name: str
    first: date
    last: date | None
    absence_id: int = 0


@dataclass(frozen=True, kw_only=True)
class ImportedLeave:
    """What a file comes to. `taken_out`: what it said before and says no more, from today on.

    `over`: how many entries are over, which nothing is made of.
    """

    new: tuple[Leave, ...]
    taken_out: tuple[Leave, ...]
    unchanged: int
    over: int
    problems: tuple[tuple[int, Problem], ...] = ()


@dataclass
class LeaveImport:
    """Reads the entries against what is known. `said`: what the file said before of today and later, and
    whether the person took it back.
    """

    people: ListedPeople
    said: Sequence[tuple[Absence, bool]]
    today: date
    _problems: list[tuple[int, Problem]] = field(default_factory=list)

    def read(self, entries: Sequence[LeaveEntry]) -> ImportedLeave:
        """What the entries come to, or all that is wrong with them, line by line. The same twice is once."""
        wanted: dict[tuple[int, Days], Known] = {}
        over = 0
        for entry in entries:
            person, days = self._person(entry), self._days(entry)
            if person is None or days is None:
                continue
            if days[1] is not None and days[1] < self.today:
                over += 1  # also of somebody who left since: such files hold a whole year
            elif person.has_left:
                self._wrong(entry, "has_left", name=person.name)
            else:
                wanted[person.id, days] = person
        kept = {(each.person_id, (each.first, each.last)): each for each, _ in self.said}
        taken_back = {absence.id for absence, is_taken in self.said if is_taken}
        names = {known.id: known.name for known in self.people.addresses.values()}
        return ImportedLeave(
            new=tuple(
                Leave(person_id=known.id, name=known.name, first=first, last=last)
                for (number, (first, last)), known in wanted.items()
                if (number, (first, last)) not in kept
            ),
            taken_out=tuple(
                Leave(
                    person_id=each.person_id,
                    name=names.get(each.person_id, ""),
                    first=each.first,
                    last=each.last,
                    absence_id=each.id,
                )
                for said, each in kept.items()
                if said not in wanted and each.id not in taken_back
            ),
            unchanged=sum(said in kept for said in wanted),
            over=over,
            problems=tuple(self._problems),
        )

    def _person(self, entry: LeaveEntry) -> Known | None:
        """Whose leave it is; None where that is not clear, which is named then."""
        found = self.people.find(email=entry.email, number=entry.id)
        if isinstance(found, Unclear):
            self._wrong(entry, found.code, **found.facts)
            return None
        return found

    def _days(self, entry: LeaveEntry) -> Days | None:
        first = self._day(entry, "first", entry.first)
        is_open = key(entry.last) in OPEN
        last = None if is_open else self._day(entry, "last", entry.last)
        if first is None or (last is None and not is_open):
            return None
        if last is not None and last < first:
            self._wrong(entry, "ends_before", first=entry.first, last=entry.last)
        elif first > self.today + AHEAD or (last is not None and last - first > LONGEST):
            self._wrong(entry, "too_far", first=entry.first, last=entry.last)
        else:
            return first, last
        return None

    def _day(self, entry: LeaveEntry, name: str, written: str) -> date | None:
        if not written:
            self._wrong(entry, f"no_{name}")
            return None
        found = day_of(written)
        if found is not None:
            return found
        self._wrong(entry, "no_day", value=written)
        return None

    def _wrong(self, entry: LeaveEntry, code: str, **facts: object) -> None:
        self._problems.append((entry.line, Problem(code=code, at=(entry.line,), facts=facts)))
