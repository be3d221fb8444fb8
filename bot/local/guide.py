"""The guide of the local workspace: Steward's stories, and which of their steps have happened."""

from collections.abc import Collection, Iterator

from bot.clock import MovableClock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.local.cast import Cast, cast_of
from bot.local.clock import LocalClock
from bot.local.scene import Scene
from bot.local.seeding import slack_id
from bot.local.stories import STORIES, reader_of_agreed
from bot.sandbox import HOME, Guide, GuideStory, Sandbox
from bot.services.milestones import GoalsSoFar, HowFar, ProjectSoFar, RequestSoFar, how_far
from bot.services.people.organisation import colleagues
from bot.services.reviews.milestones import ReviewSoFar
from messages.catalog import Words
from messages.guide import opening, story_title
from messages.nudging.why_modal import WHY_MODAL
from messages.reviews.explain_modal import EXPLAINED
from messages.reviews.history_modal import HISTORY
from messages.reviews.result_modal import RESULT
from storage.unit import Store


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
            manager_id=_id(cast.manager),
            colleague_id=_id(cast.colleague),
            writer_id=_id(cast.writer),
            developer_id=_id(cast.developer),
            requester_id=_id(cast.requester),
            asker_id=_id(cast.asker),
            judged_id=_id(cast.judged.employee if cast.judged else None),
        )

    def _scene(self, locale: str) -> Scene:
        cast, now, zone = self._choose(), self._clock.now(), self._policy.default_timezone
        return Scene(
            cast=cast,
            far=self._far(cast),
            words=Words(locale=locale, timezone=zone, now=now),
            in_channels=Words(locale=self._policy.default_locale, timezone=zone, now=now),
            to_developers=Words(locale=self._policy.developers_locale, timezone=zone, now=now),
            jumps={jump.id: jump for jump in self._local_clock.jumps()},
            policy=self._policy,
            now=now,
        )


def _happened(far: HowFar, cast: Cast, sandbox: Sandbox) -> Iterator[str]:
    review = far.review
    facts = {
        "quarter_open": far.cycle is not None,
        "quarter_told": review is not None and review.was_told,
        "quarter_score": review is not None and review.is_handed_in,
        "quarter_approve": review is not None and review.is_approved,
        "quarter_release": review is not None and review.is_released,
        "quarter_result": review is not None
        and cast.employee is not None
        and sandbox.has_shown(slack_id(cast.employee), RESULT, about=str(review.id)),
        "goals_open": bool(far.in_goals) or far.goals is not None,
        "request_file": far.request is not None,
        "request_question": far.question is not None,
        "request_keep": far.kept_answer is not None,
        "request_solved": far.was_solved,
        "pings_mention": far.was_pointed_to_the_desk,
        "pings_send": far.passed_on is not None,
        "pings_accept": far.passed_on is not None and far.passed_on.was_taken_up,
        "pings_choose": far.takes_pings,
        "week_home": cast.colleague is not None and sandbox.has_shown(slack_id(cast.colleague), HOME),
        "week_nudge": far.was_nudged,
        "week_why": cast.colleague is not None and sandbox.has_shown(slack_id(cast.colleague), WHY_MODAL),
        "week_snooze": far.snoozed_until is not None,
        "week_reminded": far.was_reminded,
    }
    yield from (step for step, is_so in facts.items() if is_so)
    if review is not None:
        yield from (f"quarter_{seat}" for seat in review.confirmed)
    if far.verdict is not None and cast.judged is not None:
        yield from _of_verdict(far.verdict)
        reader = slack_id(cast.judged.employee)
        if sandbox.has_shown(reader, EXPLAINED, about=str(far.verdict.id)):
            yield "verdict_result"
        yield from _of_talk(far.verdict, saw_history=sandbox.has_shown(reader, HISTORY))
    yield from _of_year(far, cast, sandbox)
    if far.goals is not None:
        yield from _of_goals(far.goals, cast, sandbox)
    yield from _of_weeks(far)
    if far.request is not None:
        yield from _of_request(far.request)
    if far.project is not None:
        yield from _of_project(far.project)


