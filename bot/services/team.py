"""A manager's people on their Home: one line and one button each, a page at a time."""

from bot.domain.home import Look, Team, TeamMember
from bot.domain.obligations import Subject
from bot.domain.pages import LINES, Span
from bot.domain.people import Person
from bot.domain.whose_move import Holder, Move
from bot.services.acting import Acting
from bot.services.obligations import owed_about
from bot.services.reviews.calibration_room import to_calibrate
from bot.services.whose_move import moves
from storage.team import Report
from storage.unit import Unit


def team_on_home(unit: Unit, person: Person, acting: Acting, look: Look) -> Team | None:
    """Those about whom something waits for the manager first; None for somebody to whom nobody reports.

    In a fixed number of queries, however many they are.
    """
    total = unit.team.how_many(person.id)
    if not total:
        return None
    at = look.over(total)
    reviews, goals = unit.team.reviews(person.id), unit.team.goals(person.id)
    cycle = next(iter(reviews), None)
    reports = unit.team.page(
        person.id,
        cycle=cycle,
        goals_cycle=goals.cycle_id if goals else None,
        now=acting.now,
        first=at.first,
        most=LINES,
    )
    return Team(
        reviews=reviews[cycle] if cycle is not None else None,
        goals=goals,
        members=_members(unit, reports, person, acting),
        waiting=unit.team.waiting(person.id, now=acting.now),
        span=Span(page=at.page, shown=len(reports), total=total),
        calibrates=to_calibrate(unit, person),
        beside=tuple(each for of, each in reviews.items() if of != cycle),
    )


def _members(unit: Unit, reports: list[Report], person: Person, acting: Acting) -> tuple[TeamMember, ...]:
    steps = owed_about(unit, person, [each.person_id for each in reports], now=acting.now)
    reviews = [each.review_id for each in reports if each.review_id is not None]
    goals = [each.goals_id for each in reports if each.goals_id is not None]
    of_reviews = moves(unit, Subject.REVIEW, reviews, reader=person, acting=acting)
    of_goals = moves(unit, Subject.GOALS, goals, reader=person, acting=acting)
    return tuple(
        TeamMember(
            name=each.name,
            review=each.review,
            goals=each.goals,
            step=steps.get(each.person_id),
            sheet=each.sheet,
            move=_next(of_reviews.get(each.review_id or 0), of_goals.get(each.goals_id or 0)),
        )
        for each in reports
    )


def _next(*found: Move | None) -> Move | None:
    """The reader's own, else the one that lies longest."""
    known = [each for each in found if each is not None]
    return min(known, key=lambda each: (each.holder is not Holder.YOU, each.since), default=None)
