"""What every listener is handed beside what Slack sends: the visit, with who acts and their words."""

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_bolt.middleware import RequestVerification, SingleTeamAuthorization
from slack_sdk import WebClient
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.domain.accounts import Unfit, actor_team, why_unfit
from bot.domain.people import Person
from bot.domain.places import locale_told
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.meters import REQUESTS, timed
from bot.right_of_way import RightOfWay
from bot.services.acting import Acting
from bot.services.people.profiles import link_profile
from bot.slack.client import Slack
from bot.slack.errors import NotThere, SlackFailure
from bot.slack.kept import KeptApp, KeptWebClient
from bot.slack.own_events import IgnoringOwnEvents
from bot.slack.requests import over_socket
from bot.slack.straight import Straight
from bot.spans import span
from handlers import errors
from handlers.once import Once, event_key
from handlers.shape import kind_of, misfit, whole
from handlers.storable import storable
from handlers.visit import Visit
from messages.catalog import Words
from storage.engine import WAITS_SECONDS
from storage.turnstile import waiting
from storage.unit import Store

log = structlog.get_logger()

STRANGERS_ARE_ASKED_AGAIN_AFTER = 60.0
CONFIRMED_FOR = 3600.0
"""Seconds for which Slack's word counts that somebody of another workspace of the organisation is ours."""

HAPPENED_AT = "happened_at"
"""In Bolt's context: when that happened which is heard late."""

PEOPLE_EVENTS = {"user_change", "team_join"}
"""Events about a person rather than by one: their listeners need no actor."""


def _is_no_remark_on_the_token(record: logging.LogRecord) -> bool:
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


