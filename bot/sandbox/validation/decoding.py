"""What came in as JSON: a whole body, or an argument that holds it in a string."""

import json
from typing import Any

from bot.sandbox.errors import SlackError


def decode_json(raw: bytes) -> dict[str, Any]:
    """A JSON body's object; what is not an object carries no arguments."""
    try:
        sent = json.loads(raw or b"{}")
        if b"\\ud" in raw.lower():  # half a character, which no answer could carry, becomes a question mark
            sent = json.loads(json.dumps(sent, ensure_ascii=False).encode(errors="replace"))
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def decoded(raw: Any, error: str) -> Any:
    """An argument that may come as JSON in a string; `error` when it is not JSON."""
    if raw is None or raw == "":
        return None
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError as broken:
        raise SlackError(error) from broken
