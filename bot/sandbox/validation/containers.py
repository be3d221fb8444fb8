"""Containers: which blocks one may hold, and how those count among all the others."""

from collections.abc import Iterator
from typing import Any

MOST_CHILDREN = 10
LONGEST_TITLE = 150
# What Slack's reference lists, without what its own validator refuses all the same (2nd): a container that
# is taken here is taken there. Source: slack-morphism's notes on the container block.
CHILDREN = ("actions", "context", "divider", "header", "image", "section", "table", "video")


def laid_flat(blocks: Any, at: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Every block with its JSON pointer, those of a container after it; what is no block is left out."""
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        if isinstance(block, dict):
            place = f"{at}/{index}"
            yield block, place
            if block.get("type") == "container":
                yield from laid_flat(block.get("child_blocks"), f"{place}/child_blocks")