class StewardApp(KeptApp):
    """A Bolt app that reads nothing but what Slack sends, deals with each event once, and with nothing
    before Slack has said who it is.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        policy: Policy,
        way: RightOfWay | None = None,
        **options: Any,
    ) -> None:
        # Bolt would tell at each start that it does not need the token which the environment holds.
        logging.getLogger("slack_bolt.App").addFilter(_is_no_remark_on_the_token)
        # Without a name Bolt reads the source of everything that led here.
        super().__init__(name="steward", ignoring_self_events_enabled=False, **options)
        self.use(IgnoringOwnEvents())
        self._clock = clock
        self._policy = policy
        self._way = way or RightOfWay()
        self._once = Once(store, clock)
        self._authorization = next(
            each for each in self._middleware_list if isinstance(each, SingleTeamAuthorization)
        )
        self._verification = next(
            each for each in self._middleware_list if isinstance(each, RequestVerification)
        )

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Bolt's answer; 503 where Slack cannot be asked who we are, so that it sends or shows it again.

        What is not of the shape of its kind is answered and logged, and nobody hears of it. Whatever is
        logged meanwhile bears the request's number, which is ours: nothing that was sent stands in it.
        """
        kind = kind_of(req.body)
        with (
            bound_contextvars(request=secrets.token_hex(6), kind=kind),
            span("request", kind=kind),
            waiting(WAITS_SECONDS),
            timed(REQUESTS, kind, at_worst="broke") as request,
            self._way.answering(),
        ):
            response = self._dispatch(req)
            request.outcome = _outcome(response.status)
            return response

    @property
    def knows_who_it_is(self) -> bool:
        """Whether Slack said who we are; it is asked where it has not yet."""
        try:
            self._learn_who_we_are()
        except SlackFailure:
            return False
        return True

    def _dispatch(self, req: BoltRequest) -> BoltResponse:
        if wrong := self._misfit(req):
            return self._turn_away(req, wrong)
        req.body = whole(req.body)
        answer = self._dealt_with(req)
        signer = self._kept_client.signer
        if signer and isinstance(answer.body, str):
            answer.body = signer.answer(answer.body)
        return answer

    def _dealt_with(self, req: BoltRequest) -> BoltResponse:
        try:
            self._learn_who_we_are()
        except SlackFailure as trouble:
            log.error("slack.does_not_know_us", reason=trouble.reason)
            return BoltResponse(status=503, body="")
        key = event_key(req.body)
        if key is None:
            return super().dispatch(req)
        return self._once.deal(key, lambda: super(StewardApp, self).dispatch(req))

    def take_up(self, event: Mapping[str, Any], *, at: datetime) -> bool:
        """Deal with an event that Slack did not send, or not yet, as with one that it sends; it happened at
        that moment. False where it has to be tried again.
        """
        body = {"type": "event_callback", "event_id": f"read:{secrets.token_hex(8)}", "event": dict(event)}
        request = over_socket(body, headers=None)
        request.context[HAPPENED_AT] = at
        return self.dispatch(request).status == HTTPStatus.OK

    def _misfit(self, req: BoltRequest) -> str | None:
        try:
            req.body = storable(req.body)
        except RecursionError:
            return "depth"
        return misfit(req.body, read=req.context) or self._forged(req.body)

    def _forged(self, body: dict[str, Any]) -> str | None:
        """What of a form was not made here. What one of ours carries is as before it was signed."""
        view, signer = body.get("view"), self._kept_client.signer
        if signer is None or not isinstance(view, dict):
            return None
        checked = signer.checked(view)
        if checked is None:
            return "view.private_metadata"
        body["view"] = checked
        return None

    def _turn_away(self, req: BoltRequest, wrong: str) -> BoltResponse:
        def answer() -> BoltResponse:
            log.warning("request.not_understood", kind=kind_of(req.body), place=wrong)
            return errors.turn_away(self._words(), body=req.body)

        try:
            return self._verification.process(req=req, resp=BoltResponse(status=200), next=answer)
        except ValueError:  # a time stamp that is none
            return BoltResponse(status=401, body="")

    def _words(self) -> Words:
        now = self._clock.now()
        return Words(locale=self._policy.default_locale, timezone=self._policy.default_timezone, now=now)

    def _handle_unmatched_requests(self, req: BoltRequest, resp: BoltResponse) -> BoltResponse:  # noqa: ARG002
        """Nobody listens: an event is not ours, a command, card or form is of another version of Steward."""
        if req.body.get("type") == "event_callback":
            return BoltResponse(status=200, body="")
        client = req.context.client
        assert isinstance(client, KeptWebClient)
        return errors.on_error(Refusal("card.unknown"), body=req.body, context=req.context, client=client)

    def _learn_who_we_are(self) -> None:
        # Bolt would ask by itself, but answer 200 where that fails: events lost, forms closed unread.
        if not self._authorization.auth_test_result:
            self._authorization.auth_test_result = Slack(self.client).identity()


def _outcome(status: int) -> str:
    """What became of a request, by its answer."""
    if status < 400:
        return "answered"
    return "refused" if status < 500 else "put_off"


@dataclass(frozen=True, kw_only=True)
class Met:
    """Whoever acts, None for somebody who is not ours; and whether they have their Home before them."""

    person: Person | None
    has_home_open: bool = False


