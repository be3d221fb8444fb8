"""The buttons with which a tab of Home is opened, or a page of it."""

from bot.domain.home import Look
from bot.domain.pages import Span
from messages.catalog import Words
from messages.kit import Block, Element, actions, button, context

LOOK = "home.look"
"""What these buttons' ids begin with; their value is what is opened."""

OVERVIEW = "overview"


def look_value(look: Look) -> str:
    """What is opened, as buttons carry it: "team:2"."""
    return f"{look.tab or OVERVIEW}:{look.page}"


def look_button(label: str, look: Look, *, place: str = "") -> Element:
    """`place` tells two buttons of a row apart."""
    return button(label, f"{LOOK}.{place or look.tab or OVERVIEW}", value=look_value(look))


def pages(words: Words, look: Look, span: Span) -> list[Block]:
    """Which lines of how many stand here, and the way to the others; nothing where they all do."""
    if span.page == 1 and not span.has_later:
        return []
    earlier = Look(tab=look.tab, page=span.page - 1)
    later = Look(tab=look.tab, page=span.page + 1)
    return [
        context(
            words.say(
                "home/page",
                first=words.number(span.first),
                last=words.number(span.last),
                total=words.number(span.total),
            )
        ),
        actions(
            look_button(words.label("Previous page"), earlier, place="earlier") if span.page > 1 else None,
            look_button(words.label("Next page"), later, place="later") if span.has_later else None,
        ),
    ]
