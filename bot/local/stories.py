"""The stories of the local workspace's guide, told of the people at hand and of how far they have come."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local, following
from bot.domain.nudging.rhythm import companys, weekly_moment
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import period_named
from bot.domain.weeks.week import digest_at
from bot.local.cast import Cast
from bot.local.clock import LABELS, MONDAY, quarter
from bot.local.seeding import GENERAL, INTAKE, slack_id
from bot.sandbox import APP, HOME, GuideStep, Jump
from bot.services.milestones import GoalsSoFar, HowFar
from messages.catalog import Words
from messages.guide import ping_draft, question_draft, request_draft, send_label, step_words, story_title
from storage.cards import Spot

A_DAY = timedelta(days=1)
A_MONTH = 31
"""Days in which some week is asked about, whatever is closed."""
REPORT = "/website-issue"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a step is told from: who plays, how far it has come, whose words, where the clock can go.

    `in_channels`: the words of what many read.
    """

    cast: Cast
    far: HowFar
    words: Words
    in_channels: Words
    jumps: dict[str, Jump]
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The head office's."""
        return self.now.astimezone(ZoneInfo(self.policy.default_timezone)).date()


def _quarter(scene: Scene) -> Iterator[GuideStep]:
    cast, far = scene.cast, scene.far
    card = far.review.card if far.review else None
    team = far.review.team if far.review else None
    yield from _open(scene)
    if cast.employee is None or cast.manager is None:
        return
    names = {"employee": cast.employee.name, "manager": cast.manager.name}
    yield _moved(scene, "quarter_told", cast.employee, names, to="message")
    yield _step(scene, "quarter_score", cast.employee, names)
    yield _step(scene, "quarter_approve", cast.manager, names, thread=team)
    for seat, looker in cast.lookers.items():
        yield _step(scene, f"quarter_{seat}", looker, {**names, "looker": looker.name})
    yield _step(scene, "quarter_result", cast.employee, names, thread=card)


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
    yield _step(scene, "quarter_open", scene.cast.hr, facts, text=command)


def _goals(scene: Scene) -> Iterator[GuideStep]:
    cast, goals = scene.cast, scene.far.goals
    yield from _open_goals(scene)
    if cast.employee is None or cast.manager is None:
        return
    names = {"employee": cast.employee.name, "manager": cast.manager.name}
    card, team = (goals.card, goals.team) if goals else (None, None)
    yield _moved(scene, "goals_told", cast.employee, names, to="message")
    yield _step(scene, "goals_send", cast.employee, names)
    yield _step(scene, "goals_adjust", cast.manager, names, thread=team)
    yield _step(scene, "goals_confirm", cast.employee, names, thread=card)
    reader, thread = reader_of_agreed(cast, goals)
    if reader is not None:
        yield _step(scene, "goals_agreed", reader, {"reader": reader.name}, thread=thread)


def _open_goals(scene: Scene) -> Iterator[GuideStep]:
    """HR opens the next quarter for goals, unless one is open for them already."""
    if scene.cast.hr is None:
        return
    following_one = quarter(quarter(scene.today).ends_on + A_DAY).name
    asked = scene.far.goals.period if scene.far.goals else None
    command = f"/review open {asked or next(iter(scene.far.in_goals), following_one)} goals"
    facts = {"hr": scene.cast.hr.name, "command": command}
    yield _step(scene, "goals_open", scene.cast.hr, facts, text=command)


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
    yield _step(scene, "weeks_asked", employee, facts, move=_jump(scene, "weekly", asked))
    yield _step(scene, "weeks_check_in", employee, names)
    hour = scene.policy.schedule.digest_hour
    read = digest_at(weeks.week, manager, hour=hour) if weeks else None
    yield _step(scene, "weeks_digest", manager, names, move=_jump(scene, "digest", read))
    yield _step(scene, "weeks_thank", manager, names, thread=digest)
    yield _step(scene, "weeks_feedback", manager, names, text="/review feedback")
    yield _step(scene, "weeks_keep", employee, names)


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


def _jump(scene: Scene, key: str, to: datetime | None) -> Jump | None:
    """A move of the clock that its top bar does not have; None where it is no move forward."""
    if to is None or to <= scene.now:
        return None
    return Jump(id=key, label=f"{scene.words.day(to)} {scene.words.time(to)}", to=to)


