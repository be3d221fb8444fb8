"""The stories of the local workspace's guide, told of the people at hand and of how far they have come."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.domain.calendar import at_local, following
from bot.domain.nudging.rhythm import companys, weekly_moment
from bot.domain.people import Person
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.seats import Seat
from bot.domain.weeks.week import digest_at
from bot.local.cast import Cast
from bot.local.clock import MONDAY, quarter
from bot.local.desk_stories import a_project, a_request, no_pings
from bot.local.scene import Scene, jump_to, moved, told
from bot.sandbox import HOME, GuideStep
from bot.services.milestones import GoalsSoFar
from messages.guide import story_title
from storage.cards import Spot

VIEW_AS = "/review view-as"
RELEASE = "/review release"
HISTORY = "/review history"
A_DAY = timedelta(days=1)
A_MONTH = 31
"""Days in which some week is asked about, whatever is closed."""


def _quarter(scene: Scene) -> Iterator[GuideStep]:
    cast, far = scene.cast, scene.far
    card = far.review.card if far.review else None
    team = far.review.team if far.review else None
    yield from _open(scene)
    if cast.employee is None or cast.manager is None:
        return
    names = {"employee": cast.employee.name, "manager": cast.manager.name}
    yield moved(scene, "quarter_told", cast.employee, names, to="message")
    yield told(scene, "quarter_score", cast.employee, names)
    yield told(scene, "quarter_approve", cast.manager, names, thread=team)
    for seat, looker in cast.lookers.items():
        look = far.review.looks.get(seat) if far.review else None
        yield told(scene, f"quarter_{seat}", looker, {**names, "looker": looker.name}, thread=look)
    yield from _released(scene, "quarter_release", cast.employee)
    yield told(scene, "quarter_result", cast.employee, names, thread=card)


def _released(scene: Scene, step: str, employee: Person) -> Iterator[GuideStep]:
    if scene.cast.hr is not None:
        facts = {"employee": employee.name, "hr": scene.cast.hr.name, "command": RELEASE}
        yield told(scene, step, scene.cast.hr, {**facts, "department": employee.department}, text=RELEASE)


def _open(scene: Scene) -> Iterator[GuideStep]:
    """HR opens the quarter: the one that is open already, else the one that it is now.

    Where that one's goals are being agreed on, it is the one before: it is scored, and the other is not yet.
    """
    if scene.cast.hr is None:
        return
    this = quarter(scene.today)
    if this.name in scene.far.in_goals:
        this = quarter(this.starts_on - A_DAY)
    command = f"/review open {scene.far.cycle or this.name}"
    facts = {"hr": scene.cast.hr.name, "command": command}
    yield told(scene, "quarter_open", scene.cast.hr, facts, text=command)


def _goals(scene: Scene) -> Iterator[GuideStep]:
    cast, goals = scene.cast, scene.far.goals
    yield from _open_goals(scene)
    if cast.employee is None or cast.manager is None:
        return
    names = {"employee": cast.employee.name, "manager": cast.manager.name}
    card, team = (goals.card, goals.team) if goals else (None, None)
    yield moved(scene, "goals_told", cast.employee, names, to="message")
    yield told(scene, "goals_send", cast.employee, names)
    yield told(scene, "goals_adjust", cast.manager, names, thread=team)
    yield told(scene, "goals_confirm", cast.employee, names, thread=card)
    reader, thread = reader_of_agreed(cast, goals)
    if reader is not None:
        yield told(scene, "goals_agreed", reader, {"reader": reader.name}, thread=thread)


def _open_goals(scene: Scene) -> Iterator[GuideStep]:
    """HR opens the next quarter for goals, unless one is open for them already."""
    if scene.cast.hr is None:
        return
    following_one = quarter(quarter(scene.today).ends_on + A_DAY).name
    asked = scene.far.goals.period if scene.far.goals else None
    command = f"/review open {asked or next(iter(scene.far.in_goals), following_one)} goals"
    facts = {"hr": scene.cast.hr.name, "command": command}
    yield told(scene, "goals_open", scene.cast.hr, facts, text=command)


def reader_of_agreed(cast: Cast, goals: GoalsSoFar | None) -> tuple[Person | None, Spot | None]:
    """Who is told that both have signed, and in which thread: whoever did not sign last."""
    if goals is not None and goals.was_agreed_by_manager:
        return cast.employee, goals.card
    return cast.manager, goals.team if goals else None


def _weeks(scene: Scene) -> Iterator[GuideStep]:
    """The first week of goals that are agreed on: it is asked about, answered, read and answered again."""
    employee, manager, goals, weeks = (
        scene.cast.employee,
        scene.cast.manager,
        scene.far.goals,
        scene.far.weeks,
    )
    if employee is None or manager is None:
        return
    names = {"employee": employee.name, "manager": manager.name}
    digest = weeks.digest if weeks else None
    asked = _weekly(scene, employee, goals) if goals else None
    facts = {**names, "goals": story_title(scene.words, "goals")}
    yield told(scene, "weeks_asked", employee, facts, move=jump_to(scene, "weekly", asked))
    yield told(scene, "weeks_check_in", employee, names)
    hour = scene.policy.schedule.digest_hour
    read = digest_at(weeks.week, manager, hour=hour) if weeks else None
    yield told(scene, "weeks_digest", manager, names, move=jump_to(scene, "digest", read))
    yield told(scene, "weeks_thank", manager, names, thread=digest)
    yield told(scene, "weeks_feedback", manager, names, text="/review feedback")
    yield told(scene, "weeks_keep", employee, names)


def _weekly(scene: Scene, employee: Person, goals: GoalsSoFar) -> datetime | None:
    """When the employee is next asked about a week of the period."""
    today = scene.now.astimezone(employee.zone).date()
    first = max(today, period_named(goals.period).starts_on)
    moments = (
        weekly_moment(
            first + timedelta(days=ahead),
            rhythm=companys(scene.policy.schedule),
            calendar=employee.calendar,
            hours=scene.policy.hours.working,
            zone=employee.zone,
        )
        for ahead in range(A_MONTH)
    )
    return next((moment for moment in moments if moment and moment > scene.now), None)


def _verdict(scene: Scene) -> Iterator[GuideStep]:
    """Somebody's score, from what they say of themselves to what HR sees of it."""
    judged, far = scene.cast.judged, scene.far.verdict
    yield from _open(scene)
    if judged is None:
        return
    employee, manager, over = judged.employee, judged.manager, judged.lookers.get(Seat.ONE_OVER)
    names = {"employee": employee.name, "manager": manager.name}
    card, team, looks = (far.card, far.team, far.looks) if far else (None, None, {})
    yield moved(scene, "verdict_told", employee, names, to="message")
    yield told(scene, "verdict_score", employee, names)
    yield told(scene, "verdict_prepare", manager, names, thread=team)
    yield told(scene, "verdict_approve", manager, names, thread=team)
    if over is not None:
        seen = looks.get(Seat.ONE_OVER)
        yield told(scene, "verdict_doubt", over, {**names, "looker": over.name}, thread=seen)
        yield told(scene, "verdict_answer", manager, {**names, "looker": over.name}, thread=team)
    for seat, looker in judged.lookers.items():
        yield told(scene, f"verdict_{seat}", looker, {**names, "looker": looker.name}, thread=looks.get(seat))
    yield from _released(scene, "verdict_release", employee)
    yield told(scene, "verdict_result", employee, names, thread=card)
    if scene.cast.hr is not None:
        yield told(
            scene,
            "verdict_view",
            scene.cast.hr,
            {**names, "hr": scene.cast.hr.name, "command": VIEW_AS},
            text=VIEW_AS,
        )


