"""A file of figures: to which KPI each row belongs, what it changes, and everything that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.goals.figures import (
    SOURCE_LIMIT,
    TYPED_LIMIT,
    NewFigure,
    Owner,
    Place,
    Wanted,
    is_same,
    new_figure,
)
from bot.domain.organisation import Problem
from bot.domain.reviews.cycles import cycle_name, day_named
from bot.domain.text import address, key
from bot.errors import Refusal

NAMES_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """One row, as it stands in the file; `line` is where."""

    line: int
    cycle: str
    email: str
    department: str
    kpi: str
    figure: str
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody whom the organisation knows."""

    id: int
    name: str
    has_left: bool


@dataclass(frozen=True, kw_only=True)
class FiguresOf:
    """A cycle with all of its KPIs."""

    id: int
    name: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, kw_only=True)
class ImportedFigures:
    """What a file comes to: new figures by cycle. `corrected` are those of them that replace another."""

    new: Mapping[int, Sequence[NewFigure]]
    entered: int
    corrected: int
    unchanged: int
    problems: tuple[tuple[int, Problem], ...] = ()


@dataclass
class FigureImport:
    """Reads the rows against what is known. `cycles` by their name, `people` by any address of theirs."""

    cycles: Mapping[str, FiguresOf]
    people: Mapping[str, Known]
    departments: Mapping[str, int]
    _problems: list[tuple[int, Problem]] = field(default_factory=list)
    _seen: dict[tuple[int, Place], int] = field(default_factory=dict)
    _by_owner: dict[tuple[int, Owner, int], list[tuple[str, Wanted]]] = field(default_factory=dict)

    def read(self, entries: Sequence[FigureEntry]) -> ImportedFigures:
        """What the rows come to, or all that is wrong with them, line by line."""
        for cycle in self.cycles.values():
            for wanted in cycle.wanted:
                for owner, owner_id, kpi in wanted.owners:
                    self._by_owner.setdefault((cycle.id, owner, owner_id), []).append((kpi, wanted))
        new: dict[int, list[NewFigure]] = {}
        corrected = unchanged = 0
        for entry in entries:
            for cycle_id, figure, wanted in self._figure(entry):
                if is_same(figure, wanted.held):
                    unchanged += 1
                    continue
                corrected += wanted.held is not None
                new.setdefault(cycle_id, []).append(figure)
        total = sum(map(len, new.values()))
        return ImportedFigures(
            new=new,
            entered=total - corrected,
            corrected=corrected,
            unchanged=unchanged,
            problems=tuple(self._problems),
        )

    def _figure(self, entry: FigureEntry) -> Iterator[tuple[int, NewFigure, Wanted]]:
        """The row's figure; nothing where something is wrong with it, which is named then."""
        cycle = self._cycle(entry)
        owner = self._owner(entry)
        if cycle is None or owner is None:
            return
        wanted = self._wanted(entry, cycle, owner)
        if wanted is None or not self._is_first(entry, cycle, wanted):
            return
        if not entry.figure:
            self._wrong(entry, "no_figure", kpi=wanted.name)
        elif len(entry.figure) > TYPED_LIMIT or len(entry.source) > SOURCE_LIMIT:
            self._wrong(entry, "too_long_cell", figure=TYPED_LIMIT, source=SOURCE_LIMIT)
        else:
            try:
                source = entry.source or (wanted.held.source if wanted.held else "")
                as_of = self._day(entry, wanted)
                yield cycle.id, new_figure(entry.figure, wanted, source=source, as_of=as_of), wanted
            except Refusal as refusal:
                self._wrong(entry, refusal.code, **refusal.facts)

    def _cycle(self, entry: FigureEntry) -> FiguresOf | None:
        cycle = self.cycles.get(cycle_name(entry.cycle))
        if cycle is None:
            self._wrong(entry, "no_cycle", value=entry.cycle)
        elif not cycle.wanted:
            self._wrong(entry, "not_scored_yet", cycle=cycle.name)
        else:
            return cycle
        return None

    def _owner(self, entry: FigureEntry) -> tuple[Owner, int, str] | None:
        if bool(entry.email) is bool(entry.department):
            self._wrong(entry, "whose")
            return None
        if entry.department:
            department = self.departments.get(key(entry.department))
            if department is None:
                self._wrong(entry, "no_department", value=entry.department)
                return None
            return Owner.DEPARTMENT, department, entry.department
        person = self.people.get(address(entry.email))
        if person is None:
            self._wrong(entry, "nobody_known", value=entry.email)
        elif person.has_left:
            self._wrong(entry, "has_left", name=person.name)
        else:
            return Owner.PERSON, person.id, person.name
        return None

    def _wanted(self, entry: FigureEntry, cycle: FiguresOf, owner: tuple[Owner, int, str]) -> Wanted | None:
        theirs = self._by_owner.get((cycle.id, owner[0], owner[1]), [])
        if not theirs:
            self._wrong(entry, "not_in_cycle", name=owner[2], cycle=cycle.name)
            return None
        named = [each for each in theirs if each[0] == entry.kpi]
        named = named or [each for each in theirs if key(each[1].name) == key(entry.kpi)]
        if len(named) == 1:
            return named[0][1]
        if named:
            self._wrong(entry, "ambiguous_kpi", value=entry.kpi, keys=[kpi for kpi, _ in named])
        else:
            known = [each.name for _, each in theirs][:NAMES_SHOWN]
            self._wrong(entry, "unknown_kpi", value=entry.kpi, name=owner[2], known=known)
        return None

    def _is_first(self, entry: FigureEntry, cycle: FiguresOf, wanted: Wanted) -> bool:
        first = self._seen.setdefault((cycle.id, wanted.place), entry.line)
        if first != entry.line:
            self._wrong(entry, "figure_twice", kpi=wanted.name, name=wanted.whose, first=first)
        return first == entry.line

    def _day(self, entry: FigureEntry, wanted: Wanted) -> date | None:
        if entry.as_of:
            return day_named(entry.as_of)
        return wanted.held.as_of if wanted.held else None

    def _wrong(self, entry: FigureEntry, code: str, **facts: object) -> None:
        self._problems.append((entry.line, Problem(code=code, at=(entry.line,), facts=facts)))
