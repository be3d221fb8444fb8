"""Blocks: fields, limits, and on which surfaces each may stand."""

from typing import Any

from bot.sandbox.validation.charts import MOST_CHARTS, Chart
from bot.sandbox.validation.containers import CHILDREN, LONGEST_TITLE, MOST_CHILDREN, laid_flat
from bot.sandbox.validation.elements import Element
from bot.sandbox.validation.fields import (
    HTTP_ADDRESS,
    Anything,
    Field,
    Flag,
    Items,
    Plain,
    Shape,
    String,
    Text,
    Whole,
)
from bot.sandbox.validation.objects import ID, SLACK_FILE
from bot.sandbox.validation.report import Report

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
LONGEST_MARKDOWN = 12_000
EVERY_SURFACE = ("message", "modal", "home")
SURFACES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("section", "divider", "image", "actions", "context", "header", "input", "video", "rich_text"),
        EVERY_SURFACE,
    ),
    "file": ("message",),
    "markdown": ("message",),
    "table": ("message",),
    "data_visualization": ("message",),
    "context_actions": ("message",),
    "container": ("message",),
}
RICH_PARTS = String(
    words=("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
)


class ContextItem:
    """A context block holds texts and images side by side."""

    def __init__(self, surface: str) -> None:
        self._image = Element("context", surface)

    def check(self, value: Any, at: str, report: Report) -> None:
        """An image, else a text object."""
        if isinstance(value, dict) and value.get("type") == "image":
            self._image.check(value, at, report)
        else:
            Text().check(value, at, report)


class RichPart:
    """A part of a rich_text block; only its kind is looked at."""

    def check(self, value: Any, at: str, report: Report) -> None:
        """Kind and elements are there."""
        if not isinstance(value, dict) or not isinstance(value.get("elements"), list):
            report.add("missing required field: elements", at)
        else:
            RICH_PARTS.check(value.get("type", ""), f"{at}/type", report)


class Child:
    """A block in a container; containers are not nested."""

    def __init__(self, surface: str) -> None:
        self._surface = surface

    def check(self, value: Any, at: str, report: Report) -> None:
        """As any other block, where its kind may stand in a container."""
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is not None and kind not in CHILDREN:
            report.add(f"unsupported type: {kind}", f"{at}/type")
        else:
            Block(self._surface).check(value, at, report)


class Cell:
    """A table's cell: plain, a number, or rich text."""

    def check(self, value: Any, at: str, report: Report) -> None:
        """Kind and content."""
        kind = value.get("type") if isinstance(value, dict) else None
        if kind == "rich_text":
            Items(RichPart(), 100).check(value.get("elements"), f"{at}/elements", report)
        elif kind in ("raw_text", "raw_number"):
            if kind == "raw_text":
                String(3000, 1).check(value.get("text"), f"{at}/text", report)
            report.letters += len(str(value.get("text", "")))
        else:
            report.add(f"unsupported type: {kind}", f"{at}/type")


def shape_of(kind: str, surface: str) -> Shape:
    """The fields of a block of a kind on a surface, without `type` and `block_id`."""
    shapes: dict[str, Shape] = {
        "section": Shape(
            {
                "text": Text(3000),
                "fields": Items(Text(2000), 10),
                "accessory": Element("section", surface),
                "expand": Flag(),
            }
        ),
        "divider": Shape({}),
        "header": Shape({"text": Text(150, Plain), "level": Whole(1, 6)}, required=("text",)),
        "context": Shape({"elements": Items(ContextItem(surface), 10)}, required=("elements",)),
        "actions": Shape({"elements": Items(Element("actions", surface), 25)}, required=("elements",)),
        "context_actions": Shape(
            {"elements": Items(Element("context_actions", surface), 5)}, required=("elements",)
        ),
        "input": Shape(
            {
                "label": Text(2000, Plain),
                "element": Element("input", surface),
                "hint": Text(2000, Plain),
                "optional": Flag(),
                "dispatch_action": Flag(),
            },
            required=("label", "element"),
        ),
        "image": Shape(
            {
                "image_url": String(3000, 1, HTTP_ADDRESS),
                "slack_file": SLACK_FILE,
                "alt_text": String(2000, 1),
                "title": Text(2000, Plain),
            },
            required=("alt_text",),
        ),
        "video": Shape(
            {
                "alt_text": String(2000, 1),
                "title": Text(200, Plain),
                "thumbnail_url": String(3000, 1, HTTP_ADDRESS),
                "video_url": String(3000, 1, HTTP_ADDRESS),
                "author_name": String(50),
                "description": Text(200, Plain),
                "provider_icon_url": String(3000),
                "provider_name": String(3000),
                "title_url": String(3000, 1, r"https://\S+"),
            },
            required=("alt_text", "title", "thumbnail_url", "video_url"),
        ),
        "rich_text": Shape({"elements": Items(RichPart(), 3000)}, required=("elements",)),
        "file": Shape(
            {"external_id": String(255, 1), "source": String(words=("remote",))},
            required=("external_id", "source"),
        ),
        "markdown": Shape({"text": String(LONGEST_MARKDOWN, 1)}, required=("text",)),
        "table": Shape(
            {
                "rows": Items(Items(Cell(), 20), 100),
                "column_settings": Items(Anything(), 20, 0),
            },
            required=("rows",),
        ),
        "data_visualization": Shape({"title": String(50, 1), "chart": Chart()}, required=("title", "chart")),
        "container": Shape(
            {
                "title": Text(LONGEST_TITLE, Plain),
                "child_blocks": Items(Child(surface), MOST_CHILDREN),
                "is_collapsible": Flag(),
                "default_collapsed": Flag(),
            },
            required=("title", "child_blocks"),
        ),
    }
    return shapes[kind]


class Block:
    """One block on a surface."""

    def __init__(self, surface: str) -> None:
        self._surface = surface

    def check(self, value: Any, at: str, report: Report) -> None:
        """The type, whether it may stand here, its fields, and the rules between fields."""
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict) or kind is None:
            report.add("missing required field: type", at)
            return
        if self._surface not in SURFACES.get(kind, ()):
            report.add(f"unsupported type: {kind}", f"{at}/type")
            return
        if value.get("block_id") is not None:
            ID.check(value["block_id"], f"{at}/block_id", report)
        fields = {key: each for key, each in value.items() if key not in ("type", "block_id")}
        shape_of(kind, self._surface).check(fields, at, report)
        check_block(value, at, report)


