"""Payloads for every listener that is registered: its kind and its id are right, nothing else need be."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel
from slack_bolt import App
from slack_bolt.listener import Listener

Payload = dict[str, Any]

KINDS = {
    "action": "block_actions",
    "view_submission": "view_submission",
    "view_closed": "view_closed",
    "options": "block_suggestion",
    "global_shortcut": "shortcut",
    "message_shortcut": "message_action",
}
MADE_BY = re.compile(r"^(\w+)\.<locals>\.func$")
"""How Bolt's makers of matchers name what they make."""

SIMPLE_NAME = re.compile(r"^[a-z][a-z0-9_.]{1,60}$")


@dataclass(frozen=True, kw_only=True)
class Target:
    """One listener. `kind`: a payload's type, `command`, or `event`. `carried`: what its forms may hold as
    private_metadata; `fields`: the names of blocks and fields that its forms may have.
    """

    kind: str
    id: str
    name: str
    carried: Sequence[type[BaseModel]]
    fields: Sequence[str]

    def __str__(self) -> str:
        return f"{self.kind} {self.id} ({self.name})"


def targets(app: App) -> list[Target]:
    """Every listener of an app, in the order in which they were registered."""
    return [_target(listener) for listener in app._listeners]


def _target(listener: Listener) -> Target:
    heard = listener.ack_function
    function = getattr(heard, "__wrapped__", heard)
    carried, fields = _of_module(function.__module__)
    kind, name = _matched(listener)
    return Target(
        kind=kind, id=name, name=f"{heard.__module__}.{heard.__name__}", carried=carried, fields=fields
    )


def _matched(listener: Listener) -> tuple[str, str]:
    for matcher in listener.matchers:
        function = getattr(matcher, "func", None)
        made = MADE_BY.match(function.__qualname__) if function else None
        if function is None or made is None:
            continue
        said = [cell.cell_contents for cell in function.__closure__ or ()]
        known = next((each for each in said if isinstance(each, str | re.Pattern | dict)), "")
        if isinstance(known, dict):
            known = str(known.get("type", ""))
        word = known.pattern.strip("^$").replace("\\", "") + "1" if isinstance(known, re.Pattern) else known
        return KINDS.get(made[1], made[1]), word
    raise AssertionError(f"no kind of listener that is known here: {listener.ack_function}")


def _of_module(module: str) -> tuple[Sequence[type[BaseModel]], Sequence[str]]:
    """What forms carry, and how fields are named: what the listener's module and its feature have."""
    stem = module.rsplit(".", 1)[0]
    near = [sys.modules[module], *(each for name, each in sys.modules.items() if name == f"{module}_form")]
    beside = [
        each
        for name, each in sorted(sys.modules.items())
        if name.startswith(f"{stem.replace('handlers', 'messages')}.")
    ]
    carried: dict[str, type[BaseModel]] = {}
    fields: dict[str, None] = {}
    for place in [*near, *beside]:
        for value in vars(place).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and place in near:
                carried[value.__qualname__] = value
            if isinstance(value, str) and SIMPLE_NAME.match(value):
                fields[value] = None
    return list(carried.values()), list(fields)


