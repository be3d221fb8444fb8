"""How people grow: what was offered and begun in a year, of whom, and what became of it.

Source: domain.md §8. By name before whom the table of deeds names; of departments counts alone, none of them
about fewer than five people (docs/decisions/0078).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.actions.action import Action, ActionKind, TrainingKind
from bot.domain.actions.became import Helped
from bot.domain.actions.trainings import Answer
from bot.domain.people import Person
from bot.domain.reports.counting import Count, Thing, count, split

LOOKS_BACK = timedelta(days=365)
"""What was written before is not counted."""


@dataclass(frozen=True, kw_only=True)
class Grown:
    """A training or a pairing. `answer`: what became of the offer, of a pairing whether the mentor agreed;
    `helped`: as whom it was for says, else whoever said it last.
    """

    action: Action
    answer: Answer
    helped: Helped | None = None


@dataclass(frozen=True, kw_only=True)
class PersonGrowth:
    """One person's, in numbers: offered and not answered, under way, done, declined."""

    person: Person
    waiting: int = 0
    under_way: int = 0
    done: int = 0
    declined: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.under_way + self.done + self.declined


@dataclass(frozen=True, kw_only=True)
class DepartmentGrowth:
    """A department's. `offers`: what was answered to trainings; `kinds`: of those that were taken up;
    `trainings`, `pairings`: that began, `done` of them; `helped`: of both. None where it is about too few.
    """

    department: str
    offers: Mapping[Answer, int] | None
    kinds: Mapping[TrainingKind | None, int] | None
    trainings: Count | None
    pairings: Count | None
    helped: Mapping[Helped, int] | None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it is shown."""
        shown = (self.offers, self.kinds, self.trainings, self.pairings, self.helped)
        return all(each is None for each in shown)


@dataclass(frozen=True, kw_only=True)
class GrowthPage:
    """What one reader sees: their own, their people's, their departments'. `more`: so many of their people
    are not listed. `reads_mentors`: who is a mentor of how many, as well.
    """

    reader: Person
    own: PersonGrowth
    people: tuple[PersonGrowth, ...] = ()
    more: int = 0
    departments: tuple[DepartmentGrowth, ...] = ()
    reads_mentors: bool = False


def of_person(person: Person, grown: Iterable[Grown]) -> PersonGrowth:
    """Those of these that are theirs. A pairing that no mentor agreed to is none."""
    theirs = [each for each in grown if each.action.person_id == person.id]
    stages = [each.action.stage for each in theirs]
    return PersonGrowth(
        person=person,
        waiting=sum(stage.offered for stage in stages),
        under_way=sum(stage.open for stage in stages),
        done=sum(stage.done for stage in stages),
        declined=sum(stage.turned_down for stage in stages),
    )


def of_department(name: str, grown: Iterable[Grown], *, people: int) -> DepartmentGrowth:
    """What these come to. `people`: how many are in the department."""
    every = [each for each in grown if not _was_withdrawn(each)]
    trainings = [each for each in every if each.action.kind is ActionKind.TRAINING]
    begun = [each for each in trainings if each.answer is Answer.TAKEN_UP]
    pairings = [
        each for each in every if each.action.kind is ActionKind.MENTORING and each.answer is Answer.TAKEN_UP
    ]
    said = [
        (each.action.person_id, each.helped)
        for each in (*begun, *pairings)
        if each.action.stage.done and each.helped is not None
    ]
    return DepartmentGrowth(
        department=name,
        offers=split(((each.action.person_id, each.answer) for each in trainings), people=people),
        kinds=split(((each.action.person_id, each.action.training) for each in begun), people=people),
        trainings=_counted(begun, people=people),
        pairings=_counted(pairings, people=people),
        helped=split(said, people=people),
    )


def _was_withdrawn(grown: Grown) -> bool:
    """Whether it ended without an answer."""
    return grown.answer is Answer.WAITING and grown.action.stage.ended


def _counted(grown: Sequence[Grown], *, people: int) -> Count | None:
    things = (Thing(person_id=each.action.person_id, is_done=each.action.stage.done) for each in grown)
    return count(things, people=people)
