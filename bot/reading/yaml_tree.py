"""YAML that somebody wrote by hand, or to do harm: every way in which it cannot be read has its line."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from bot.domain.text import is_damaged, whole
from bot.errors import SetupError
from bot.reading.text import read_text, told

DEEPEST = 60
REPEATS_A_NODE, REPEATS_FREE = 50, 100_000
"""How much larger a file may become by what it repeats: a few lines of references can fill any memory."""

_MERGE, _VALUE, _TEXT = (f"tag:yaml.org,2002:{name}" for name in ("merge", "value", "str"))

# What PyYAML raises of some texts, beside its own errors: numbers, dates and escapes out of range.
_BREAKS = (
    yaml.YAMLError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)

_LINE_END = re.compile("\r\n?|\n")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character that was written as two."""

_SENTENCES = {
    "damaged": "part of a character was lost here. Type the text anew.",
    "control": "the invisible character {sign} cannot stand here. Delete it.",
    "inside_itself": "this refers to itself.",
    "field_twice": "“{field}” stands here a second time. Keep one of them.",
    "merge": "“<<” takes over the fields of another entry, and this is none.",
    "not_yaml": "this cannot be read from here on: {reason}. Look for a missing quote, dash or space.",
    "repeats": "what is repeated here makes the file too large. Repeat less.",
    "too_deep": "lists or brackets are nested too deeply here. Look for one that is not closed.",
}


class Unreadable(Exception):
    """Why a text is no YAML. `code` is one of an organisation file's problems, `facts` fill its sentence."""

    def __init__(self, code: str, *, line: int, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.facts = facts

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.code].format(**self.facts)


class Loader(yaml.SafeLoader):
    """A loader that goes only so deep, and takes over fields without copying them again and again."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._pairs: dict[int, list[tuple[yaml.Node, yaml.Node]]] = {}
        self._merging: set[int] = set()
        self.constructing: yaml.Node | None = None

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("too_deep", line=self.line + 1)
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def pairs(self, node: yaml.MappingNode) -> list[tuple[yaml.Node, yaml.Node]]:
        """The fields of an entry: those that `<<` takes over, then its own. Raises Unreadable."""
        if id(node) in self._pairs:
            return self._pairs[id(node)]
        if id(node) in self._merging:
            raise Unreadable("inside_itself", line=_line(node))
        self._merging.add(id(node))
        taken: dict[Any, tuple[yaml.Node, yaml.Node]] = {}
        own: dict[Any, tuple[yaml.Node, yaml.Node]] = {}
        for key, child in node.value:
            if key.tag != _MERGE:
                own[_name(key)] = (key, child)
                continue
            for source in _sources(child):
                for pair in self.pairs(source):
                    taken.setdefault(_name(pair[0]), pair)
        self._merging.discard(id(node))
        self._pairs[id(node)] = found = list((taken | own).values())
        return found

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        node.value = self.pairs(node)
        for key, _ in node.value:
            if key.tag == _VALUE:
                key.tag = _TEXT

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        self.constructing = node
        return super().construct_object(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        text = super().construct_scalar(node)
        if not _HALF.search(text):
            return text
        if is_damaged(text):
            raise Unreadable("damaged", line=_line(node))
        return whole(text)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if _name(key) in seen:
                raise Unreadable("field_twice", line=_line(key), field=str(key.value))
            seen.add(_name(key))
        return super().construct_mapping(node, deep)


def compose(text: str) -> tuple[Loader, yaml.Node | None]:
    """The tree of a text and the loader that knows its rules; None for an empty one. Raises Unreadable."""
    for found in unprintable(text):
        raise found
    loader = Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except _BREAKS as error:
        raise _unreadable(error, loader) from None
    if node is not None:
        _refuse_to_grow(loader, node)
    return loader, node


def unprintable(text: str) -> Iterator[Unreadable]:
    """The characters that cannot stand in YAML, each with its line."""
    for found in Reader.NON_PRINTABLE.finditer(text):
        line = len(_LINE_END.findall(text, 0, found.start())) + 1
        yield Unreadable("control", line=line, sign=f"U+{ord(found[0]):04X}")


def read_yaml(file: Path, *, tell: Callable[[str], object] | None = None) -> Any:
    """What a YAML or JSON file holds. Raises SetupError naming the file, the line and what to do.

    `tell` is given a line where the file is not in UTF-8.
    """
    text = told(read_text(file), tell).text
    try:
        return load(text)
    except Unreadable as trouble:
        raise SetupError(f"{file}:{trouble.line}: {trouble.sentence}") from None


def load(text: str) -> Any:
    """What a text holds as plain values. Raises Unreadable."""
    # Within brackets a tab is a space like any other, which JSON may be indented with; PyYAML takes none.
    loader, node = compose(text.replace("\t", " ") if text.lstrip().startswith(("{", "[")) else text)
    if node is None:
        return None
    try:
        return loader.construct_document(node)
    except _BREAKS as error:
        raise _unreadable(error, loader) from None


def _unreadable(error: Exception, loader: Loader) -> Unreadable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None and loader.constructing is not None:
        mark = loader.constructing.start_mark
    line = (mark.line if mark else loader.line) + 1
    return Unreadable("not_yaml", line=line, reason=getattr(error, "problem", None) or "no such value")


def _sources(node: yaml.Node) -> list[yaml.MappingNode]:
    """What `<<` names: one entry, or a list of them, of which the first counts most. Raises Unreadable."""
    sources = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for source in sources:
        if not isinstance(source, yaml.MappingNode):
            raise Unreadable("merge", line=_line(source))
    return list(sources)


def _refuse_to_grow(loader: Loader, root: yaml.Node) -> None:
    """Raises Unreadable where references make very much out of little."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = 0  # what refers to itself is found where it is read
            sizes[id(node)] = 1 + sum(size(child) for child in _children(loader, node))
        return sizes[id(node)]

    if size(root) > REPEATS_FREE + REPEATS_A_NODE * len(sizes):
        raise Unreadable("repeats", line=_line(root))


def _children(loader: Loader, node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in loader.pairs(node):
            yield from pair


def _name(key: yaml.Node) -> Any:
    return (key.tag, key.value) if isinstance(key, yaml.ScalarNode) else id(key)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
