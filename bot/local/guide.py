"""The guide of the local workspace: four stories of Steward, told of the people at hand."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.domain.calendar import at_local, following
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.local.cast import Cast, cast_of
from bot.local.clock import LABELS, MONDAY, LocalClock, quarter
from bot.local.seeding import GENERAL, INTAKE, slack_id
from bot.sandbox import APP, HOME, Guide, GuideStep, GuideStory, Jump, Sandbox
from bot.services.milestones import HowFar, RequestSoFar, how_far
from bot.services.people.organisation import colleagues
from messages.catalog import Words
from messages.guide import opening, ping_draft, send_label, step_words, story_title
from messages.reviews.result_modal import RESULT
from storage.cards import Spot
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a step is told from: who plays, how far it has come, whose words, where the clock can go."""

    cast: Cast
    far: HowFar
    words: Words
    jumps: dict[str, Jump]
    policy: Policy
    now: datetime


class LocalGuide:
    """Fills the sandbox's guide. Steward is attached once it exists; before, there is no guide."""

    def __init__(self, store: Store, *, policy: Policy, clock: MovableClock, local_clock: LocalClock) -> None:
        self._store = store
        self._policy = policy
        self._clock = clock
        self._local_clock = local_clock
        self._sandbox: Sandbox | None = None
        self._cast: Cast | None = None
        self._done: frozenset[str] = frozenset()

    def attach(self, sandbox: Sandbox) -> None:
        """From now on there are stories: Steward is in this workspace."""
        self._sandbox = sandbox

    def read(self, locale: str) -> Guide:
        """The stories for a reader. A step that nobody here can play is not in them."""
        if self._sandbox is None:
            return Guide()
        scene = self._scene(locale)
        return Guide(
            opening=opening(scene.words),
            stories=tuple(
                GuideStory(id=story, title=story_title(scene.words, story), steps=tuple(tell(scene)))
                for story, tell in STORIES.items()
            ),
        )

    def happened(self) -> Collection[str]:
        """What has happened, by what stands in the database and on people's screens; it stays ticked."""
        if self._sandbox is not None:
            cast = self._cast or self._choose()
            self._done |= set(_happened(self._far(cast), cast, self._sandbox))
        return self._done

    def _choose(self) -> Cast:
        """Reads everybody, so it is done when somebody reads the guide, and not at every look."""
        people = colleagues(self._store)
        self._cast = cast_of(people, policy=self._policy)
        return self._cast

    def _far(self, cast: Cast) -> HowFar:
        return how_far(
            self._store,
            employee_id=_id(cast.employee),
            colleague_id=_id(cast.colleague),
            writer_id=_id(cast.writer),
            developer_id=_id(cast.developer),
        )

    def _scene(self, locale: str) -> Scene:
        cast, now = self._choose(), self._clock.now()
        return Scene(
            cast=cast,
            far=self._far(cast),
            words=Words(locale=locale, timezone=self._policy.default_timezone, now=now),
            jumps={jump.id: jump for jump in self._local_clock.jumps()},
            policy=self._policy,
            now=now,
        )


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
    yield _step(scene, "quarter_result", cast.employee, names, thread=card)


def _open(scene: Scene) -> Iterator[GuideStep]:
    """HR opens the quarter: the one that is open already, else the one that it is now."""
    if scene.cast.hr is None:
        return
    today = scene.now.astimezone(ZoneInfo(scene.policy.default_timezone)).date()
    command = f"/review open {scene.far.cycle or quarter(today).name}"
    facts = {"hr": scene.cast.hr.name, "command": command}
    yield _step(scene, "quarter_open", scene.cast.hr, facts, text=command)


def _request(scene: Scene) -> Iterator[GuideStep]:
    requester, desk = scene.cast.employee or scene.cast.writer, scene.cast.product_manager
    if requester is None or desk is None:
        return
    facts = {
        "requester": requester.name,
        "branch": requester.branch,
        "pm": desk.name,
        "channel": scene.policy.channels.intake.removeprefix("#"),
    }
    card = scene.far.typed_request.card if scene.far.typed_request else None
    yield _step(scene, "request_file", requester, facts, text="/website-issue")
    yield _step(scene, "request_ask", desk, facts, place=INTAKE)
    yield _step(scene, "request_reply", requester, facts, thread=card)
    yield _step(scene, "request_answer", desk, facts, place=INTAKE)
    yield _step(scene, "request_read", requester, facts, thread=card)


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
    yield _step(scene, "week_snooze", colleague, name)
    today = scene.now.astimezone(colleague.zone).date()
    day = far.snoozed_until or following(MONDAY, today)
    to = at_local(day, scene.policy.schedule.reminder_hour, zone=colleague.zone)
    moment = f"{scene.words.day(to)} {scene.words.time(to)}"
    jump = Jump(id="reminder", label=moment, to=to) if to > scene.now else None
    yield _step(scene, "week_reminded", colleague, name | {"at": scene.words.time(to)}, move=jump)


Tell = Callable[[Scene], Iterator[GuideStep]]
STORIES: dict[str, Tell] = {"quarter": _quarter, "request": _request, "pings": _pings, "week": _week}


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
    said = step_words(scene.words, step, **facts)
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


def _happened(far: HowFar, cast: Cast, sandbox: Sandbox) -> Iterator[str]:
    review = far.review
    facts = {
        "quarter_open": far.cycle is not None,
        "quarter_told": review is not None and review.was_told,
        "quarter_score": review is not None and review.is_handed_in,
        "quarter_approve": review is not None and review.is_approved,
        "quarter_result": cast.employee is not None and sandbox.has_shown(slack_id(cast.employee), RESULT),
        "pings_mention": far.was_pointed_to_the_desk,
        "pings_send": far.passed_on is not None,
        "pings_accept": far.passed_on is not None and far.passed_on.was_taken_up,
        "pings_choose": far.takes_pings,
        "week_home": cast.colleague is not None and sandbox.has_shown(slack_id(cast.colleague), HOME),
        "week_nudge": far.was_nudged,
        "week_snooze": far.snoozed_until is not None,
        "week_reminded": far.was_reminded,
    }
    yield from (step for step, is_so in facts.items() if is_so)
    if far.typed_request is not None:
        yield from _of_request(far.typed_request, cast, sandbox)


def _of_request(request: RequestSoFar, cast: Cast, sandbox: Sandbox) -> Iterator[str]:
    yield "request_file"
    if request.was_asked_about:
        yield "request_ask"
    if request.was_replied_to:
        yield "request_reply"
    if request.answered_at is None:
        return
    yield "request_answer"
    requester, card = cast.employee or cast.writer, request.card
    if requester is None or card is None or requester.id != request.requester_id:
        return
    if sandbox.has_read(slack_id(requester), card.channel, card.ts, since=request.answered_at):
        yield "request_read"


def _id(person: Person | None) -> int | None:
    return person.id if person else None