def _release(scene: Scene) -> Iterator[GuideStep]:
    """What follows from the result of the verdict: the talk about it, and what its employee says."""
    judged, far = scene.cast.judged, scene.far.verdict
    if judged is None:
        return
    employee, manager = judged.employee, judged.manager
    names = {"employee": employee.name, "manager": manager.name}
    card, team, talk = (far.card, far.team, far.talk) if far else (None, None, None)
    facts = {**names, "verdict": story_title(scene.words, "verdict")}
    yield told(scene, "release_prepare", manager, facts, thread=team)
    yield told(scene, "release_times", manager, names, thread=team)
    yield told(scene, "release_choose", employee, names, thread=card)
    jump = jump_to(scene, "talk", talk.chosen if talk else None)
    yield told(scene, "release_held", manager, names, thread=team, move=jump)
    yield told(scene, "release_acknowledge", employee, names, thread=card)
    yield told(scene, "release_history", employee, {**names, "command": HISTORY}, text=HISTORY)


def _year(scene: Scene) -> Iterator[GuideStep]:
    """The year that is over, made of what its quarters came to: both sides write, and it is talked about."""
    judged, far = scene.cast.judged, scene.far.of_year
    year = scene.far.year or str(scene.today.year - 1)
    if scene.cast.hr is not None:
        command = f"/review open {year}"
        facts = {"hr": scene.cast.hr.name, "command": command}
        yield told(scene, "year_open", scene.cast.hr, facts, text=command)
    if judged is None:
        return
    employee, manager = judged.employee, judged.manager
    names = {"employee": employee.name, "manager": manager.name, "year": year}
    card, team, looks = (far.card, far.team, far.looks) if far else (None, None, {})
    yield moved(scene, "year_told", employee, names, to="message")
    yield told(scene, "year_write", employee, names)
    yield told(scene, "year_approve", manager, names, thread=team)
    for seat, looker in judged.lookers.items():
        yield told(scene, f"year_{seat}", looker, {**names, "looker": looker.name}, thread=looks.get(seat))
    if scene.cast.hr is not None:
        command = f"{RELEASE} {year}"
        facts = {"hr": scene.cast.hr.name, "department": employee.department, "command": command}
        yield told(scene, "year_release", scene.cast.hr, {**names, **facts}, text=command)
    yield told(scene, "year_result", employee, names, thread=card)
    yield told(scene, "year_held", manager, names, thread=team)
    yield told(scene, "year_acknowledge", employee, names, thread=card)


def _week(scene: Scene) -> Iterator[GuideStep]:
    colleague, far = scene.cast.colleague, scene.far
    if colleague is None:
        return
    yield from _open(scene)
    name = {"colleague": colleague.name}
    yield told(scene, "week_home", colleague, name, place=HOME)
    yield moved(scene, "week_nudge", colleague, name, to="nudge")
    yield told(scene, "week_why", colleague, name)
    yield told(scene, "week_snooze", colleague, name)
    today = scene.now.astimezone(colleague.zone).date()
    day = far.snoozed_until or following(MONDAY, today)
    to = at_local(day, scene.policy.schedule.reminder_hour, zone=colleague.zone)
    jump = jump_to(scene, "reminder", to)
    yield told(scene, "week_reminded", colleague, name | {"at": scene.words.time(to)}, move=jump)


Tell = Callable[[Scene], Iterator[GuideStep]]
STORIES: dict[str, Tell] = {
    "quarter": _quarter,
    "goals": _goals,
    "weeks": _weeks,
    "verdict": _verdict,
    "release": _release,
    "year": _year,
    "request": a_request,
    "project": a_project,
    "pings": no_pings,
    "week": _week,
}
