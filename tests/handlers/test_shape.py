"""What is not of the shape of what Slack sends is answered, logged once, and changes nothing."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt import BoltResponse

from bot.clock import FixedClock
from bot.domain.intake.way import State
from bot.domain.policy import Policy
from bot.slack.client import web_client
from handlers import context
from handlers.context import StewardApp
from handlers.listeners import register_all
from storage.models import Base
from storage.unit import Store
from tests.bench.null_slack import null_slack
from tests.builders.world import World
from tests.delivery.conftest import NOW
from tests.handlers.conftest import SECRET, Door

USER = {"id": "U0CHEN", "username": "chen", "name": "chen", "team_id": "T0BENCH"}
TEAM = {"id": "T0BENCH", "domain": "x"}
BY = {"user": USER, "team": TEAM, "enterprise": None, "is_enterprise_install": False, "trigger_id": "1.2.x"}
VALUES = {
    "kind": {
        "intake.website_issue.field.kind": {
            "type": "static_select",
            "selected_option": {"value": "wrong", "text": {}},
        }
    },
    "page": {"f.page": {"type": "plain_text_input", "value": None}},
    "happened": {"f.happened": {"type": "plain_text_input", "value": "the basket is empty"}},
    "urgency": {"f.urgency": {"type": "static_select", "selected_option": {"value": "today"}}},
    "files": {"f.files": {"type": "file_input", "files": []}},
}
VIEW = {
    "id": "V1",
    "team_id": "T0BENCH",
    "type": "modal",
    "callback_id": "intake.website_issue",
    "private_metadata": '{"subject": "", "channel": null, "ts": null, "round": 0}',
    "hash": "1.a",
    "state": {"values": VALUES},
}
MESSAGE = {
    "type": "message",
    "user": "U0CHEN",
    "channel": "C1",
    "channel_type": "channel",
    "ts": "1.1",
    "text": "<@U0HE> the basket is empty",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "the basket"}}],
    "attachments": [{"text": "is empty", "fields": [{"title": "a", "value": "b"}]}],
    "files": [{"id": "F1", "name": "a.png", "mimetype": "image/png", "permalink": "https://x.example/a"}],
}


def button(action_id: str, value: str) -> dict[str, Any]:
    return {"type": "button", "block_id": "b", "action_id": action_id, "action_ts": "1.1", "value": value}


def click(action: dict[str, Any], **where: Any) -> dict[str, Any]:
    return {"type": "block_actions", **BY, "actions": [action], **where}


IN_MESSAGE = {
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"},
    "channel": {"id": "C1", "name": "x"},
    "message": MESSAGE,
}
IN_FORM = {"container": {"type": "view", "view_id": "V1"}, "view": VIEW}
AT_HOME = {"container": {"type": "view", "view_id": "V2"}, "view": {**VIEW, "type": "home"}}

PAYLOADS: dict[str, dict[str, Any]] = {
    "a click in a message": click(button("intake.request.read_all", "1"), **IN_MESSAGE),
    "a click on a menu": click(
        {**button("intake.triage.more", ""), "type": "overflow", "selected_option": {"value": "accept:1"}},
        **IN_MESSAGE,
    ),
    "a click in a form": click(button("intake.website_issue.start_empty", "1"), **IN_FORM),
    "a click on Home": click(button("intake.website_issue.open", "1"), **AT_HOME),
    "a submission": {"type": "view_submission", **BY, "view": VIEW, "response_urls": []},
    "a closed form": {"type": "view_closed", **BY, "view": VIEW, "is_cleared": False},
    "a message shortcut": {
        "type": "message_action",
        **BY,
        "callback_id": "send_to_product_manager",
        "channel": {"id": "C1"},
        "message": MESSAGE,
    },
    "a global shortcut": {"type": "shortcut", **BY, "callback_id": "report_website_issue"},
    "a suggestion": {"type": "block_suggestion", **BY, "action_id": "a", "value": "x", "container": None},
}
EVENTS: dict[str, dict[str, Any]] = {
    "a message": MESSAGE,
    "a direct message": {**MESSAGE, "channel": "D1", "channel_type": "im", "thread_ts": "1.0"},
    "an edit": {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.1", "message": {}},
    "Home opened": {"type": "app_home_opened", "user": "U0CHEN", "channel": "D1", "tab": "home"},
    "somebody changed": {
        "type": "user_change",
        "user": {"id": "U0CHEN", "profile": {"email": "chen.jie@example.com"}, "tz": "Asia/Shanghai"},
    },
    "somebody joined": {"type": "team_join", "user": {"id": "U0NEW", "profile": {}, "locale": "zh-CN"}},
    "somebody reacted": {
        "type": "reaction_added",
        "user": "U0CHEN",
        "reaction": "ticket",
        "item_user": "U0WU",
        "item": {"type": "message", "channel": "C1", "ts": "1.1"},
    },
    "what nobody listens to": {"type": "pin_added", "user": "U0CHEN", "item": {"channel": "C1"}},
}
BODIES = {
    **PAYLOADS,
    **{
        name: {"type": "event_callback", "team_id": "T0BENCH", "event_id": "Ev1", "event": event}
        for name, event in EVENTS.items()
    },
}
COMMAND = {
    "command": "/website-issue",
    "user_id": "U0CHEN",
    "team_id": "T0BENCH",
    "channel_id": "C1",
    "trigger_id": "1.2.x",
    "text": "the basket is empty",
}


@pytest.fixture
def whole(world: World) -> Iterator[Door]:
    """All of Steward's listeners, before a Slack that says yes to everything."""
    store = world.store
    world.request_at(State.NEW, at=NOW)
    with null_slack() as slack:
        app = StewardApp(
            store=store,
            clock=FixedClock(NOW),
            policy=Policy(),
            client=web_client("xoxb-1", base_url=slack),
            signing_secret=SECRET,
            process_before_response=True,
            token_verification_enabled=False,
        )
        context.install(app, store=store, clock=FixedClock(NOW), policy=Policy())
        register_all(app)
        yield Door(app=app, store=store, sandbox=None, world=world)  # type: ignore[arg-type]


