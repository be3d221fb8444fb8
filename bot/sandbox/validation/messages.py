"""Messages: what a call must carry, and how much text all blocks may hold."""

import json
from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.validation.blocks import LONGEST_MARKDOWN, check_blocks
from bot.sandbox.validation.decoding import decoded
from bot.sandbox.validation.report import Report

# About 13,200 in all. Source: slack.md, Blocks.
LONGEST_BLOCK_TEXT = 13_200
LONGEST_METADATA = 16_000
MOST_ATTACHMENTS = 100


def check_message_blocks(raw: Any) -> list[dict[str, Any]] | None:
    """The blocks of a message, from a list or a JSON string; None when there are none.

    Raises SlackError invalid_blocks_format, invalid_blocks or msg_blocks_too_long.
    """
    blocks = decoded(raw, "invalid_blocks_format")
    if blocks is None or blocks == []:
        return None
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    report = Report()
    check_blocks(blocks, "message", report)
    if report:
        raise SlackError("invalid_blocks", messages=report.messages(), errors=report.problems)
    markdown = sum(len(each["text"]) for each in blocks if each["type"] == "markdown")
    if report.letters > LONGEST_BLOCK_TEXT or markdown > LONGEST_MARKDOWN:
        raise SlackError("msg_blocks_too_long")
    return blocks


def check_metadata(raw: Any) -> dict[str, Any] | None:
    """Message metadata: an event_type and an event_payload of plain values.

    Raises SlackError invalid_metadata_format or metadata_too_large.
    """
    metadata = decoded(raw, "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict) or not metadata["event_type"]:
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata)) > LONGEST_METADATA:
        raise SlackError("metadata_too_large")
    return metadata


def check_attachments(raw: Any) -> list[dict[str, Any]] | None:
    """Legacy attachments; blocks inside them meet the same limits."""
    attachments = decoded(raw, "invalid_attachments")
    if not attachments:
        return None
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for each in attachments:
        if not isinstance(each, dict):
            raise SlackError("invalid_attachments")
        check_message_blocks(each.get("blocks"))
    return attachments
