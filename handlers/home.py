"""The Home tab: drawn at every opening, and again after whatever its reader does while it is open."""

import time
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.listener.listener_completion_handler import ListenerCompletionHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.home import home_facts
from bot.services.intake.pings_preference import choose_pings
from messages.catalog import Words
from messages.home import CHOOSE_PINGS, OPEN, home_view
from storage.unit import Store

log = structlog.get_logger()

LOOKED_AT_FOR = 3600.0
"""Seconds after its last opening in which a Home tab is kept up to date; later its next opening does it."""

ACTS = {"block_actions", "view_submission"}


def register(app: App) -> None:
    refresher = HomeRefresher(app)
    app.event("app_home_opened")(refresher.on_opened)
    app.action(CHOOSE_PINGS)(on_choose_pings)
    app.listener_runner.listener_completion_handler = refresher


def on_choose_pings(ack: Ack, action: dict[str, Any], actor: Person, store: Store) -> None:
    choose_pings(store, by=actor, open_to_pings=action["value"] == OPEN)
    ack()


class HomeRefresher(ListenerCompletionHandler):
    """Draws Home tabs, and remembers in this process who has theirs open."""

    def __init__(self, app: App) -> None:
        self._executor = app.listener_runner.listener_executor
        self._opened: dict[str, float] = {}

    def on_opened(
        self,
        ack: Ack,
        event: dict[str, Any],
        client: WebClient,
        words: Words,
        actor: Person,
        store: Store,
        clock: Clock,
        policy: Policy,
    ) -> None:
        if event.get("tab") == "home":
            self._opened[event["user"]] = time.monotonic()
            facts = home_facts(store, person=actor, policy=policy, now=clock.now())
            client.views_publish(user_id=event["user"], view=home_view(words, facts))
        ack()

    def handle(self, request: BoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt names it
        """Called by Bolt after each listener. The answer to a click does not wait for the drawing."""
        context = request.context
        user = context.user_id
        if request.body.get("type") not in ACTS or user is None or "actor" not in context:
            return
        if (request.body.get("view") or {}).get("type") == "home":
            self._opened[user] = time.monotonic()
        if time.monotonic() - self._opened.get(user, float("-inf")) < LOOKED_AT_FOR:
            self._executor.submit(self._draw_again, user, context)

    def _draw_again(self, user: str, context: BoltContext) -> None:
        try:
            facts = home_facts(
                context["store"],
                person=context["actor"],
                policy=context["policy"],
                now=context["clock"].now(),
            )
            context.client.views_publish(user_id=user, view=home_view(context["words"], facts))
        except (SlackApiError, SlackClientError, OSError) as error:
            log.info("home.not_drawn", error=type(error).__name__)
