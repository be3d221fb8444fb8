"""A YAML file that somebody writes: plain data, the line of each part, and all that is wrong."""

from collections.abc import Callable
from typing import Any

import yaml

from bot.domain.organisation import Path, Problem
from bot.domain.text import key
from bot.reading.yaml_tree import Unreadable, compose, unprintable

_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
MOST_SIGNS = 20


class YamlReading:
    """Keeps every value as it was typed (`3.60`, `NO`), and remembers where it stood.

    `form` brings the name of a field to its one form.
    """

    def __init__(self, text: str, *, form: Callable[[str], str] = key) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.data: Any = None
        self._form = form
        self._open: set[int] = set()
        signs = list(unprintable(text))[:MOST_SIGNS]
        for number, found in enumerate(signs):
            self._torn(found, number)
        if signs:
            return
        try:
            self._loader, node = compose(text)
        except Unreadable as trouble:
            self._torn(trouble, 0)
            return
        if node is None:
            self._torn(Unreadable("empty", line=1), 0)
        else:
            self.data = self._value(node, ())

    def _torn(self, trouble: Unreadable, number: int) -> None:
        """Nothing can be said of what the file holds."""
        at: Path = ("file", number)
        self.lines[at] = trouble.line
        self.problems.append(Problem(code=trouble.code, at=at, facts=trouble.facts, is_of_the_whole=True))

    def line(self, at: Path) -> int:
        """Where a place of the file stands, or what it would stand in."""
        while at not in self.lines and at:
            at = at[:-1]
        return self.lines.get(at, 1)

    def _value(self, node: yaml.Node, at: Path) -> Any:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL else node.value
        if id(node) in self._open:
            self.problems.append(Problem(code="inside_itself", at=at))
            return None
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self._value(child, (*at, number)) for number, child in enumerate(node.value)]
            return self._mapping(node, at) if isinstance(node, yaml.MappingNode) else None
        finally:
            self._open.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, at: Path) -> dict[str, Any]:
        seen: set[str] = set()
        for field, _ in node.value:
            name = self._name(field)
            if name in seen and field.tag != _MERGE:
                self.lines[(*at, name)] = field.start_mark.line + 1
                self.problems.append(Problem(code="field_twice", at=(*at, name), facts={"field": name}))
            seen.add(name)
        data: dict[str, Any] = {}
        for field, child in self._loader.pairs(node):
            name = self._name(field)
            self.lines.setdefault((*at, name), field.start_mark.line + 1)
            if not isinstance(field, yaml.ScalarNode):
                self.problems.append(Problem(code="text", at=(*at, name)))
            data[name] = self._value(child, (*at, name))
        return data

    def _name(self, field: yaml.Node) -> str:
        """A field's name in its one form; a list or an entry can be none."""
        return self._form(field.value) if isinstance(field, yaml.ScalarNode) else "?"