NUMBERS = st.sampled_from([0, 1, 2, 3, 7, 999, -1, 2**31, 2**70]) | st.integers(0, 9)
ODD_WORDS = (
    *(
        "",
        " ",
        "x",
        "0",
        "1",
        "2",
        "3",
        "-1",
        "٣",
        "99999999999999999999",
        "7" * 5000,
        "3.5",
        "3,5",
        "1e400",
        "NaN",
    ),
    *(
        "1:1",
        "1:5",
        "2:1",
        "1:2:3",
        "1:",
        ":",
        "accept:1",
        "more:1",
        "2026-11-27",
        "2026-02-31",
        "2026Q4",
        "2027Q1",
    ),
    *("U0CHEN", "U0NOBODY", "C1", "<@U0HE>", "https://[", "a@b", "wrong", "today", "all", "kpi", "nobody"),
    *("\ud83d", "\x00", "\u202e", "字" * 3001, "{}", "[]", "null", "true", "=1+1", "{{7*7}}", "{% raw %}"),
)
WORDS = st.sampled_from(ODD_WORDS)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
SAID = st.fixed_dictionaries({"type": st.sampled_from(["plain_text", "mrkdwn"]), "text": WORDS})
CHOICE = st.fixed_dictionaries({"value": WORDS}, optional={"text": SAID})
DAYS = st.sampled_from(["2026-11-27", "2026-02-31", "0001-01-01", "9999-12-31"])
FILES = st.lists(st.fixed_dictionaries({"id": st.just("F1")}, optional={"name": WORDS}), max_size=2)
MOMENTS = st.sampled_from([None, 0, 1_795_000_000, 9_999_999_999])
SOMEBODY = st.sampled_from([None, "U0CHEN", "U0X"])
CLICKED = st.sampled_from(["button", "overflow", "static_select", "users_select", "checkboxes"])
TYPED = st.one_of(
    st.fixed_dictionaries({"type": st.just("plain_text_input"), "value": WORDS | st.none()}),
    st.fixed_dictionaries({"type": st.just("number_input"), "value": WORDS | st.none()}),
    st.fixed_dictionaries({"type": st.just("static_select"), "selected_option": CHOICE | st.none()}),
    st.fixed_dictionaries({"type": st.just("checkboxes"), "selected_options": st.lists(CHOICE, max_size=3)}),
    st.fixed_dictionaries({"type": st.just("datepicker"), "selected_date": DAYS | st.none()}),
    st.fixed_dictionaries(
        {
            "type": st.just("datetimepicker"),
            "selected_date_time": MOMENTS,
        }
    ),
    st.fixed_dictionaries({"type": st.just("users_select"), "selected_user": SOMEBODY}),
    st.fixed_dictionaries(
        {"type": st.just("multi_users_select"), "selected_users": st.just(["U0CHEN", "U0X"])}
    ),
    st.fixed_dictionaries({"type": st.just("file_input"), "files": FILES}),
    st.fixed_dictionaries({"type": st.just("rich_text_input"), "rich_text_value": JSON}),
)


def carried(target: Target) -> st.SearchStrategy[str]:
    """What a form of this listener may carry, as it was and as nobody ever made it."""
    shapes = [_shaped(shape).map(json.dumps) for shape in target.carried]
    return st.one_of(WORDS, JSON.map(json.dumps), *shapes, *shapes, *shapes)


def _shaped(shape: type[BaseModel], *, depth: int = 0) -> st.SearchStrategy[Any]:
    fields = {
        field.alias or name: _of_type(field.annotation, depth=depth) | JSON if depth < 2 else JSON
        for name, field in shape.model_fields.items()
    }
    return st.fixed_dictionaries(fields)


def _of_type(kind: Any, *, depth: int) -> st.SearchStrategy[Any]:
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) in (list, tuple, set, frozenset, Sequence):
        return st.lists(_of_type(next(iter(get_args(kind)), str), depth=depth + 1), max_size=2)
    if get_origin(kind) in (dict, Mapping):
        return st.dictionaries(WORDS, _of_type(get_args(kind)[-1], depth=depth + 1), max_size=2)
    if get_args(kind) and not isinstance(kind, type):
        return st.one_of(*(_of_type(each, depth=depth) for each in get_args(kind)))
    if isinstance(kind, type):
        if issubclass(kind, BaseModel):
            return _shaped(kind, depth=depth + 1)
        if issubclass(kind, bool):
            return st.booleans()
        if issubclass(kind, int):
            return st.sampled_from([1, 1, 1, 2, 0, -1, 999, 2**31, 2**70])
        if kind is type(None):
            return st.none()
        if hasattr(kind, "__members__"):
            return st.sampled_from([member.value for member in kind])
    return WORDS


@st.composite
def states(draw: st.DrawFn, target: Target) -> Payload:
    """What was typed into a form that has every field of its feature, each filled in with anything."""
    whatever = [draw(TYPED) for _ in range(5)]
    offset = draw(st.integers(0, 4))
    left_out = draw(st.integers(0, 6))
    values: dict[str, Any] = {}
    for number, field in enumerate(target.fields):
        if left_out and number % 7 == left_out:
            continue
        typed = whatever[(number + offset) % len(whatever)]
        values[field] = {field: typed}
    return {"values": values}


