"""A refusal in Slack's own words."""

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """A Web API call answered with `ok: false`; `code` is Slack's error name.

    `messages` become `response_metadata.messages`; `extra` is laid into the answer as it is.
    """

    def __init__(self, code: str, *, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


def missing_field(name: str) -> SlackError:
    """The answer to a call without a required argument."""
    return SlackError("invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])


class ClientRefusal(Exception):
    """Something Slack's own client would not let a person do; `text` says why."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.text = text
        self.status = status
