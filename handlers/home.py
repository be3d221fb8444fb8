"""The Home tab: who has theirs open, and what of it. The drawer (bot.delivery.homes) does the rest."""

import re
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.listener.listener_completion_handler import ListenerCompletionHandler

from bot.domain.home import Look, Tab
from bot.errors import Refusal
from bot.services.home import follow_own_act, look_at_home, open_home
from bot.services.intake.pings_preference import choose_pings
from handlers.visit import Visit
from messages.home.looking import LOOK, OVERVIEW
from messages.home.pings import CHOOSE_PINGS, OPEN

log = structlog.get_logger()

EVENTS = {"event_callback"}
"""What Slack tells of by itself; all else somebody did."""


def register(app: App) -> None:
    app.event("app_home_opened")(on_opened)
    app.action(CHOOSE_PINGS)(on_choose_pings)
    app.action(re.compile(rf"^{re.escape(LOOK)}\."))(on_look)
    app.listener_runner.listener_completion_handler = OwnActs(app)


def on_opened(ack: Ack, event: dict[str, Any], visit: Visit) -> None:
    if event.get("tab") == "home":
        open_home(visit.acting)
    ack()


def on_choose_pings(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    choose_pings(visit.acting, open_to_pings=action["value"] == OPEN)
    ack()


def on_look(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    look_at_home(visit.acting, looked_at(action["value"]))
    ack()


def looked_at(value: str) -> Look:
    """The tab and the page that a button's value names. Raises Refusal("card.unknown")."""
    tab, _, page = value.partition(":")
    if tab not in (*Tab, OVERVIEW) or not (page.isascii() and page.isdecimal() and int(page[:6]) > 0):
        raise Refusal("card.unknown")
    return Look(tab=None if tab == OVERVIEW else Tab(tab), page=int(page[:6]))


class OwnActs(ListenerCompletionHandler):
    """Whatever somebody does may stand on their own Home; and who clicks on it has it before them still."""

    def __init__(self, app: App) -> None:
        self._executor = app.listener_runner.listener_executor

    def handle(self, request: BoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt names it
        """Called by Bolt after each listener. The answer to a click does not wait for it."""
        visit: Visit | None = request.context.get("visit")
        if request.body.get("type") in EVENTS or visit is None or visit.acting.by is None:
            return
        if visit.has_home_open:
            is_on_it = (request.body.get("view") or {}).get("type") == "home"
            self._executor.submit(_follow, visit, is_on_it=is_on_it)


def _follow(visit: Visit, *, is_on_it: bool) -> None:
    try:
        follow_own_act(visit.acting, is_on_home=is_on_it)
    except Exception as error:  # noqa: BLE001 - the edge: nobody waits for it, and its next opening mends it
        log.warning("home.not_followed", error=type(error).__name__)
