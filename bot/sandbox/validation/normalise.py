"""What Slack adds to blocks before it stores and shows them."""

import copy
import secrets
from typing import Any

from bot.sandbox.validation.blocks import elements_of
from bot.sandbox.validation.containers import laid_flat
from bot.sandbox.validation.elements import INTERACTIVE


def random_key() -> str:
    """What Slack fills in for a block_id or action_id that the sender left out."""
    return secrets.token_hex(5)[:5]


def stored_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A copy with the ids and flags that the sender left out."""
    stored = copy.deepcopy(blocks)
    for block, _ in laid_flat(stored):
        if not block.get("block_id"):
            block["block_id"] = random_key()
        for element in elements_of(block):
            if element.get("type") in INTERACTIVE and not element.get("action_id"):
                element["action_id"] = random_key()
        if block["type"] == "input":
            block.setdefault("optional", False)
            block.setdefault("dispatch_action", False)
        _flag_texts(block)
    return stored


def _flag_texts(part: Any) -> None:
    if isinstance(part, list):
        for each in part:
            _flag_texts(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str) and part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif isinstance(part.get("text"), str) and part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for each in part.values():
            _flag_texts(each)
