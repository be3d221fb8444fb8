"""What one person's Home tab shows now, and what of it they have open."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.goals.way import GOALS
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.home import (
    OPEN_FOR,
    OVERSEERS,
    TAB_OF,
    BranchRequests,
    CycleOverview,
    Desk,
    GoalsCoverage,
    HomeFacts,
    Look,
    MyGoals,
    MyOwed,
    MyRequest,
    MyRequests,
    MyReview,
    Section,
    Tab,
    tabs_of,
)
from bot.domain.intake.queue import Which
from bot.domain.intake.way import REQUEST
from bot.domain.obligations import Subject
from bot.domain.pages import LINES, Span
from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import Cycle
from bot.domain.reviews.way import REVIEW, Mark
from bot.domain.weeks.feedback_record import TeamFeedback
from bot.services.acting import Acting
from bot.services.goals.my_goals import goals_facts
from bot.services.intake.handover_list import handed_on_home
from bot.services.intake.pings_preference import pings_on_home
from bot.services.intake.queue import queue_page
from bot.services.intake.rota import duty_on_home
from bot.services.nudging.reach import reach_on_home
from bot.services.obligations import owed_page
from bot.services.people.away import away_on_home
from bot.services.privacy.looks import looks_on_home
from bot.services.reviews.talk_overview import my_talk, talk_counts
from bot.services.team import team_on_home
from bot.services.weeks.check_in_facts import check_in_on_home, last_words, team_check_ins_on_home
from bot.services.weeks.feedback_on_home import feedback_on_home, team_feedback_on_home
from bot.services.weeks.pocket_home import pocket_on_home
from bot.services.whose_move import held, moves, worked
from storage.unit import Unit

DUE_NEXT = 3
CYCLES_SHOWN = 3
OWED_FIRST, OWED_BESIDE = 10, 3
"""How much of what is owed stands above all tabs, and above one that is open; the rest is a click away."""


def home_facts(acting: Acting) -> HomeFacts:
    """Everything that is this person's, and what their roles let them see; never anybody's score.

    A fixed number of light queries, however much there is: of what is long a page.
    """
    require(Deed.OPEN_HOME, acting.by)
    with acting.store.read() as unit:
        person = unit.people.get(acting.person.id)
        tabs = tabs_of(person, leads=unit.team.leads(person.id))
        look = unit.homes.look(person.id)
        if look.tab is not Tab.OWED and look.tab not in tabs:
            look = Look()
        shown = {Tab.OWED, look.tab} if look.tab else {Tab.OWED, *tabs, None}
        found = {
            section: _facts(section, unit, person, acting, look)
            for section in Section
            if TAB_OF[section] in shown
        }
        return HomeFacts(
            person=person,
            look=look,
            tabs=tabs,
            of={section: facts for section, facts in found.items() if facts is not None},
        )


def open_home(acting: Acting) -> None:
    """Somebody has their Home before them: from now on it is kept right, by whichever process comes to it."""
    require(Deed.OPEN_HOME, acting.by)
    with acting.store.begin() as unit:
        unit.homes.open(acting.person.id, oversees=_oversees(acting.person), until=acting.now + OPEN_FOR)


def follow_own_act(acting: Acting, *, is_on_home: bool) -> None:
    """Somebody did something whose Home is open: it is drawn anew, and kept right for longer if they did
    it there.
    """
    require(Deed.OPEN_HOME, acting.by)
    with acting.store.begin() as unit:
        if is_on_home:
            unit.homes.keep_open(acting.person.id, until=acting.now + OPEN_FOR)
        unit.homes.concern_own(acting.person.id)


def keep_homes_open(acting: Acting) -> None:
    """Whoever has their Home before them has it still, though hours were skipped."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.homes.keep_all_open(until=acting.now + OPEN_FOR)
        unit.homes.concern_everybody()


def look_at_home(acting: Acting, look: Look) -> None:
    """Open one tab of it, or a page, or none; the same is open the next time. Whoever clicks has it before
    them.
    """
    require(Deed.OPEN_HOME, acting.by)
    with acting.store.begin() as unit:
        until = acting.now + OPEN_FOR
        unit.homes.look_at(acting.person.id, look, oversees=_oversees(acting.person), until=until)


def _oversees(person: Person) -> bool:
    return any(person.has(role) for role in OVERSEERS)


def _facts(section: Section, unit: Unit, person: Person, acting: Acting, look: Look) -> Any | None:
    if section in PAGED:
        return PAGED[section](unit, person, acting, look)
    return FACTS[section](unit, person, acting)


def _owed(unit: Unit, person: Person, acting: Acting, look: Look) -> MyOwed:
    is_open = look.tab is Tab.OWED
    most = LINES if is_open else OWED_BESIDE if look.tab else OWED_FIRST
    owed, span = owed_page(unit, person, look if is_open else Look(), now=acting.now, most=most)
    hours, now = acting.policy.hours.office, acting.now
    return MyOwed(
        person=person,
        owed=owed,
        span=span,
        worked=tuple(worked(person, since=each.begins, now=now, hours=hours) for each in owed),
        is_open=is_open,
    )