def _request(scene: Scene) -> Iterator[GuideStep]:
    """One request is to be built: it is made clear, judged and written for developers."""
    requester, desk, request = scene.cast.requester, scene.cast.product_manager, scene.far.request
    if requester is None or desk is None:
        return
    facts = {
        "requester": requester.name,
        "branch": requester.branch,
        "pm": desk.name,
        "channel": scene.policy.channels.intake.removeprefix("#"),
    }
    own, card = (request.own, request.card) if request else (None, None)
    yield _step(scene, "request_file", requester, facts, text=f"{REPORT} {request_draft(scene.words)}")
    yield _step(scene, "request_ask", desk, facts, place=INTAKE)
    yield _step(scene, "request_reply", requester, facts, thread=own)
    yield _step(scene, "request_assess", desk, facts, place=INTAKE)
    yield _step(scene, "request_brief", desk, facts, place=INTAKE)
    yield _step(scene, "request_accept", desk, facts, place=INTAKE, thread=card)
    yield from _question(scene, requester, desk)


def _question(scene: Scene, requester: Person, desk: Person) -> Iterator[GuideStep]:
    """Another wants an explanation: it is given once, and found by whoever asks next."""
    asker, kept = scene.cast.asker, scene.far.kept_answer
    if asker is None:
        return
    facts = {"asker": asker.name, "requester": requester.name, "pm": desk.name}
    asked = question_draft(scene.words)
    yield _step(scene, "request_question", asker, facts, text=f"{REPORT} {asked}")
    yield _step(scene, "request_keep", desk, facts, place=INTAKE)
    again = kept.title if kept else asked
    yield _step(scene, "request_solved", requester, facts, text=f"{REPORT} {again}")


def _pings(scene: Scene) -> Iterator[GuideStep]:
    writer, developer, desk = scene.cast.writer, scene.cast.developer, scene.cast.product_manager
    if writer is None or developer is None or desk is None:
        return
    channel = scene.policy.channels.intake.removeprefix("#")
    names = {"writer": writer.name, "developer": developer.name, "pm": desk.name, "channel": channel}
    send = {"send": send_label(scene.words, name=desk.name)}
    draft = ping_draft(scene.words, developer=developer.name)
    yield _step(scene, "pings_mention", writer, names, place=GENERAL, text=draft)
    yield _step(scene, "pings_send", writer, send, place=GENERAL)
    yield _step(scene, "pings_accept", desk, names, place=INTAKE)
    yield _step(scene, "pings_choose", developer, names, place=HOME)


def _week(scene: Scene) -> Iterator[GuideStep]:
    colleague, far = scene.cast.colleague, scene.far
    if colleague is None:
        return
    yield from _open(scene)
    name = {"colleague": colleague.name}
    yield _step(scene, "week_home", colleague, name, place=HOME)
    yield _moved(scene, "week_nudge", colleague, name, to="nudge")
    yield _step(scene, "week_why", colleague, name)
    yield _step(scene, "week_snooze", colleague, name)
    today = scene.now.astimezone(colleague.zone).date()
    day = far.snoozed_until or following(MONDAY, today)
    to = at_local(day, scene.policy.schedule.reminder_hour, zone=colleague.zone)
    jump = _jump(scene, "reminder", to)
    yield _step(scene, "week_reminded", colleague, name | {"at": scene.words.time(to)}, move=jump)


Tell = Callable[[Scene], Iterator[GuideStep]]
STORIES: dict[str, Tell] = {
    "quarter": _quarter,
    "goals": _goals,
    "weeks": _weeks,
    "request": _request,
    "pings": _pings,
    "week": _week,
}


def _step(
    scene: Scene,
    step: str,
    who: Person,
    facts: Mapping[str, str],
    *,
    place: str = APP,
    thread: Spot | None = None,
    text: str = "",
    move: Jump | None = None,
) -> GuideStep:
    said = step_words(scene.words, step, in_channels=scene.in_channels, **facts)
    return GuideStep(
        id=step,
        what=said.what,
        why=said.why,
        user=slack_id(who),
        place=place,
        thread=thread.ts if thread else None,
        text=text,
        move=move,
    )


def _moved(scene: Scene, step: str, who: Person, facts: Mapping[str, str], *, to: str) -> GuideStep:
    """A step of the clock; it goes where its button in the top bar goes."""
    label, jump = _label(scene.words, to), scene.jumps.get(to)
    move = Jump(id=to, label=label, to=jump.to) if jump else None
    return _step(scene, step, who, {**facts, "jump": label}, move=move)


def _label(words: Words, place: str) -> str:
    languages: Sequence[str] = ("en", "zh_Hans", "zh_Hant")
    return LABELS[place][languages.index(words.language)]
