"""How far a workspace has come, for the guide: only reads, in a few light statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.goals.cards import goals_team_card
from bot.domain.goals.cards import my_goals_card as my_goals
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.intake.cards import my_request_card, request_card
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.known_answers import KnownAnswer
from bot.domain.intake.project import Side
from bot.domain.intake.project_way import PROJECT
from bot.domain.intake.way import DESK_EVENTS, Event
from bot.domain.people import Grade
from bot.domain.reviews.cycles import is_year, period_named
from bot.domain.weeks.cards import digest_card
from bot.domain.weeks.check_in_way import CHECK_IN, SAID
from bot.domain.weeks.week import Week
from bot.services.reviews.milestones import ReviewSoFar, review_so_far, year_so_far
from storage.cards import Spot
from storage.unit import Store, Unit


@dataclass(frozen=True, kw_only=True)
class GoalsSoFar:
    """One employee's goals of the latest period that has any. `team` is the manager's card, whose thread they
    are agreed in. `was_answered`: the manager adjusted what was sent, or agreed to it.
    """

    period: str
    card: Spot | None
    team: Spot | None
    was_sent: bool
    was_answered: bool
    agreed_at: datetime | None
    was_agreed_by_manager: bool


@dataclass(frozen=True, kw_only=True)
class RequestSoFar:
    """One website request. `own` is the requester's card, `card` the desk's; `answered_at` is when they were
    told how it works.
    """

    own: Spot | None
    card: Spot | None
    was_asked_about: bool
    was_replied_to: bool
    is_assessed: bool
    has_brief: bool
    was_accepted: bool
    was_taken_up: bool
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ProjectSoFar:
    """One website request that is as large as a project. `own` is the requester's card, `card` the
    desk's. `was_rated`: its requester settled it and said how it went.
    """

    own: Spot | None
    card: Spot | None
    was_opened: bool
    has_against: bool
    has_for: bool
    was_started: bool
    was_handed_over: bool
    was_said: bool
    was_understood: bool
    was_ready: bool
    was_done: bool
    was_rated: bool


@dataclass(frozen=True, kw_only=True)
class WeeksSoFar:
    """One employee's latest check-in. `digest`: where their manager reads of it. `was_spoken_of`: the manager
    has said something to it.
    """

    week: Week
    is_given: bool
    digest: Spot | None
    was_spoken_of: bool


@dataclass(frozen=True, kw_only=True)
class HowFar:
    """What has happened. `cycle` is the quarter or half-year that is under way, `year` the newest year that
    was opened. `verdict`: the review of whoever is told of in the story of that name; `of_year`: theirs of a
    year. `in_goals`: the quarters whose goals are being agreed on, the newest first.
    `snoozed_until` is the day on which the colleague asked to be reminded again. `gave_feedback`: the
    manager to the employee, who `keeps` something in their pocket. `request` and `question`: what the
    requester and the asker typed last; `project`: likewise the requester's newest that is one. `kept_answer`:
    what was kept when the question was answered, or since; `was_solved`: the requester looked for it.
    """

    cycle: str | None
    review: ReviewSoFar | None
    verdict: ReviewSoFar | None
    year: str | None
    of_year: ReviewSoFar | None
    in_goals: tuple[str, ...]
    goals: GoalsSoFar | None
    weeks: WeeksSoFar | None
    gave_feedback: bool
    keeps: bool
    request: RequestSoFar | None
    project: ProjectSoFar | None
    question: RequestSoFar | None
    kept_answer: KnownAnswer | None
    was_solved: bool
    passed_on: RequestSoFar | None
    was_pointed_to_the_desk: bool
    takes_pings: bool
    was_nudged: bool
    snoozed_until: date | None
    was_reminded: bool


def how_far(
    store: Store,
    *,
    employee_id: int | None,
    manager_id: int | None,
    colleague_id: int | None,
    writer_id: int | None,
    developer_id: int | None,
    requester_id: int | None,
    asker_id: int | None,
    judged_id: int | None,
) -> HowFar:
    """How far these people's stories have come; None is nobody, to whom nothing happens."""
    with store.read() as unit:
        running = (cycle.name for cycle in unit.cycles.running())
        snooze = unit.milestones.latest_snooze(colleague_id) if colleague_id else None
        question = _request(unit, unit.milestones.latest_typed(asker_id))
        answer = _kept(unit, question) if question else None
        return HowFar(
            cycle=next((name for name in running if not is_year(name)), None),
            review=review_so_far(unit, employee_id) if employee_id else None,
            verdict=review_so_far(unit, judged_id) if judged_id else None,
            year=next((name for name in unit.cycles.names() if is_year(name)), None),
            of_year=year_so_far(unit, judged_id) if judged_id else None,
            in_goals=tuple(_in_goals(unit)),
            goals=_goals(unit, employee_id) if employee_id else None,
            weeks=_weeks(unit, employee_id) if employee_id else None,
            gave_feedback=unit.milestones.gave_feedback(manager_id, to=employee_id),
            keeps=employee_id is not None and bool(unit.pocket.newest(employee_id, count=1)),
            request=_request(unit, unit.milestones.latest_typed(requester_id)),
            project=_project(unit, unit.milestones.latest_project(requester_id)),
            question=question,
            kept_answer=answer,
            was_solved=answer is not None and unit.milestones.solved(answer.id, of=requester_id),
            passed_on=_request(unit, unit.milestones.latest_passed_on()),
            was_pointed_to_the_desk=writer_id is not None and unit.pings.was_pointed_to_the_desk(writer_id),
            takes_pings=developer_id is not None and unit.people.get(developer_id).open_to_pings,
            was_nudged=colleague_id is not None and unit.nudges.was_nudged(colleague_id),
            snoozed_until=snooze[0] if snooze else None,
            was_reminded=snooze is not None and snooze[1],
        )