def _review(unit: Unit, person: Person, acting: Acting) -> MyReview | None:
    reviews = unit.overview.reviews(person.id)
    if not reviews:
        return None
    found = moves(unit, Subject.REVIEW, [each.review_id for each in reviews], reader=person, acting=acting)
    first, *beside = (
        replace(
            each,
            move=found.get(each.review_id),
            talk=my_talk(unit, each.review_id) if each.stage.released else None,
        )
        for each in reviews
    )
    return replace(first, beside=tuple(beside))


def _goals(unit: Unit, person: Person, acting: Acting) -> MyGoals | None:
    found = unit.goals.latest_of(person.id)
    if found is None:
        return None
    return MyGoals(
        facts=goals_facts(unit, found.id, policy=acting.policy),
        move=moves(unit, Subject.GOALS, [found.id], reader=person, acting=acting).get(found.id),
        words=last_words(unit, person),
    )


def _requests(unit: Unit, person: Person, acting: Acting, look: Look) -> MyRequests | None:
    total = unit.overview.how_many_open(person.id)
    if not total:
        return None
    at = look.over(total)
    found = unit.overview.open_requests(person.id, first=at.first, most=LINES)
    listed = _with_moves(unit, found, person, acting)
    return MyRequests(listed=listed, span=Span(page=at.page, shown=len(listed), total=total))


def _branch(unit: Unit, person: Person, acting: Acting, look: Look) -> BranchRequests | None:
    total = unit.visibility.open_of_branch(person)
    if not total:
        return None
    at = look.over(total)
    found = unit.visibility.page_of_branch(person, first=at.first, most=LINES)
    listed = _with_moves(unit, found, person, acting)
    span = Span(page=at.page, shown=len(listed), total=total)
    return BranchRequests(branch=person.branch, listed=listed, span=span)


def _with_moves(
    unit: Unit, found: Sequence[MyRequest], person: Person, acting: Acting
) -> tuple[MyRequest, ...]:
    theirs = held(
        unit,
        {each.number: (each.holder_id, each.since) for each in found},
        reader=person,
        acting=acting,
        hours=acting.policy.hours.working,
    )
    return tuple(replace(each, move=theirs[each.number]) for each in found)


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


def _desk(unit: Unit, person: Person, acting: Acting) -> Desk | None:
    if not person.has(Role.PRODUCT_MANAGER):
        return None
    counts = unit.overview.request_counts()
    page = queue_page(unit, acting, which=Which.ALL, most=DUE_NEXT)
    return Desk(
        counts={REQUEST.stage(state).key: count for state, count in counts.items()},
        due_next=page.lines,
    )


def _cycle(unit: Unit, person: Person, _acting: Acting) -> CycleOverview | None:
    cycles = unit.cycles.running()[:CYCLES_SHOWN] if person.has(Role.HR) else ()
    if not cycles:
        return None
    first, *beside = (_overview(unit, each) for each in cycles)
    return replace(first, beside=tuple(beside))


def _overview(unit: Unit, cycle: Cycle) -> CycleOverview:
    counts: Counter[Mark] = Counter()
    for state, count in unit.overview.review_counts(cycle.id).items():
        counts[REVIEW.stage(state).mark] += count
    stand_ins = tuple(unit.overview.stand_ins(cycle.id))
    talks = talk_counts(unit, cycle.id)
    return CycleOverview(period=cycle.name, counts=counts, stand_ins=stand_ins, talks=talks)


FACTS: Mapping[Section, Callable[[Unit, Person, Acting], Any | None]] = {
    Section.REVIEW: _review,
    Section.GOALS: _goals,
    Section.WEEK: check_in_on_home,
    Section.POCKET: pocket_on_home,
    Section.FEEDBACK: feedback_on_home,
    Section.TEAM_FEEDBACK: _team_feedback,
    Section.AWAY: away_on_home,
    Section.DUTY: duty_on_home,
    Section.DESK: _desk,
    Section.CYCLE: _cycle,
    Section.COVERAGE: _coverage,
    Section.REACH: reach_on_home,
    Section.PINGS: pings_on_home,
    Section.LOOKS: looks_on_home,
}
"""What a person's Home shows in each section, in a few light queries whatever there is; None where it is not
theirs. Messages lay it out: messages.home.table.
"""

PAGED: Mapping[Section, Callable[[Unit, Person, Acting, Look], Any | None]] = {
    Section.OWED: _owed,
    Section.REQUESTS: _requests,
    Section.BRANCH: _branch,
    Section.HANDED: handed_on_home,
    Section.TEAM: team_on_home,
    Section.TEAM_WEEKS: team_check_ins_on_home,
}
"""The same of sections that can be longer than a page: at most one in a tab. They have a `span`."""
