"""What is shown of check-ins: to their person, to the manager, and on both Home tabs."""

from collections.abc import Mapping

from bot.domain.access import Deed, require
from bot.domain.home import Look
from bot.domain.pages import LINES, Span
from bot.domain.people import Person
from bot.domain.weeks.check_in import (
    CheckInFacts,
    CheckInOnHome,
    LastWord,
    TeamCheckIn,
    TeamCheckIns,
)
from bot.domain.weeks.week import Week, digest_at
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.weeks.open_check_ins import A_WEEK, running
from storage.unit import Unit

_BLOCKED, _AT_RISK, _SILENT, _ON_TRACK, _SKIPPED = range(5)


def check_in_facts(unit: Unit, check_in_id: int, acting: Acting) -> CheckInFacts:
    """A check-in; whoever shows it checks for whom. Raises Missing."""
    check_in = unit.check_ins.look(check_in_id)
    people = {each.id: each for each in unit.people.values({check_in.employee_id, check_in.manager_id})}
    answers = unit.check_ins.answers([check_in.id]).get(check_in.id) if check_in.stage.given else None
    manager = people[check_in.manager_id]
    read_at = digest_at(check_in.week, manager, hour=acting.policy.schedule.digest_hour)
    return CheckInFacts(
        check_in=check_in,
        employee=people[check_in.employee_id],
        manager=manager,
        answers=answers,
        helpers=tuple(each.name for each in unit.people.values(answers.helpers)) if answers else (),
        read_on=read_at.astimezone(manager.zone).date(),
    )


def read_check_in(acting: Acting, *, check_in_id: int) -> CheckInFacts:
    """One check-in in full. Raises Refusal: check_in.not_yours_to_read, card.unknown."""
    with acting.store.read() as unit:
        facts = check_in_facts(unit, check_in_id, acting)
        require(
            Deed.READ_CHECK_IN,
            acting.by,
            facts.check_in,
            refuse=lambda: Refusal("check_in.not_yours_to_read", name=facts.employee.name),
        )
        return facts


def check_in_on_home(unit: Unit, person: Person, acting: Acting) -> CheckInOnHome | None:
    """One's own; None for somebody who is not asked and never was. A fixed number of queries."""
    latest = unit.check_ins.latest_of(person.id)
    today = acting.now.astimezone(person.zone).date()
    week = Week.of(today, calendar=person.calendar)
    is_last_weeks = (
        latest is not None
        and latest.week == week.before
        and latest.stage.move is not None
        and not latest.is_over(person, acting.now)
    )
    if latest is None and not _may_give(unit, person, acting):
        return None
    may_give = (
        is_last_weeks or (latest is not None and latest.week == week) or _may_give(unit, person, acting)
    )
    return CheckInOnHome(
        facts=check_in_facts(unit, latest.id, acting) if latest else None,
        week=None if not may_give else week.before if is_last_weeks else week,
    )


def last_words(unit: Unit, person: Person) -> Mapping[str, LastWord]:
    """What somebody said last of each KPI, by its key; of the newest check-in that was answered."""
    found = unit.check_ins.newest_answers(person.id)
    if found is None:
        return {}
    check_in, answers = found
    return {
        each.key: LastWord(outlook=each.outlook, line=each.line, week=check_in.week) for each in answers.kpis
    }


def team_check_ins_on_home(unit: Unit, person: Person, acting: Acting, look: Look) -> TeamCheckIns | None:
    """The latest of each of a manager's people, of this week or the one before; None where there are none.

    Three queries, however many people.
    """
    today = acting.now.astimezone(person.zone).date()
    latest = unit.check_ins.latest_of_team(person.id, since=Week.of(today, calendar=person.calendar).before)
    if not latest:
        return None
    answers = unit.check_ins.answers([each.id for _, each in latest if each.stage.given])
    team = [
        TeamCheckIn(check_in=each, name=name, answers=answers.get(each.id) if each.stage.given else None)
        for name, each in latest
    ]
    team.sort(key=lambda each: (_urgency(each), each.name))
    at = look.over(len(team))
    listed = tuple(team[at.first : at.first + LINES])
    urgencies = [_urgency(each) for each in team]
    return TeamCheckIns(
        listed=listed,
        span=Span(page=at.page, shown=len(listed), total=len(team)),
        needing=sum(each in (_BLOCKED, _AT_RISK) for each in urgencies),
        silent=urgencies.count(_SILENT),
    )


def _urgency(each: TeamCheckIn) -> int:
    """Who is blocked first, then who has something at risk; then who was silent."""
    if each.answers is not None:
        return _BLOCKED if each.answers.is_blocked else _AT_RISK if each.answers.concerns else _ON_TRACK
    return _SILENT if each.check_in.skipped_for is None else _SKIPPED


def _may_give(unit: Unit, person: Person, acting: Acting) -> bool:
    if person.manager_id is None or not acting.policy.check_ins.are_for(person.department):
        return False
    today = acting.now.astimezone(person.zone).date()
    periods = unit.check_ins.periods(first=today - A_WEEK, last=today + A_WEEK, of=person.id)
    return running(periods, person, acting.now) is not None
