"""The Home tab: what is owed first, then the state of everything that is the reader's."""

from collections.abc import Iterator
from typing import Any

from bot.domain.home import HomeFacts, Section
from messages.catalog import Words
from messages.home.table import SECTIONS
from messages.kit import Block, context, divider, header, home, section


def home_view(words: Words, facts: HomeFacts) -> dict[str, Any]:
    """The view for views.publish. At most about sixty blocks, whatever somebody has."""
    blocks = [block for each in Section for block in _section(words, each, facts.of.get(each))]
    return home([*blocks, divider(), context(words.say("home/help"))])


def _section(words: Words, which: Section, facts: Any | None) -> Iterator[Block]:
    known = SECTIONS[which]
    if facts is not None:
        yield header(known.title(words, facts))
        yield from known.layout(words, facts)
    elif known.nothing is not None:
        yield header(known.title(words, None))
        yield section(words.say(known.nothing))
