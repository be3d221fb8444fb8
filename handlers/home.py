"""The Home tab: drawn at every opening, and again after whatever its reader does while it is open."""

import time
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.listener.listener_completion_handler import ListenerCompletionHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.services.home import home_facts
from bot.services.intake.pings_preference import choose_pings
from handlers.visit import Visit
from messages.home.pings import CHOOSE_PINGS, OPEN
from messages.home.view import home_view

log = structlog.get_logger()

LOOKED_AT_FOR = 3600.0
"""Seconds after its last opening in which a Home tab is kept up to date; later its next opening does it."""

ACTS = {"block_actions", "view_submission"}


def register(app: App) -> None:
    refresher = HomeRefresher(app)
    app.event("app_home_opened")(refresher.on_opened)
    app.action(CHOOSE_PINGS)(on_choose_pings)
    app.listener_runner.listener_completion_handler = refresher


def on_choose_pings(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    choose_pings(visit.acting, open_to_pings=action["value"] == OPEN)
    ack()


class HomeRefresher(ListenerCompletionHandler):
    """Draws Home tabs, and remembers in this process who has theirs open."""

    def __init__(self, app: App) -> None:
        self._executor = app.listener_runner.listener_executor
        self._opened: dict[str, float] = {}

    def on_opened(self, ack: Ack, event: dict[str, Any], visit: Visit) -> None:
        if event.get("tab") == "home":
            self._opened[event["user"]] = time.monotonic()
            facts = home_facts(visit.acting)
            visit.client.views_publish(user_id=event["user"], view=home_view(visit.words, facts))
        ack()

    def handle(self, request: BoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt names it
        """Called by Bolt after each listener. The answer to a click does not wait for the drawing."""
        user = request.context.user_id
        visit: Visit | None = request.context.get("visit")
        if request.body.get("type") not in ACTS or user is None or visit is None or visit.acting.by is None:
            return
        if (request.body.get("view") or {}).get("type") == "home":
            self._opened[user] = time.monotonic()
        if time.monotonic() - self._opened.get(user, float("-inf")) < LOOKED_AT_FOR:
            self._executor.submit(self._draw_again, user, visit)

    def _draw_again(self, user: str, visit: Visit) -> None:
        try:
            view = home_view(visit.words, home_facts(visit.acting))
            visit.client.views_publish(user_id=user, view=view)
        except (SlackApiError, SlackClientError, OSError) as error:
            log.info("home.not_drawn", error=type(error).__name__)