def _of_verdict(verdict: ReviewSoFar) -> Iterator[str]:
    facts = {
        "verdict_told": verdict.was_told,
        "verdict_score": verdict.is_handed_in,
        "verdict_prepare": verdict.was_prepared,
        "verdict_approve": verdict.is_approved,
        "verdict_doubt": verdict.was_doubted,
        "verdict_answer": verdict.was_answered,
        "verdict_release": verdict.is_released,
        "verdict_view": verdict.was_viewed,
    }
    yield from (step for step, is_so in facts.items() if is_so)
    yield from (f"verdict_{seat}" for seat in verdict.confirmed)


def _of_goals(goals: GoalsSoFar, cast: Cast, sandbox: Sandbox) -> Iterator[str]:
    facts = {
        "goals_told": goals.card is not None,
        "goals_send": goals.was_sent,
        "goals_adjust": goals.was_answered,
        "goals_confirm": goals.agreed_at is not None,
    }
    yield from (step for step, is_so in facts.items() if is_so)
    reader, thread = reader_of_agreed(cast, goals)
    if goals.agreed_at is None or reader is None or thread is None:
        return
    if sandbox.has_read(slack_id(reader), thread.channel, thread.ts, since=goals.agreed_at):
        yield "goals_agreed"


def _of_weeks(far: HowFar) -> Iterator[str]:
    weeks = far.weeks
    facts = {
        "weeks_asked": weeks is not None,
        "weeks_check_in": weeks is not None and weeks.is_given,
        "weeks_digest": weeks is not None and weeks.digest is not None,
        "weeks_thank": weeks is not None and weeks.was_spoken_of,
        "weeks_feedback": far.gave_feedback,
        "weeks_keep": far.keeps,
    }
    yield from (step for step, is_so in facts.items() if is_so)


def _of_talk(verdict: ReviewSoFar, *, saw_history: bool) -> Iterator[str]:
    talk = verdict.talk
    if talk is None:
        return
    facts = {
        "release_prepare": talk.is_prepared,
        "release_times": talk.has_times,
        "release_choose": talk.chosen is not None,
        "release_held": talk.was_held,
        "release_acknowledge": talk.is_acknowledged,
        "release_history": talk.is_acknowledged and saw_history,
    }
    yield from (step for step, is_so in facts.items() if is_so)


def _of_year(far: HowFar, cast: Cast, sandbox: Sandbox) -> Iterator[str]:
    if far.year is not None:
        yield "year_open"
    year, talk = far.of_year, far.of_year.talk if far.of_year else None
    if year is None or cast.judged is None:
        return
    reader = slack_id(cast.judged.employee)
    facts = {
        "year_told": year.was_told,
        "year_write": year.is_handed_in,
        "year_approve": year.is_approved,
        "year_release": year.is_released,
        "year_result": sandbox.has_shown(reader, RESULT, about=str(year.id)),
        "year_held": talk is not None and talk.was_held,
        "year_acknowledge": talk is not None and talk.is_acknowledged,
    }
    yield from (step for step, is_so in facts.items() if is_so)
    yield from (f"year_{seat}" for seat in year.confirmed)


def _of_request(request: RequestSoFar) -> Iterator[str]:
    facts = {
        "request_ask": request.was_asked_about,
        "request_reply": request.was_replied_to,
        "request_assess": request.is_assessed,
        "request_brief": request.has_brief,
        "request_accept": request.was_accepted,
    }
    yield from (step for step, is_so in facts.items() if is_so)


def _of_project(project: ProjectSoFar) -> Iterator[str]:
    facts = {
        "project_file": True,
        "project_open": project.was_opened,
        "project_against": project.has_against,
        "project_for": project.has_for,
        "project_start": project.was_started,
        "project_hand_over": project.was_handed_over,
        "project_say": project.was_said,
        "project_confirm": project.was_understood,
        "project_ready": project.was_ready,
        "project_done": project.was_done,
        "project_settled": project.was_rated,
    }
    yield from (step for step, is_so in facts.items() if is_so)


def _id(person: Person | None) -> int | None:
    return person.id if person else None
