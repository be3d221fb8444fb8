"""Who is under review in a period, by which sheet, and what keeps the others from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.goals.goals import Goals
from bot.domain.obligations import Obligation
from bot.domain.people import Person
from bot.domain.reviews.cycles import Period, period_under_review
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.follows import Moved
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.notices import ContributionWanted
from bot.domain.reviews.obligations import Terms, implied
from bot.domain.reviews.opening import Candidate, Lacks, Moment, Sheet, candidate, moment_for
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.self_score import minutes
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.figures_owed import ask_for_figures
from bot.services.goals.posts import posts_held_by
from bot.services.reviews.advance import announced_at, follow_all, kpis_on
from bot.services.reviews.shares import earlier_managers
from storage.unit import Unit

NAMES_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Field:
    """Everybody of a period's cadence, with what is agreed so far; `scheme` says what is scored.

    `people` are under review, each with whether their manager has left; `not_reviewed` lead the company: they
    have neither manager nor sheet. `goals`: of those who were asked for them, by person.
    """

    scheme: Scheme
    people: Sequence[tuple[Person, bool]]
    not_reviewed: tuple[str, ...]
    sheets: Mapping[int, Sheet]
    signed: frozenset[int]
    team_sheets: Mapping[str, Sheet]
    goals: Mapping[int, Goals]

    def moment(self, period: Period, acting: Acting) -> Moment:
        """What the period is opened for where nobody says it."""
        from_file = (self._from_file(person) for person, _ in self.people)
        return moment_for(period, from_file, today=acting.today)

    def candidates(self, *, signed_count: bool, too_new: Collection[int] = frozenset()) -> list[Candidate]:
        """Each with the sheet by which they would be scored. `signed_count`: also one that was signed for
        another period, of people who were not asked for goals. `too_new`: who is not rated in this one.
        """
        return [
            candidate(
                person,
                goals=self.goals.get(person.id),
                sheet=self.sheets.get(person.id) if signed_count else self._from_file(person),
                manager_left=manager_left,
                team_sheet=self.team_sheets.get(person.department),
                scores_team=Whose.TEAM in self.scheme.sheets,
                is_too_new=person.id in too_new,
            )
            for person, manager_left in self.people
        ]

    def require_managers(self) -> None:
        """Raises Refusal: cycle.no_manager, cycle.manager_left."""
        refuse_named("cycle.no_manager", [each.name for each, _ in self.people if each.manager_id is None])
        refuse_named("cycle.manager_left", [each.name for each, left in self.people if left])

    def _from_file(self, person: Person) -> Sheet | None:
        return None if person.id in self.signed else self.sheets.get(person.id)


def field_of(
    unit: Unit, period: Period, scheme: Scheme, *, cycle_id: int | None = None, goals: Sequence[Goals] = ()
) -> Field:
    """Everybody of a period's cadence, and whoever was asked for `goals` in its cycle. What was agreed on
    for a later period is not this one's.
    """
    everybody = unit.cycles.people(period.grade, cycle_id=cycle_id)
    sheets = unit.cycles.sheets(until=period.starts_on)
    return Field(
        scheme=scheme,
        people=[each for each in everybody if each[0].manager_id is not None or each[0].id in sheets],
        not_reviewed=tuple(
            person.name for person, _ in everybody if person.manager_id is None and person.id not in sheets
        ),
        sheets=sheets,
        signed=unit.cycles.signed(until=period.starts_on),
        team_sheets=unit.cycles.team_sheets() if Whose.TEAM in scheme.sheets else {},
        goals={each.employee_id: each for each in goals},
    )


def field_of_cycle(unit: Unit, cycle_id: int) -> Field:
    """The same of a cycle that was opened for goals."""
    cycle = unit.cycles.facts(cycle_id)
    goals = [each for _, each in unit.goals.of_cycle(cycle_id)]
    return field_of(unit, period_of(cycle), cycle.scheme, cycle_id=cycle_id, goals=goals)


def period_of(cycle: CycleFacts) -> Period:
    """The period that a cycle is about, with whose cadence it is."""
    return replace(period_under_review(cycle.name), name=cycle.name)


def lacking(candidates: Sequence[Candidate], lacks: Lacks) -> list[Candidate]:
    """Those whom this keeps from being scored."""
    return [each for each in candidates if each.lacks is lacks]


def refuse_without_sheet(candidates: Sequence[Candidate]) -> None:
    """Raises Refusal: cycle.no_sheet."""
    refuse_named("cycle.no_sheet", [each.person.name for each in lacking(candidates, Lacks.SHEET)])


def refuse_without_team_sheet(candidates: Sequence[Candidate], scheme: Scheme) -> None:
    """Raises Refusal: cycle.no_team_sheet."""
    without = {each.person.department for each in lacking(candidates, Lacks.TEAM_SHEET)}
    refuse_named("cycle.no_team_sheet", sorted(without), scheme=scheme.key)


def refuse_named(code: str, names: Sequence[str], **facts: str) -> None:
    """Raises a Refusal that names these, if there are any."""
    if names:
        more = max(0, len(names) - NAMES_SHOWN)
        raise Refusal(code, names=list(names[:NAMES_SHOWN]), more=more, **facts)


def begin_reviews(
    unit: Unit, acting: Acting, *, cycle: CycleFacts, ready: Sequence[Candidate], because: str | None = None
) -> list[Review]:
    """A review for each of these. Each hears of it, and owes a self-score, from the opening hour of their own
    next working day on. `because`: why there is one, for both sides to read.
    """
    reviews = unit.cycles.add_reviews(
        cycle.id,
        [
            (each.person.id, each.person.manager_id, each.sheet_id, each.team_sheet_id)
            for each in ready
            if each.person.manager_id is not None and each.sheet_id is not None
        ],
        by_id=acting.by_id,
        at=acting.now,
        because=because,
        posts=posts_held_by(unit, [each.person for each in ready]) if cycle.scheme.asks_post else {},
    )
    sheets = {sheet for each in reviews for sheet in (each.sheet_id, each.team_sheet_id) if sheet is not None}
    sizes = unit.reviews.sheet_sizes(sheets)
    counts = {sheet_id: items for sheet_id, (items, _) in sizes.items()}
    by_id = {each.person.id: each.person for each in ready}
    due: dict[tuple[str, str], datetime] = {}
    owed: list[Obligation] = []
    arriving: dict[datetime, list[Review]] = {}
    for review in reviews:
        person = by_id[review.employee_id]
        place = (person.timezone, person.country)
        if place not in due:
            due[place] = announced_at(person, acting, since=acting.now)
        kpis = kpis_on(review, counts)
        terms = Terms(cycle=cycle, announced_at=due[place], minutes=minutes(cycle.scheme, kpis))
        owed.extend(implied(review, terms))
        arriving.setdefault(due[place], []).append(review)
    unit.obligations.add(owed)
    # Of a year they were asked period by period.
    earlier = {} if cycle.scheme.asks_periods else earlier_managers(unit, reviews, cycle)
    for due_at, some in sorted(arriving.items()):
        follow_all(unit, Event.OPEN, [Moved(review=each) for each in some], now=acting.now, due_at=due_at)
        _ask_earlier_managers(unit, acting, some, earlier, due_at=due_at)
    if any(sizes[sheet_id][1] for sheet_id in sheets if sheet_id in sizes):
        ask_for_figures(unit, acting, cycle.id)
    return reviews


def _ask_earlier_managers(
    unit: Unit,
    acting: Acting,
    reviews: Sequence[Review],
    earlier: Mapping[int, Sequence[int]],
    *,
    due_at: datetime,
) -> None:
    """Whoever had somebody before the review began is asked how it went, as one who gives it up later is."""
    asked = [
        ContributionWanted(to=to, review_id=each.id, number=each.version)
        for each in reviews
        for to in earlier.get(each.id, ())
    ]
    unit.outbox.add(*asked, now=acting.now, due_at=due_at)
