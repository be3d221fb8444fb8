"""The organisation file as YAML: plain data, and the line of each part of it."""

from pathlib import Path as File
from typing import Any

import yaml

from bot.commands.org_text import read_text
from bot.domain.organisation import Path, Problem

_NULL = "tag:yaml.org,2002:null"


class YamlReading:
    """Keeps every value as it was typed (`3.60`, `NO`), and remembers where it stood."""

    def __init__(self, file: File) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._loader = yaml.SafeLoader(read_text(file))
        try:
            node = self._loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self.lines[()] = mark.line + 1 if mark else 1
            self.problems.append(
                Problem(code="not_yaml", at=(), facts={"reason": error.problem or "unclear"})
            )
            self.data: Any = None
        else:
            self.data = self._value(node, ()) if node else None

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
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                self.lines[(*at, name)] = key.start_mark.line + 1
                self.problems.append(Problem(code="field_twice", at=(*at, name), facts={"field": name}))
            seen.add(name)
        self._loader.flatten_mapping(node)
        data: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value)
            self.lines.setdefault((*at, name), key.start_mark.line + 1)
            data[name] = self._value(child, (*at, name))
        return data