def contents(store: Store) -> dict[str, list[Any]]:
    """Everything that stands in the database."""
    with store.read() as unit:
        return {
            table.name: [tuple(row) for row in unit.session.execute(table.select())]
            for table in Base.metadata.sorted_tables
        }


def sent(door: Door, body: Any) -> BoltResponse:
    return door.send(json.dumps(body), "application/json")


@pytest.mark.parametrize("name", BODIES)
def test_what_slack_does_send_is_let_in(whole: Door, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sent(whole, BODIES[name]).status == 200

    said = "".join(capsys.readouterr())
    assert "not_understood" not in said
    assert "failed" not in said


def changed(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The same body with something else at a place."""
    body = copy.deepcopy(body)
    *way, last = path.split(".")
    at: Any = body
    for step in way:
        at = at[step]
    at[last] = value
    return body


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("a message", "event", None),
        ("a message", "event", 7),
        ("a message", "event", []),
        ("a message", "event", {}),
        ("a message", "event.ts", None),
        ("a message", "event.channel", ["C1"]),
        ("a message", "event.text", 7),
        ("a message", "event.user", {"id": ["U0CHEN"]}),
        ("a message", "event.files", [{"name": "no id"}]),
        ("a message", "authorizations", [7]),
        ("a message", "event_id", 5),
        ("Home opened", "event.user", None),
        ("somebody changed", "event.user", None),
        ("somebody changed", "event.user", "U0CHEN"),
        ("somebody changed", "event.user", {"id": "U0CHEN", "profile": {"email": 7}}),
        ("a submission", "view", None),
        ("a submission", "view", []),
        ("a submission", "view.state", None),
        ("a submission", "view.state", {"values": {"happened": {}}}),
        ("a submission", "view.id", ["V1"]),
        ("a submission", "user", 7),
        ("a closed form", "view", None),
        ("a click in a message", "actions", []),
        ("a click in a message", "actions", [None]),
        ("a click in a message", "actions", [{"type": "button", "action_id": "x", "action_ts": "1"}]),
        ("a click in a message", "container", "message"),
        ("a click in a message", "response_url", "no address"),
        ("a click in a message", "response_url", 7),
        ("a click in a message", "trigger_id", None),
        ("a click in a form", "view", None),
        ("a message shortcut", "message", None),
        ("a message shortcut", "container", 7),
        ("a message shortcut", "channel", None),
        ("a global shortcut", "user", {"id": {"id": "U0CHEN"}}),
        ("a global shortcut", "type", "interactive_message"),
        ("a global shortcut", "type", None),
        ("a global shortcut", "type", ["shortcut"]),
    ],
)
def test_what_slack_never_sends_is_answered_logged_once_and_changes_nothing(
    whole: Door, name: str, path: str, value: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(whole.store)

    answer = sent(whole, changed(BODIES[name], path, value))

    assert answer.status == 200
    assert contents(whole.store) == before
    said = "".join(capsys.readouterr())
    assert said.count("request.not_understood") == 1
    assert "basket" not in said
    assert "failed" not in said


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "7", '"text"', '{"a":' * 5000, '{"a":' * 900 + "1"])
def test_what_is_no_object_is_answered_where_it_is_signed(whole: Door, body: str) -> None:
    assert whole.send(body, "application/json").status == 200


def test_a_form_that_is_not_understood_stays_open_under_a_sentence(whole: Door) -> None:
    answer = json.loads(sent(whole, changed(BODIES["a submission"], "view.state", None)).body)

    assert answer["response_action"] == "push"
    assert "could not make out what Slack sent" in json.dumps(answer["view"])


def test_a_command_that_is_not_understood_is_answered_in_words(whole: Door) -> None:
    answer = json.loads(sent(whole, {**COMMAND, "user_id": ["U0CHEN"]}).body)

    assert "could not make out what Slack sent" in answer["text"]


@pytest.mark.parametrize(
    "strange", [{"locale": "x" * 40}, {"tz": "Mars/" + "x" * 80}, {"tz": 8}, {"locale": []}]
)
def test_an_account_is_closed_whatever_language_or_zone_it_names(
    whole: Door, strange: dict[str, Any]
) -> None:
    account = {"id": "U0CHEN", "team_id": "T0BENCH", "deleted": True, "profile": {}, **strange}

    assert whole.event({"type": "user_change", "user": account}).status == 200

    with whole.store.read() as unit:
        assert unit.people.get(whole.people.employee.id).deactivated_on is not None


def test_what_is_null_beside_a_click_is_not_stumbled_over(whole: Door) -> None:
    gone = click(button("intake.request.read_all", "999"), **IN_MESSAGE, view=None)

    assert sent(whole, gone).status == 200
    assert sent(whole, {**PAYLOADS["a message shortcut"], "container": None, "view": None}).status == 200


def test_a_button_that_no_version_of_steward_knows_any_more_says_so(whole: Door) -> None:
    answer = sent(whole, {"type": "view_submission", **BY, "view": {**VIEW, "callback_id": "gone"}})

    assert "does not know what this belongs to any more" in answer.body


def test_a_command_that_no_version_of_steward_knows_any_more_says_so(
    whole: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = whole.command("/gone", user="U0CHEN", team="T0BENCH")

    assert "does not know what this belongs to any more" in answer.body
    assert "failed" not in "".join(capsys.readouterr())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.sampled_from(["", "x", "\ud83d", "\x00", "7" * 5000, "https://[", "U0HE", "D1", "‮", "9.9"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "type"]), inner),
    max_leaves=4,
)


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a body."""
    yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from places(each, (*at, key))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A payload of Slack's in which one to three things are gone or something else."""
    body = copy.deepcopy(draw(st.sampled_from([*BODIES.values(), COMMAND])))
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from([way for way in places(body) if way]))
        holder = body
        for step in way[:-1]:
            holder = holder[step]
        if draw(st.booleans()):
            del holder[way[-1]]
        else:
            holder[way[-1]] = draw(JSON)
        if not body:
            break
    return body


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_whatever_is_sent_no_error_comes_of_it(whole: Door, body: Any) -> None:
    assert sent(whole, body).status < 500
