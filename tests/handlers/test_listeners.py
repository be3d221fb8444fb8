"""A listener is handed what Slack sends, and one visit: nobody passes on by hand who acts, and where."""

import inspect
from collections.abc import Callable
from typing import Any

from handlers.listeners import register_all
from tests.handlers.conftest import Door

OF_SLACK = {"ack", "action", "body", "command", "context", "event", "respond", "shortcut", "view"}


def test_no_listener_takes_more_than_what_slack_sends_and_the_visit(door: Door) -> None:
    register_all(door.app)

    listeners = {listener.ack_function for listener in door.app._listeners}

    assert len(listeners) > 40
    assert [each for each in map(_more, listeners) if each] == []


def _more(listener: Callable[..., Any]) -> str:
    more = inspect.signature(listener).parameters.keys() - OF_SLACK - {"visit"}
    return f"{listener.__module__}.{listener.__name__}: {', '.join(sorted(more))}" if more else ""
