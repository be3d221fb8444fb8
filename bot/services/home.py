"""What one person's Home tab shows now."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.goals.facts import GoalsFacts, TeamGoals
from bot.domain.goals.way import GOALS
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.home import (
    CycleOverview,
    Desk,
    GoalsCoverage,
    HomeFacts,
    MyOwed,
    MyRequests,
    MyReview,
    PingsChoice,
    Section,
)
from bot.domain.intake.way import REQUEST
from bot.domain.people import Person, Role
from bot.domain.reviews.approval import TeamProgress
from bot.domain.reviews.way import REVIEW, Mark
from bot.domain.weeks.feedback_record import TeamFeedback
from bot.services.acting import Acting
from bot.services.goals.my_goals import goals_facts, team_goals
from bot.services.nudging.reach import reach_on_home
from bot.services.obligations import owed_by
from bot.services.people.away import away_on_home
from bot.services.reviews.approval_facts import team_progress
from bot.services.weeks.check_in_facts import check_in_on_home, team_check_ins_on_home
from bot.services.weeks.feedback_on_home import feedback_on_home, team_feedback_on_home
from bot.services.weeks.pocket_home import pocket_on_home
from storage.unit import Unit

REQUESTS_SHOWN = 10


def home_facts(acting: Acting) -> HomeFacts:
    """Everything that is this person's, and what their roles let them see; never anybody's score."""
    require(Deed.OPEN_HOME, acting.by)
    with acting.store.read() as unit:
        person = unit.people.get(acting.person.id)
        found = ((section, FACTS[section](unit, person, acting)) for section in Section)
        return HomeFacts(
            person=acting.person,
            of={section: facts for section, facts in found if facts is not None},
        )


def _owed(unit: Unit, person: Person, acting: Acting) -> MyOwed:
    return MyOwed(person=person, owed=owed_by(unit, person, acting))


def _review(unit: Unit, person: Person, _acting: Acting) -> MyReview | None:
    return unit.overview.latest_review(person.id)


def _requests(unit: Unit, person: Person, _acting: Acting) -> MyRequests:
    listed = tuple(unit.overview.open_requests(person.id, limit=REQUESTS_SHOWN))
    total = sum(unit.overview.request_counts(requester_id=person.id).values())
    return MyRequests(listed=listed, more=total - len(listed))


def _team(unit: Unit, person: Person, _acting: Acting) -> TeamProgress | None:
    cycle_id = unit.overview.latest_cycle_of_manager(person.id)
    team = team_progress(unit, cycle_id, person.id) if cycle_id is not None else None
    return team if team and team.reports else None


def _goals(unit: Unit, person: Person, acting: Acting) -> GoalsFacts | None:
    found = unit.goals.latest_of(person.id)
    return goals_facts(unit, found.id, policy=acting.policy) if found else None


def _team_goals(unit: Unit, person: Person, _acting: Acting) -> TeamGoals | None:
    cycle_id = unit.goals.latest_cycle_of_manager(person.id)
    team = team_goals(unit, cycle_id, person.id) if cycle_id is not None else None
    return team if team and team.people else None


def _team_feedback(unit: Unit, person: Person, _acting: Acting) -> TeamFeedback | None:
    return team_feedback_on_home(unit, person)


def _coverage(unit: Unit, person: Person, _acting: Acting) -> GoalsCoverage | None:
    """Of the newest period in which goals are agreed on."""
    cycle = next(iter(unit.cycles.in_goals()), None) if person.has(Role.HR) else None
    if cycle is None or cycle.goals is None:
        return None
    departments: dict[str, Counter[GoalsMark]] = {}
    for department, state, count in unit.goals.counts(cycle.id):
        departments.setdefault(department, Counter())[GOALS.stage(state).mark] += count
    return GoalsCoverage(cycle_id=cycle.id, period=cycle.name, due=cycle.goals.due, departments=departments)


def _desk(unit: Unit, person: Person, _acting: Acting) -> Desk | None:
    if not person.has(Role.PRODUCT_MANAGER):
        return None
    counts = unit.overview.request_counts()
    return Desk(counts={REQUEST.stage(state).key: count for state, count in counts.items()})


def _cycle(unit: Unit, person: Person, _acting: Acting) -> CycleOverview | None:
    cycle = unit.cycles.latest() if person.has(Role.HR) else None
    if cycle is None:
        return None
    counts: Counter[Mark] = Counter()
    for state, count in unit.overview.review_counts(cycle.id).items():
        counts[REVIEW.stage(state).mark] += count
    return CycleOverview(period=cycle.name, counts=counts)


def _pings(_unit: Unit, person: Person, _acting: Acting) -> PingsChoice | None:
    return PingsChoice(is_open=person.open_to_pings) if person.has(Role.DEVELOPER) else None


FACTS: Mapping[Section, Callable[[Unit, Person, Acting], Any | None]] = {
    Section.OWED: _owed,
    Section.AWAY: away_on_home,
    Section.REVIEW: _review,
    Section.GOALS: _goals,
    Section.WEEK: check_in_on_home,
    Section.POCKET: pocket_on_home,
    Section.FEEDBACK: feedback_on_home,
    Section.REQUESTS: _requests,
    Section.TEAM: _team,
    Section.TEAM_GOALS: _team_goals,
    Section.TEAM_WEEKS: team_check_ins_on_home,
    Section.TEAM_FEEDBACK: _team_feedback,
    Section.DESK: _desk,
    Section.CYCLE: _cycle,
    Section.COVERAGE: _coverage,
    Section.REACH: reach_on_home,
    Section.PINGS: _pings,
}
"""What a person's Home shows in each section, in a few light queries whatever there is; None where it is not
theirs. Messages lay it out: messages.home.table.
"""
