"""`python -m tests.house.who_may` writes docs/who-may.md anew from the table of deeds."""

import ast
from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.domain.access import MAY, Deed, Predicate
from tests.house.reading import ROOT, modules

PAGE = ROOT / "docs" / "who-may.md"

HEAD = """\
# Who may see or do what

Everything that Steward lets somebody see or do stands here; whoever is not named is refused. This page
is made of `bot/domain/access.py` by `make deeds`, and a test fails while the two differ.

| what | who |
| --- | --- |
"""


def page() -> str:
    """The whole page, as Markdown."""
    return HEAD + "".join(f"| {line} |\n" for line in _lines())


def deeds_in_words() -> Mapping[str, str]:
    """What stands under the name of each deed."""
    (table,) = (
        node
        for node in modules("bot/domain")["bot.domain.deeds"].body
        if isinstance(node, ast.ClassDef) and node.name == Deed.__name__
    )
    return {
        named.targets[0].id: said.value.value
        for named, said in pairwise(table.body)
        if isinstance(named, ast.Assign)
        and isinstance(named.targets[0], ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
        and isinstance(said.value.value, str)
    }


def who(holds: Predicate) -> str:
    """Whom a predicate lets in, in words."""
    return (holds.__doc__ or "").strip()


def _lines() -> Iterator[str]:
    said = deeds_in_words()
    for deed in Deed:
        first, *others = (who(holds) for holds in MAY[deed])
        yield f"{said[deed.name]} | {'; '.join([first, *(_within(each) for each in others)])}"


def _within(words: str) -> str:
    """As it reads in the middle of a line; HR stays HR."""
    return words if words.split()[0].isupper() else words[0].lower() + words[1:]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
