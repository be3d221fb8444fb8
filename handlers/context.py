"""What every listener is handed by name: who acts, their words, the store, the clock, the policy."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.middleware import SingleTeamAuthorization
from slack_sdk import WebClient

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.people import link_profile
from bot.slack.client import Slack
from bot.slack.errors import NotThere, SlackFailure
from bot.slack.kept import KeptApp
from handlers.storable import storable
from messages.catalog import Words
from storage.unit import Store

log = structlog.get_logger()

STRANGERS_ARE_ASKED_AGAIN_AFTER = 60.0

PEOPLE_EVENTS = {"user_change", "team_join"}
"""Events about a person rather than by one: their listeners need no actor."""


class StewardApp(KeptApp):
    """A Bolt app that deals with each event once, and with nothing before Slack has said who it is.

    An event is marked only after its listener succeeded, so that one which failed or died half-way
    is taken up again when Slack repeats it; the use cases themselves are safe to run twice.
    """

    def __init__(self, *, store: Store, clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        self._store = store
        self._steward_clock = clock
        self._authorization = next(
            each for each in self._middleware_list if isinstance(each, SingleTeamAuthorization)
        )

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Bolt's answer; 503 where Slack cannot be asked who we are, so that it sends or shows it again."""
        try:
            self._learn_who_we_are()
        except SlackFailure as trouble:
            log.error("slack.does_not_know_us", reason=trouble.reason)
            return BoltResponse(status=503, body="")
        event_id = req.body.get("event_id")
        if not isinstance(event_id, str):
            return super().dispatch(req)
        with self._store.read() as unit:
            if unit.outbox.has_seen(event_id):
                return BoltResponse(status=200, body="")
        response = super().dispatch(req)
        if response.status == 200:
            with self._store.begin() as unit:
                unit.outbox.mark_seen(event_id, at=self._steward_clock.now())
        return response

    def _learn_who_we_are(self) -> None:
        # Bolt would ask by itself, but answer 200 where that fails: events lost, forms closed unread.
        if not self._authorization.auth_test_result:
            self._authorization.auth_test_result = Slack(self.client).identity()


class Introductions:
    """Finds the colleague behind a Slack user id, and links the two at first sight by e-mail."""

    def __init__(self, store: Store, policy: Policy) -> None:
        self._store = store
        self._policy = policy
        self._strangers: dict[str, float] = {}

    def person(self, slack_id: str, client: WebClient) -> Person | None:
        with self._store.read() as unit:
            known = unit.people.acting(slack_id, default_locale=self._policy.default_locale)
        if known is not None:
            return known
        if time.monotonic() < self._strangers.get(slack_id, 0.0):
            return None
        try:
            profile = Slack(client).profile(slack_id)
        except NotThere:  # somebody of another workspace, or deactivated
            person = None
        else:
            person = link_profile(self._store, profile, default_locale=self._policy.default_locale)
        if person is None:
            self._strangers[slack_id] = time.monotonic() + STRANGERS_ARE_ASKED_AGAIN_AFTER
        return person


def install(app: App, *, store: Store, clock: Clock, policy: Policy) -> None:
    """Put the middleware in front of every listener."""
    introductions = Introductions(store, policy)

    def introduce(
        request: BoltRequest, context: BoltContext, client: WebClient, next: Callable[[], Any]
    ) -> BoltResponse | None:
        body = request.body = storable(request.body)
        now = clock.now()
        context["store"], context["clock"], context["policy"] = store, clock, policy
        context["words"] = Words(locale=policy.default_locale, timezone=policy.default_timezone, now=now)
        event = body.get("event") or {}
        if event.get("type") in PEOPLE_EVENTS or event.get("bot_id"):
            next()
            return None
        actor = introductions.person(context.user_id, client) if context.user_id else None
        if actor is not None:
            context["words"] = Words(locale=actor.locale, timezone=actor.timezone, now=now)
        if actor is None or not actor.is_active:
            if event and event.get("type") != "app_home_opened":
                return BoltResponse(status=200, body="")  # what strangers write in a channel is not ours
            raise Refusal("person.unknown" if actor is None else "person.left")
        context["actor"] = actor
        next()
        return None

    app.middleware(introduce)