def check_block(block: dict[str, Any], at: str, report: Report) -> None:
    """Rules between a block's fields."""
    kind = block["type"]
    if kind == "section" and not block.get("text") and not block.get("fields"):
        report.add("missing required field: text", at)
    if kind == "image" and ("image_url" in block) == ("slack_file" in block):
        report.add("must provide either image_url or slack_file", at)
    if kind == "container" and block.get("default_collapsed") is True and not block.get("is_collapsible"):
        report.add("default_collapsed requires is_collapsible", f"{at}/default_collapsed")
    if kind == "markdown":
        report.letters += len(block["text"]) if isinstance(block.get("text"), str) else 0


def check_blocks(blocks: Any, surface: str, report: Report, *, at: str = "/blocks", least: int = 0) -> None:
    """A whole list of blocks: number, each block, and what must be unique among them."""
    checked: Field = Items(Block(surface), MOST_BLOCKS[surface], least)
    checked.check(blocks, at, report)
    if not isinstance(blocks, list):
        return
    held = list(laid_flat(blocks, at))
    check_unique(held, report)
    focused = [
        place for block, place in held for each in elements_of(block) if each.get("focus_on_load") is True
    ]
    if len(focused) > 1:
        report.add("focus_on_load can only be true for one element", focused[1])
    tables = [place for block, place in held if block.get("type") == "table"]
    if len(tables) > 1:
        report.add("only one table is allowed", tables[1])
    charts = [place for block, place in held if block.get("type") == "data_visualization"]
    if len(charts) > MOST_CHARTS:
        report.add(f"only {MOST_CHARTS} charts are allowed", charts[MOST_CHARTS])


def check_unique(held: list[tuple[dict[str, Any], str]], report: Report) -> None:
    """block_ids are unique among blocks and their pointers, action_ids in their block."""
    seen: set[str] = set()
    for block, at in held:
        block_id = block.get("block_id")
        if isinstance(block_id, str) and block_id in seen:
            report.add(f'`block_id` "{block_id}" already exists', f"{at}/block_id")
        elif isinstance(block_id, str):
            seen.add(block_id)
        actions: set[str] = set()
        for each in elements_of(block):
            action_id = each.get("action_id")
            if isinstance(action_id, str) and action_id in actions:
                report.add(f'`action_id` "{action_id}" already exists', at)
            elif isinstance(action_id, str):
                actions.add(action_id)


def elements_of(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The elements that stand in a block: accessory, element, elements."""
    single = [block.get("accessory"), block.get("element")]
    several = block.get("elements") if block.get("type") in ("actions", "context", "context_actions") else []
    return [each for each in [*single, *(several or [])] if isinstance(each, dict)]
