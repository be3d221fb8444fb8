"""What one person's Home tab shows now."""

from collections import Counter

from bot.domain.access import Deed, require
from bot.domain.goals.facts import GoalsFacts, TeamGoals
from bot.domain.goals.way import GOALS
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.home import CycleOverview, Desk, GoalsCoverage, HomeFacts
from bot.domain.intake.way import REQUEST
from bot.domain.people import Person, Role
from bot.domain.reviews.approval import TeamProgress
from bot.domain.reviews.way import REVIEW, Mark
from bot.services.acting import Acting
from bot.services.goals.my_goals import goals_facts, team_goals
from bot.services.obligations import owed_by
from bot.services.reviews.approval_facts import team_progress
from storage.unit import Unit

REQUESTS_SHOWN = 10


def home_facts(acting: Acting) -> HomeFacts:
    """Everything that is this person's, and what their roles let them see; never anybody's score."""
    require(Deed.OPEN_HOME, acting.by)
    with acting.store.read() as unit:
        person = unit.people.get(acting.person.id)
        requests = unit.overview.open_requests(person.id, limit=REQUESTS_SHOWN)
        open_requests = sum(unit.overview.request_counts(requester_id=person.id).values())
        return HomeFacts(
            person=acting.person,
            owed=owed_by(unit, person, acting),
            review=unit.overview.latest_review(person.id),
            goals=_goals(unit, person, acting),
            requests=tuple(requests),
            more_requests=open_requests - len(requests),
            team=_team(unit, person),
            team_goals=_team_goals(unit, person),
            desk=_desk(unit) if person.has(Role.PRODUCT_MANAGER) else None,
            cycle=_cycle(unit) if person.has(Role.HR) else None,
            coverage=_coverage(unit) if person.has(Role.HR) else None,
            open_to_pings=person.open_to_pings if person.has(Role.DEVELOPER) else None,
        )


def _team(unit: Unit, person: Person) -> TeamProgress | None:
    cycle_id = unit.overview.latest_cycle_of_manager(person.id)
    return team_progress(unit, cycle_id, person.id) if cycle_id is not None else None


def _goals(unit: Unit, person: Person, acting: Acting) -> GoalsFacts | None:
    found = unit.goals.latest_of(person.id)
    return goals_facts(unit, found.id, policy=acting.policy) if found else None


def _team_goals(unit: Unit, person: Person) -> TeamGoals | None:
    cycle_id = unit.goals.latest_cycle_of_manager(person.id)
    return team_goals(unit, cycle_id, person.id) if cycle_id is not None else None


def _coverage(unit: Unit) -> GoalsCoverage | None:
    """Of the newest period in which goals are agreed on."""
    cycle = next(iter(unit.cycles.in_goals()), None)
    if cycle is None or cycle.goals is None:
        return None
    departments: dict[str, Counter[GoalsMark]] = {}
    for department, state, count in unit.goals.counts(cycle.id):
        departments.setdefault(department, Counter())[GOALS.stage(state).mark] += count
    return GoalsCoverage(cycle_id=cycle.id, period=cycle.name, due=cycle.goals.due, departments=departments)


def _desk(unit: Unit) -> Desk:
    counts = unit.overview.request_counts()
    return Desk(counts={REQUEST.stage(state).key: count for state, count in counts.items()})


def _cycle(unit: Unit) -> CycleOverview | None:
    cycle = unit.cycles.latest()
    if cycle is None:
        return None
    counts: Counter[Mark] = Counter()
    for state, count in unit.overview.review_counts(cycle.id).items():
        counts[REVIEW.stage(state).mark] += count
    return CycleOverview(period=cycle.name, counts=counts)
