"""Straight to the listener of a payload: Bolt asks one after the other whether it is the one."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.listener import Listener
from slack_bolt.middleware import Middleware
from slack_bolt.util.utils import get_name_for_callable

REMEMBERED = 500
"""So many ids at most; those of fields that are numbered anew are without end."""

Key = tuple[str, str]


def key_of(body: Mapping[str, Any]) -> Key | None:
    """A payload's kind and the id by which listeners are registered for it; None for rare kinds."""
    kind = body.get("type")
    if "command" in body:
        return "command", str(body["command"])
    if kind == "block_actions":
        return kind, str(body["actions"][0].get("action_id"))
    if kind in ("view_submission", "view_closed"):
        return kind, str(body["view"].get("callback_id"))
    if kind == "event_callback":
        return kind, str(body["event"].get("type"))
    return None


class Straight(Middleware):
    """Stands last of an app's middleware, and runs the first listener that matches, as Bolt would.

    Who matched once is asked first the next time. So an app's listeners must be told apart by kind and id
    alone; of those with middleware of their own, and those that nobody matched, Bolt takes care itself.
    """

    def __init__(self, app: App, *, remembers: int = REMEMBERED) -> None:
        self._app = app
        self._remembers = remembers
        self._known: dict[Key, Listener] = {}

    def process(
        self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]
    ) -> BoltResponse | None:
        """The listener's answer; None, and `next` called, where Bolt is to look for one."""
        listener = self._listener(req, resp)
        if listener is None or listener.middleware:
            next()
            return None
        answer = self._app.listener_runner.run(
            request=req,
            response=None,  # type: ignore[arg-type]  # as after a middleware that went on: it is to be made
            listener_name=get_name_for_callable(listener.ack_function),
            listener=listener,
        )
        return answer or self._app._handle_unmatched_requests(req, BoltResponse(status=404, body=""))

    def _listener(self, req: BoltRequest, resp: BoltResponse) -> Listener | None:
        key = key_of(req.body)
        if key is None:
            return None
        known = self._known.get(key)
        if known is not None:
            return known if known.matches(req=req, resp=resp) else None
        found = next((each for each in self._app._listeners if each.matches(req=req, resp=resp)), None)
        if found is not None:
            if len(self._known) >= self._remembers:
                self._known.clear()
            self._known[key] = found
        return found
