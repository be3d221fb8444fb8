"""A file of data as people write it, in YAML: what it comes to, or all that is wrong, line by line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Generic, TypeVar

from bot.domain.organisation import Problem
from bot.domain.text import plain
from bot.reading.encodings import NotText, decode
from bot.reading.yaml_lines import YamlReading

V = TypeVar("V")

Check = Callable[[Any], tuple[V | None, tuple[Problem, ...]]]
"""What plain data comes to, or what is wrong with it, each at its place."""


@dataclass(frozen=True, kw_only=True)
class DataFile(Generic[V]):
    """A file as it was read: its value, or all that is wrong, each with its line."""

    value: V | None
    problems: tuple[tuple[int, Problem], ...]


class NotUsable(Exception):
    """A shipped file has a mistake, the first on `line`."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def read_data(text: str, check: Check[V]) -> DataFile[V]:
    """What the text of a file comes to."""
    reading = YamlReading(text, form=plain)
    if any(problem.is_of_the_whole for problem in reading.problems):
        value, found = None, tuple(reading.problems)
    else:
        value, wrong = check(reading.data)
        found = (*reading.problems, *wrong)
    placed = sorted(((reading.line(each.at), each) for each in found), key=lambda placed: placed[0])
    return DataFile(value=None if placed else value, problems=tuple(placed))


def usable(data: bytes, check: Check[V]) -> V:
    """What a file comes to that has to be right. Raises NotUsable."""
    try:
        read = read_data(decode(data).text, check)
    except NotText as trouble:
        raise NotUsable(trouble.line or 1) from None
    if read.value is None:
        raise NotUsable(read.problems[0][0])
    return read.value


def shipped(package: str) -> Iterator[tuple[str, bytes]]:
    """Every YAML file of a package: its key, which is its name, and what is in it; by key."""
    entries = {entry.name: entry for entry in files(package).iterdir() if entry.name.endswith(".yaml")}
    for name in sorted(entries):
        yield name.removesuffix(".yaml"), entries[name].read_bytes()
