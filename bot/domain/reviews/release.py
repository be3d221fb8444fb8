"""When the results of a cycle are released, and by whom. Source: domain.md §6 and §8."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.calibration_agreement import Agreement
from bot.domain.reviews.fingerprint import Rules
from bot.domain.reviews.way import REVIEW, Mark, Party, State


@dataclass(frozen=True, kw_only=True)
class Place:
    """How far one person of a department is, for whoever releases: no score."""

    review_id: int
    name: str
    department_id: int
    department: str
    state: State
    is_here: bool = True

    @property
    def mark(self) -> Mark:
        return REVIEW.stage(self.state).mark

    @property
    def is_ready(self) -> bool:
        return REVIEW.stage(self.state).waits_for(Party.HR)

    @property
    def is_looked_at(self) -> bool:
        return REVIEW.stage(self.state).waits_for(Party.SECOND_LOOK)

    @property
    def is_released(self) -> bool:
        return REVIEW.stage(self.state).released


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A department of a cycle: whose results can be released, how many are, who is being looked at again, and
    who is not scored yet. What is in the second look keeps the department; who is not scored can be left out.
    """

    id: int
    name: str
    ready: tuple[Place, ...]
    looked_at: tuple[Place, ...]
    missing: tuple[Place, ...]
    released: int

    @property
    def waiting(self) -> tuple[Place, ...]:
        return (*self.looked_at, *self.missing)

    @property
    def can_be_released(self) -> bool:
        return bool(self.ready) and not self.looked_at


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """What HR is shown before the results of a cycle go out. `rules`: compared with what was fixed; None of
    a cycle of which nothing was. `agreed`: by department, which of HR and its head said that they agree.
    """

    cycle_id: int
    cycle_name: str
    rules: Rules | None
    departments: tuple[Ready, ...]
    agreed: Mapping[int, Agreement] = field(default_factory=dict)

    @property
    def are_rules_intact(self) -> bool:
        return self.rules is None or self.rules.is_intact

    @property
    def is_over(self) -> bool:
        """Whether everything is released."""
        return bool(self.departments) and not any(each.ready or each.waiting for each in self.departments)

    @property
    def to_release(self) -> tuple[Ready, ...]:
        """Those in which nothing is in the second look any more."""
        return tuple(each for each in self.departments if each.can_be_released)


@dataclass(frozen=True, kw_only=True)
class Released:
    """What came of it: of which departments, how many people's results, and whom nobody can tell any more."""

    cycle_name: str
    departments: tuple[str, ...]
    people: int
    gone: tuple[str, ...] = ()


def by_department(places: Sequence[Place]) -> Iterator[Ready]:
    """One a department, in the order of `places`; whoever comes to no score is in none."""
    rated = [each for each in places if REVIEW.stage(each.state).rated]
    for department_id in dict.fromkeys(each.department_id for each in rated):
        of_it = [each for each in rated if each.department_id == department_id]
        yield Ready(
            id=department_id,
            name=of_it[0].department,
            ready=tuple(each for each in of_it if each.is_ready),
            looked_at=tuple(each for each in of_it if each.is_looked_at),
            missing=tuple(each for each in of_it if not REVIEW.stage(each.state).decided),
            released=sum(each.is_released for each in of_it),
        )


def releaser(hr: Sequence[Person], *, employee_id: int) -> int | None:
    """Who of HR is asked to release a result: whoever opened the cycle first, and the employee themselves
    only where nobody else is.
    """
    here = [each.id for each in hr if each.is_active]
    return next((each for each in here if each != employee_id), next(iter(here), None))


def release_due(second_look_due: date, policy: Policy) -> date:
    """The day by which results are calibrated and released."""
    return policy.calendar().add_working_days(second_look_due, policy.schedule.release_days)
