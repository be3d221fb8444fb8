"""Results of periods before Steward: what a file says of them, and everything that is wrong with it.

Source: domain.md §8: without them the first year would be half empty. The rules of the file are our choice.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.domain.listed_people import Known, ListedPeople, Unclear
from bot.domain.organisation import Problem
from bot.domain.reviews.cycles import cycle_name, is_period_name, period_named
from bot.domain.reviews.scoring import snap
from bot.domain.reviews.year import Counted
from bot.domain.text import plain

MOST_PLACES = 10
SOURCE_LENGTH = 200

_NUMBER = re.compile(rf"[0-9](?:[.,][0-9]{{1,{MOST_PLACES}}})?")


@dataclass(frozen=True, kw_only=True)
class PastEntry:
    """One row of the file, as it was written; "" where nothing was. `id`: the company's own number."""

    line: int
    email: str = ""
    id: str = ""
    period: str = ""
    score: str = ""
    exact: str = ""
    kpi: str = ""
    values: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class PastResult:
    """What somebody's period came to before Steward. `source`: where that is written, in their words."""

    person_id: int
    period: str
    counted: Counted
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportedPast:
    """What came of a file, by what it says; or all that is wrong with it, by line. `names`: by person."""

    new: Sequence[PastResult] = ()
    corrected: Sequence[PastResult] = ()
    unchanged: int = 0
    names: Mapping[int, str] = field(default_factory=dict)
    problems: Sequence[tuple[int, Problem]] = ()


@dataclass
class PastImport:
    """Reads the entries against what is known. `points`: the scores that can be given; `reviewed`: whose
    results of which periods are Steward's own; `known`: what was imported before.
    """

    people: ListedPeople
    points: Collection[Decimal]
    reviewed: Collection[tuple[int, str]]
    known: Mapping[tuple[int, str], PastResult]
    today: date
    _problems: list[tuple[int, Problem]] = field(default_factory=list)

    def read(self, entries: Sequence[PastEntry]) -> ImportedPast:
        """What the file would change, or all that is wrong with it."""
        found: dict[tuple[int, str], PastResult] = {}
        names: dict[int, str] = {}
        lines: dict[tuple[int, str], int] = {}
        for entry in entries:
            whose, period = self._whose(entry), self._period(entry)
            counted = self._counted(entry)
            if whose is None or period is None or counted is None:
                continue
            key = (whose.id, period)
            if whose.joined_on is not None and whose.joined_on > period_named(period).ends_on:
                self._wrong(entry, "not_here", name=whose.name, period=period, joined=whose.joined_on)
            elif key in self.reviewed:
                self._wrong(entry, "reviewed", name=whose.name, period=period)
            elif key in lines:
                self._wrong(entry, "twice", name=whose.name, period=period, line=lines[key])
            else:
                lines[key], names[whose.id] = entry.line, whose.name
                source = plain(entry.source)[:SOURCE_LENGTH]
                found[key] = PastResult(person_id=whose.id, period=period, counted=counted, source=source)
        if self._problems:
            return ImportedPast(problems=tuple(self._problems))
        return ImportedPast(
            new=tuple(each for key, each in found.items() if key not in self.known),
            corrected=tuple(
                each for key, each in found.items() if key in self.known and self.known[key] != each
            ),
            unchanged=sum(self.known.get(key) == each for key, each in found.items()),
            names=names,
        )

    def _whose(self, entry: PastEntry) -> Known | None:
        found = self.people.find(email=entry.email, number=entry.id)
        if isinstance(found, Unclear):
            self._wrong(entry, found.code, **found.facts)
            return None
        return found

    def _period(self, entry: PastEntry) -> str | None:
        if not entry.period:
            self._wrong(entry, "no_period")
            return None
        if not is_period_name(entry.period):
            self._wrong(entry, "unknown_period", value=entry.period)
            return None
        period = period_named(cycle_name(entry.period))
        if period.is_year:
            self._wrong(entry, "whole_year", period=period.name)
            return None
        if period.ends_on >= self.today:
            self._wrong(entry, "not_over", period=period.name)
            return None
        return period.name

    def _counted(self, entry: PastEntry) -> Counted | None:
        """None where one of the numbers is missing or none, which is named then."""
        before = len(self._problems)
        score = self._number(entry, "score", entry.score)
        if score is None and len(self._problems) == before:
            self._wrong(entry, "no_score")
        elif score is not None and score not in self.points:
            shown = [f"{each.normalize():f}" for each in sorted(self.points, reverse=True)]
            self._wrong(entry, "no_point", value=entry.score, points=shown)
        means = {name: self._number(entry, name, getattr(entry, name)) for name in ("exact", "kpi", "values")}
        if score is None or len(self._problems) > before:
            return None
        exact = means["exact"]
        if exact is None or snap(exact, [*self.points]) != score:
            # As of Steward's own: where a point was decided beside the mean, it is the point that counts.
            exact = score
        return Counted(exact=exact, score=score, kpi=means["kpi"], values=means["values"])

    def _number(self, entry: PastEntry, column: str, written: str) -> Decimal | None:
        if not written:
            return None
        number = Decimal(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None
        if number is None or number > max(self.points):
            self._wrong(entry, "no_mean", column=column, value=written, most=max(self.points))
            return None
        return number

    def _wrong(self, entry: PastEntry, code: str, **facts: object) -> None:
        self._problems.append((entry.line, Problem(code=code, at=(entry.line,), facts=facts)))