class Introductions:
    """Finds the colleague behind a Slack account, and links the two at first sight.

    Slack is asked who an account is where nobody is known by it, and where it is said to act from
    another workspace; its answer counts.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._strangers: dict[str, float] = {}
        self._outsiders: set[str] = set()
        self._locales: dict[str, str] = {}
        self._confirmed: dict[str, float] = {}

    def meet(
        self, company: Acting, slack_id: str, client: WebClient, *, own_team: str, told_team: str | None
    ) -> Met:
        """People who left are found, too."""
        with company.store.read() as unit:
            known = unit.people.by_slack_id(slack_id)
            has_home_open = known is not None and unit.homes.is_open(known.id)
        is_doubtful = told_team not in (None, own_team) and not self._is_recent(self._confirmed, slack_id)
        if known is not None and known.is_active and not is_doubtful:
            return Met(person=known, has_home_open=has_home_open)
        if self._is_recent(self._strangers, slack_id):
            return Met(person=None if is_doubtful else known)
        try:
            profile = Slack(client).profile(slack_id)
        except NotThere:  # somebody of another workspace, or deactivated
            person = None
            is_outsider = told_team not in (None, own_team)
        else:
            person = link_profile(company, profile, own_team=own_team)
            is_outsider = why_unfit(profile, own_team=own_team) is Unfit.FOREIGN
            self._locales[slack_id] = locale_told(profile.locale) or self._policy.default_locale
        self._remember(slack_id, is_known=person is not None and person.is_active, is_outsider=is_outsider)
        return Met(person=person, has_home_open=has_home_open)

    def refusal(self, slack_id: str) -> str:
        """The code of what is said to somebody who is not ours."""
        return "person.outsider" if slack_id in self._outsiders else "person.unknown"

    def locale(self, slack_id: str) -> str:
        """In which language somebody who is not ours is told that."""
        return self._locales.get(slack_id, self._policy.default_locale)

    def _remember(self, slack_id: str, *, is_known: bool, is_outsider: bool) -> None:
        until, lasts = (
            (self._confirmed, CONFIRMED_FOR)
            if is_known
            else (self._strangers, STRANGERS_ARE_ASKED_AGAIN_AFTER)
        )
        until[slack_id] = time.monotonic() + lasts
        (self._outsiders.add if is_outsider else self._outsiders.discard)(slack_id)

    def _is_recent(self, until: dict[str, float], slack_id: str) -> bool:
        return time.monotonic() < until.get(slack_id, 0.0)


def install(app: App, *, store: Store, clock: Clock, policy: Policy) -> None:
    """Put the middleware in front of every listener."""
    introductions = Introductions(policy)

    def introduce(
        request: BoltRequest, context: BoltContext, client: WebClient, next: Callable[[], Any]
    ) -> BoltResponse | None:
        body = request.body
        happened_at = context.get(HAPPENED_AT)
        company = Acting(store=store, by=None, now=happened_at or clock.now(), policy=policy)
        context["visit"] = _visit(
            company, None, client, locale=policy.default_locale, is_late=bool(happened_at)
        )
        event = body.get("event") or {}
        if event.get("type") in PEOPLE_EVENTS or event.get("bot_id"):
            next()
            return None
        slack_id = context.user_id or ""
        told_team = actor_team(body)
        met = (
            introductions.meet(company, slack_id, client, own_team=own_team(context), told_team=told_team)
            if slack_id
            else Met(person=None)
        )
        actor = met.person
        locale = introductions.locale(slack_id) if actor is None else actor.locale
        visit = _visit(company, actor, client, locale=locale, is_late=bool(happened_at))
        context["visit"] = replace(visit, has_home_open=met.has_home_open)
        if actor is None or not actor.is_active:
            if event.get("type") == "message":
                next()  # by a stranger: nobody acts
                return None
            if event and event.get("type") != "app_home_opened":
                return BoltResponse(status=200, body="")
            raise Refusal(introductions.refusal(slack_id) if actor is None else "person.left")
        next()
        return None

    app.middleware(introduce)
    app.middleware(Straight(app))


def _visit(company: Acting, actor: Person | None, client: WebClient, *, locale: str, is_late: bool) -> Visit:
    """Nobody acts where we do not know them or they have left; their words are theirs all the same."""
    timezone = company.policy.default_timezone if actor is None else actor.timezone
    return Visit(
        acting=replace(company, by=actor if actor and actor.is_active else None),
        words=Words(locale=locale, timezone=timezone, now=company.now),
        client=client,
        is_late=is_late,
    )


def own_team(context: BoltContext) -> str:
    """The id of the workspace in which Steward is; empty where Slack has not said it."""
    known = context.authorize_result
    return str(known.team_id) if known and known.team_id else ""
