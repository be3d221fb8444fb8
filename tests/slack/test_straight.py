"""Straight to the listener: the one that Bolt would have found."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from bot.slack.straight import Straight

CLICK = {"type": "block_actions", "actions": [{"action_id": "card.approve", "value": "7"}]}
FORM = {"type": "view_submission", "view": {"type": "modal", "callback_id": "card.form"}}
CLOSED = {"type": "view_closed", "view": {"type": "modal", "callback_id": "card.form"}}
COMMAND = {"command": "/review", "text": ""}
MESSAGE = {"type": "event_callback", "event": {"type": "message", "text": "hello"}}
SHORTCUT = {"type": "shortcut", "callback_id": "card.new"}
NUMBERED = {"type": "block_actions", "actions": [{"action_id": "card.field.3"}]}


class Walked(Middleware):
    """Counts what is left to Bolt."""

    def __init__(self) -> None:
        self.times = 0

    def process(
        self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]
    ) -> BoltResponse | None:
        self.times += 1
        next()
        return None


def app_with(*last: Middleware) -> App:
    app = App(
        client=WebClient("xoxb-test"),
        signing_secret="secret",
        process_before_response=True,
        token_verification_enabled=False,
        request_verification_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app._middleware_list.clear()
    for middleware in last:
        app.middleware(middleware)
    return app


def straight_app() -> tuple[App, Walked]:
    app = app_with()
    walked = Walked()
    app.middleware(Straight(app))
    app.middleware(walked)
    return app, walked


def saying(name: str) -> Callable[[Ack], None]:
    def listener(ack: Ack) -> None:
        ack(name)

    return listener


def register(app: App) -> None:
    app.action("card.approve")(saying("approve"))
    app.action(re.compile(r"^card\.field\."))(saying("field"))
    app.view("card.form")(saying("form"))
    app.view_closed("card.form")(saying("closed"))
    app.command("/review")(saying("command"))
    app.event("message")(saying("message"))
    app.shortcut("card.new")(saying("shortcut"))
    app.action(re.compile(r"^card\."))(saying("any other"))


def said(app: App, body: dict[str, Any]) -> tuple[int, str]:
    answer = app.dispatch(BoltRequest(body=json.dumps(body), mode="http"))
    return answer.status, answer.body


@pytest.mark.parametrize("body", [CLICK, FORM, CLOSED, COMMAND, MESSAGE, SHORTCUT, NUMBERED])
def test_each_payload_comes_to_the_listener_that_bolt_would_find(body: dict[str, Any]) -> None:
    app, _ = straight_app()
    register(app)
    plain = app_with(Walked())
    register(plain)

    first, again = said(app, body), said(app, body)

    assert first == again == said(plain, body)


def test_bolt_need_not_look_for_what_was_found() -> None:
    app, walked = straight_app()
    register(app)

    for body in (CLICK, FORM, CLOSED, COMMAND, MESSAGE, NUMBERED):
        said(app, body)

    assert walked.times == 0


def test_what_nobody_listens_to_is_left_to_bolt() -> None:
    app, walked = straight_app()

    assert said(app, CLICK)[0] == 404
    assert walked.times == 1


def test_who_does_not_answer_is_not_run_a_second_time() -> None:
    times = []

    def forgets(ack: Ack) -> None:
        times.append(1)

    answers = []
    for app in (app_with(Walked()), straight_app()[0]):
        app.action("card.approve")(forgets)
        answers.append(said(app, CLICK)[0])

    assert len(times) == 2
    assert answers[0] == answers[1] == 404


def test_a_listener_with_matchers_of_its_own_is_asked_each_time() -> None:
    app, _ = straight_app()
    wanted = ["7"]
    app.action("card.approve", matchers=[lambda action: action["value"] in wanted])(saying("mine"))
    app.action("card.approve")(saying("other"))

    assert said(app, CLICK)[1] == "mine"
    wanted.clear()
    assert said(app, CLICK)[1] == "other"


def test_a_listeners_own_middleware_is_run_by_bolt() -> None:
    app, walked = straight_app()
    own = Walked()
    app.action("card.approve", middleware=[own])(saying("approve"))

    assert said(app, CLICK) == (200, "approve")
    assert (walked.times, own.times) == (1, 1)


def test_what_fails_is_given_to_the_apps_error_handler() -> None:
    app, _ = straight_app()

    def fails(ack: Ack) -> None:
        raise ValueError("no")

    app.action("card.approve")(fails)
    app.error(lambda error: BoltResponse(status=200, body=f"told: {error}"))

    assert said(app, CLICK) == (200, "told: no")


def test_ids_without_end_are_not_remembered_without_end() -> None:
    app = app_with()
    middleware = Straight(app, remembers=3)
    app.middleware(middleware)
    register(app)

    for number in range(10):
        said(app, {"type": "block_actions", "actions": [{"action_id": f"card.field.{number}"}]})

    assert len(middleware._known) <= 3
