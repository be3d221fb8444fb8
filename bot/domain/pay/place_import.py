"""A file of pay places: who stands in which grade on which step from when, and everything that is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.listed_people import Known, ListedPeople, Unclear, day_of
from bot.domain.organisation import Problem
from bot.domain.pay.places import MOST_STEPS, PayPlace
from bot.domain.text import name_text, plain

LONGEST_GRADE = 40
AHEAD = timedelta(days=2 * 366)
"""Beyond it a day is a slip of the pen."""


@dataclass(frozen=True, kw_only=True)
class PlaceEntry:
    """One row as it stands in the file; `line` is where. `id` is the company's own number of a person."""

    line: int
    email: str = ""
    id: str = ""
    grade: str = ""
    step: str = ""
    steps: str = ""
    since: str = ""


@dataclass(frozen=True, kw_only=True)
class NewPlace:
    """Where somebody stands from that day on; `steps`: how many their grade has."""

    person_id: int
    grade: str
    step: int
    steps: int
    from_day: date


@dataclass(frozen=True, kw_only=True)
class ImportedPlaces:
    """What a file comes to: the new ones, and how many are as they were."""

    new: tuple[NewPlace, ...]
    unchanged: int
    problems: tuple[tuple[int, Problem], ...] = ()


@dataclass
class PlaceImport:
    """Reads the entries against what is known. `held`: everybody's places. `usual`: how many steps a grade
    has of which the file does not say it.
    """

    people: ListedPeople
    held: Mapping[int, Sequence[PayPlace]]
    usual: int
    today: date
    _problems: list[tuple[int, Problem]] = field(default_factory=list)

    def read(self, entries: Sequence[PlaceEntry]) -> ImportedPlaces:
        """What the entries come to, or all that is wrong with them, line by line."""
        wanted: dict[tuple[int, date], NewPlace] = {}
        sizes: dict[str, int] = {}
        for entry in entries:
            place = self._place(entry)
            if place is None:
                continue
            if sizes.setdefault(place.grade, place.steps) != place.steps:
                self._wrong(entry, "grade_twice", grade=place.grade)
            elif (place.person_id, place.from_day) in wanted:
                self._wrong(entry, "place_twice", value=entry.email or entry.id)
            else:
                wanted[place.person_id, place.from_day] = place
        new = tuple(each for each in wanted.values() if not self._is_held(each))
        return ImportedPlaces(new=new, unchanged=len(wanted) - len(new), problems=tuple(self._problems))

    def _is_held(self, place: NewPlace) -> bool:
        """By what was imported, whatever was decided for the same day: the same file changes no decision."""
        said = [
            each
            for each in self.held.get(place.person_id, ())
            if each.decision_id is None and each.from_day == place.from_day
        ]
        last = max(said, key=lambda each: each.id, default=None)
        wanted = (place.grade, place.step, place.steps)
        return last is not None and (last.grade, last.step, last.steps) == wanted

    def _place(self, entry: PlaceEntry) -> NewPlace | None:
        """The entry's place; None where something is wrong with it, each of which is named."""
        person, grade = self._person(entry), self._grade(entry)
        steps = self._number(entry, entry.steps) if entry.steps else self.usual
        step = self._number(entry, entry.step)
        if step is not None and steps is not None and step > steps:
            self._wrong(entry, "over_the_top", step=step, steps=steps)
        day = self._day(entry)
        if person is None or not grade or step is None or steps is None or day is None or step > steps:
            return None
        return NewPlace(person_id=person.id, grade=grade, step=step, steps=steps, from_day=day)

    def _person(self, entry: PlaceEntry) -> Known | None:
        found = self.people.find(email=entry.email, number=entry.id)
        if isinstance(found, Unclear):
            self._wrong(entry, found.code, **found.facts)
        elif found.has_left:
            self._wrong(entry, "has_left", name=found.name)
        else:
            return found
        return None

    def _grade(self, entry: PlaceEntry) -> str:
        grade = name_text(entry.grade)
        if not grade:
            self._wrong(entry, "no_grade")
        elif len(grade) > LONGEST_GRADE:
            self._wrong(entry, "long_grade", limit=LONGEST_GRADE)
            return ""
        return grade

    def _number(self, entry: PlaceEntry, written: str) -> int | None:
        said = plain(written)
        if said.isascii() and said.isdigit() and len(said) < 5 and 1 <= int(said) <= MOST_STEPS:
            return int(said)
        self._wrong(entry, "no_step", value=written, most=MOST_STEPS)
        return None

    def _day(self, entry: PlaceEntry) -> date | None:
        day = day_of(entry.since)
        if day is None:
            self._wrong(entry, "no_day", value=entry.since)
        elif day > self.today + AHEAD:
            self._wrong(entry, "day_too_far", value=entry.since)
            return None
        return day

    def _wrong(self, entry: PlaceEntry, code: str, **facts: object) -> None:
        self._problems.append((entry.line, Problem(code=code, at=(entry.line,), facts=facts)))