@st.composite
def payloads(draw: st.DrawFn, target: Target, *, user: str, team: str) -> Payload:
    """One payload that reaches this listener."""
    by = {
        "user": {"id": user, "username": "x", "team_id": team},
        "team": {"id": team, "domain": "x"},
        "trigger_id": "1.2.x",
    }
    if target.kind == "command":
        return {
            "command": target.id,
            "user_id": user,
            "team_id": team,
            "channel_id": "C1",
            "trigger_id": "1.2.x",
            "text": draw(WORDS | st.lists(WORDS, max_size=3).map(" ".join)),
        }
    if target.kind in ("event", "message"):
        return _event(draw, target, user=user, team=team)
    view = {
        "id": "V1",
        "team_id": team,
        "type": draw(st.sampled_from(["modal", "modal", "home"])),
        "callback_id": target.id if target.kind.startswith("view") else draw(WORDS),
        "private_metadata": draw(carried(target)),
        "hash": "1.a",
        "state": draw(states(target)),
    }
    if target.kind.startswith("view"):
        return {"type": target.kind, **by, "view": view, "is_cleared": draw(st.booleans())}
    if target.kind == "block_actions":
        action: Payload = {
            "type": draw(
                st.sampled_from(["button", "overflow", "static_select", "users_select", "checkboxes"])
            ),
            "action_id": target.id,
            "block_id": draw(st.sampled_from(["b", *target.fields[:9]])),
            "action_ts": "1.1",
            "value": draw(WORDS),
            "selected_option": draw(CHOICE),
            "selected_user": draw(st.sampled_from([user, "U0NOBODY"])),
        }
        place = draw(st.sampled_from(["message", "thread", "view"]))
        if place == "view":
            container: Payload = {"type": "view", "view_id": "V1"}
            return {"type": "block_actions", **by, "actions": [action], "container": container, "view": view}
        message = {"ts": "1.1", "text": "x", **({"thread_ts": "1.0"} if place == "thread" else {})}
        container = {"type": "message", "message_ts": "1.1", "channel_id": "C1"}
        where = {"container": container, "channel": {"id": "C1"}, "message": message}
        return {"type": "block_actions", **by, "actions": [action], **where}
    if target.kind == "block_suggestion":
        return {"type": target.kind, **by, "action_id": target.id, "value": draw(WORDS), "view": view}
    shortcut = {"type": target.kind, **by, "callback_id": target.id}
    if target.kind == "message_action":
        text = draw(WORDS)
        shortcut |= {
            "channel": {"id": "C1"},
            "message": {"type": "message", "user": user, "ts": "1.1", "text": text},
        }
    return shortcut


def _event(draw: st.DrawFn, target: Target, *, user: str, team: str) -> Payload:
    where = draw(st.sampled_from([("C1", "channel"), ("D1", "im"), ("G1", "mpim")]))
    events: dict[str, Payload] = {
        "message": {
            "type": "message",
            "user": user,
            "channel": where[0],
            "channel_type": where[1],
            "ts": draw(st.sampled_from(["1.1", "1700000000.000100", "9" * 20, "x"])),
            "text": draw(WORDS),
            **({"thread_ts": "1.0"} if draw(st.booleans()) else {}),
            **({"subtype": draw(WORDS)} if draw(st.booleans()) else {}),
        },
        "reaction_added": {
            "type": "reaction_added",
            "user": user,
            "reaction": draw(st.sampled_from(["ticket", "eyes", ""])),
            "item": {"type": "message", "channel": where[0], "ts": "1.1"},
        },
        "app_home_opened": {"type": "app_home_opened", "user": user, "tab": draw(WORDS)},
        "user_change": {
            "type": "user_change",
            "user": {"id": user, "tz": draw(WORDS), "locale": draw(WORDS)},
        },
        "team_join": {"type": "team_join", "user": {"id": "U0NEW", "profile": {"email": draw(WORDS)}}},
    }
    event = events[target.id if target.id in events else "message"]
    return {"type": "event_callback", "team_id": team, "event_id": draw(st.uuids().map(str)), "event": event}
