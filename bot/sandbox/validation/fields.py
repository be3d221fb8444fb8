"""The kinds of field that blocks, elements and views are made of, each with its limits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.sandbox.validation.report import Report


class Field(Protocol):
    """Checks one value and notes what is wrong with it."""

    def check(self, value: Any, at: str, report: Report) -> None:
        """Add a problem for each limit that the value breaks."""


@dataclass(frozen=True)
class Text:
    """A text object; Slack allows 1 to 3,000 characters where a block says nothing else."""

    longest: int = 3000
    kinds: tuple[str, ...] = ("plain_text", "mrkdwn")
    shortest: int = 1

    def check(self, value: Any, at: str, report: Report) -> None:
        """Type, length, and the flags that belong to each type."""
        if not isinstance(value, dict):
            report.add("must provide an object", at)
            return
        kind = value.get("type")
        if kind not in self.kinds:
            problem = "missing required field: type" if kind is None else f"unsupported type: {kind}"
            report.add(problem, at if kind is None else f"{at}/type")
            return
        allowed = {"type", "text", "emoji" if kind == "plain_text" else "verbatim"}
        for key in value.keys() - allowed:
            report.add(f"invalid additional property: {key}", at)
        for flag in ("emoji", "verbatim"):
            if flag in value and flag in allowed and not isinstance(value[flag], bool):
                report.add("must provide a boolean", f"{at}/{flag}")
        if "text" not in value:
            report.add("missing required field: text", at)
            return
        String(self.longest, self.shortest).check(value["text"], f"{at}/text", report)
        if isinstance(value["text"], str):
            report.letters += len(value["text"])


@dataclass(frozen=True)
class String:
    """A string between two lengths, of a shape, or one of a few words."""

    longest: int = 0
    shortest: int = 0
    pattern: str = ""
    words: tuple[str, ...] = ()

    def check(self, value: Any, at: str, report: Report) -> None:
        """Length in characters, then shape."""
        if not isinstance(value, str):
            report.add("must provide a string", at)
        elif self.longest and len(value) > self.longest:
            report.add(f"must be less than {self.longest + 1} characters", at)
        elif len(value) < self.shortest:
            report.add(f"must be more than {self.shortest - 1} characters", at)
        elif self.words and value not in self.words:
            report.add(f"must be one of the allowed values: {', '.join(self.words)}", at)
        elif self.pattern and not re.fullmatch(self.pattern, value):
            report.add(f"failed to match pattern: {self.pattern}", at)


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def check(self, value: Any, at: str, report: Report) -> None:
        """JSON booleans only."""
        if not isinstance(value, bool):
            report.add("must provide a boolean", at)


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    least: int = 0
    most: int | None = None

    def check(self, value: Any, at: str, report: Report) -> None:
        """JSON integers only."""
        if isinstance(value, bool) or not isinstance(value, int):
            report.add("must provide an integer", at)
        elif value < self.least:
            report.add(f"must be greater than {self.least - 1}", at)
        elif self.most is not None and value > self.most:
            report.add(f"must be less than {self.most + 1}", at)


@dataclass(frozen=True)
class Items:
    """A list between two lengths, each item of one kind."""

    item: Field
    most: int
    least: int = 1

    def check(self, value: Any, at: str, report: Report) -> None:
        """Length, then every item."""
        if not isinstance(value, list):
            report.add("must provide an array", at)
            return
        if len(value) > self.most:
            report.add(f"no more than {self.most} items allowed", at)
        if len(value) < self.least:
            report.add(f"no less than {self.least} items allowed", at)
        for index, item in enumerate(value):
            self.item.check(item, f"{at}/{index}", report)


@dataclass(frozen=True)
class Shape:
    """An object with named fields; anything else in it is refused."""

    fields: Mapping[str, Field]
    required: tuple[str, ...] = ()

    def check(self, value: Any, at: str, report: Report) -> None:
        """Required fields, unknown fields, then every field."""
        if not isinstance(value, dict):
            report.add("must provide an object", at)
            return
        for name in self.required:
            if value.get(name) is None:
                report.add(f"missing required field: {name}", at)
        for key, each in value.items():
            if key not in self.fields:
                report.add(f"invalid additional property: {key}", at)
            elif each is not None:
                self.fields[key].check(each, f"{at}/{key}", report)


@dataclass(frozen=True)
class Anything:
    """A field that the sandbox does not look into."""

    def check(self, value: Any, at: str, report: Report) -> None:
        """Accepts every value."""


Plain = ("plain_text",)
HTTP_ADDRESS = r"https?://\S+"
# A button may also lead to mailto: or slack: addresses.
ADDRESS = r"[A-Za-z][\w+.-]*:\S+"