def _in_goals(unit: Unit) -> Iterator[str]:
    names = (cycle.name for cycle in unit.cycles.in_goals())
    return (name for name in names if period_named(name).grade is Grade.STAFF)


def _goals(unit: Unit, employee_id: int) -> GoalsSoFar | None:
    goals = unit.goals.latest_of(employee_id)
    if goals is None:
        return None
    history = unit.goals.history(goals.id)
    events = {entry.event for entry in history}
    agreed = [entry for entry in history if entry.event in (GoalsEvent.AGREE, GoalsEvent.CONFIRM)]
    return GoalsSoFar(
        period=unit.cycles.get(goals.cycle_id).name,
        card=unit.cards.get(my_goals(goals.id)),
        team=unit.cards.get(goals_team_card(goals.cycle_id, goals.manager_id)),
        was_sent=GoalsEvent.SEND in events,
        was_answered=not events.isdisjoint((GoalsEvent.ADJUST, GoalsEvent.AGREE)),
        agreed_at=agreed[-1].at if agreed else None,
        was_agreed_by_manager=bool(agreed) and agreed[-1].event is GoalsEvent.AGREE,
    )


def _weeks(unit: Unit, employee_id: int) -> WeeksSoFar | None:
    check_in = unit.check_ins.latest_of(employee_id)
    if check_in is None:
        return None
    said = {entry.event for entry in unit.check_ins.histories([check_in.id])[check_in.id]}
    return WeeksSoFar(
        week=check_in.week,
        is_given=CHECK_IN.stage(check_in.state).given,
        digest=unit.cards.get(digest_card(check_in.manager_id, check_in.week)),
        was_spoken_of=not said.isdisjoint(SAID),
    )


def _request(unit: Unit, request_id: int | None) -> RequestSoFar | None:
    if request_id is None:
        return None
    history = unit.requests.history(request_id)
    events = {entry.event for entry in history}
    answers = [entry.at for entry in history if entry.event is Event.ANSWER]
    return RequestSoFar(
        own=unit.cards.get(my_request_card(request_id)),
        card=unit.cards.get(request_card(request_id)),
        was_asked_about=Event.ASK in events,
        was_replied_to=Event.REPLY in events,
        is_assessed=Event.ASSESS in events,
        has_brief=Event.BRIEF in events,
        was_accepted=Event.ACCEPT in events,
        was_taken_up=not events.isdisjoint(DESK_EVENTS),
        answered_at=answers[-1] if answers else None,
    )


def _project(unit: Unit, request_id: int | None) -> ProjectSoFar | None:
    if request_id is None:
        return None
    project = unit.projects.of(request_id)
    sides = {line.side for line in unit.projects.arguments(project.id)} if project else set()
    handover = unit.milestones.latest_handover(request_id)
    handed = {entry.event for entry in unit.handovers.history(handover)} if handover else set()
    events = {entry.event for entry in unit.requests.history(request_id)}
    return ProjectSoFar(
        own=unit.cards.get(my_request_card(request_id)),
        card=unit.cards.get(request_card(request_id)),
        was_opened=project is not None,
        has_against=Side.AGAINST in sides,
        has_for=Side.FOR in sides,
        was_started=project is not None and PROJECT.stage(project.state).started,
        was_handed_over=handover is not None,
        was_said=HandoverEvent.SAY in handed,
        was_understood=HandoverEvent.CONFIRM in handed,
        was_ready=HandoverEvent.READY in handed,
        was_done=Event.FINISH in events,
        was_rated=unit.satisfaction.of(request_id) is not None,
    )


def _kept(unit: Unit, question: RequestSoFar) -> KnownAnswer | None:
    since = question.answered_at
    return unit.milestones.latest_answer(since=since) if since else None
