"""The Home tab: what is owed first; then a line of each tab, or one of them in full."""

from collections.abc import Iterator
from typing import Any

from bot.domain.home import TAB_OF, HomeFacts, Look, Section, Tab
from messages.catalog import Mrkdwn, Words
from messages.home.looking import look_button, pages
from messages.home.table import SECTIONS, TABS
from messages.kit import Block, actions, context, divider, fit_mrkdwn, header, home, section

LINE_LIMIT = 1200
"""Characters of a tab's lines: a phone's screen has room for the other tabs."""


def home_view(words: Words, facts: HomeFacts) -> dict[str, Any]:
    """The view for views.publish, within Slack's limits whatever somebody has."""
    look = facts.look
    blocks = [
        *_in_full(words, facts, Tab.OWED),
        *([_choice(words, facts)] if look.tab else [divider()]),
        *(_in_full(words, facts, look.tab) if look.tab not in (None, Tab.OWED) else []),
        *(() if look.tab else _summed_up(words, facts)),
        *(() if look.tab else _in_full(words, facts, None)),
        divider(),
        context(words.say("home/help")),
    ]
    return home(blocks)


def _choice(words: Words, facts: HomeFacts) -> Block:
    """The tabs in a row, the open one marked, and the way back to a line of each."""
    open_one = facts.look.tab
    others = (
        look_button(
            words.label("▾ %(tab)s", tab=TABS[tab](words)) if tab is open_one else TABS[tab](words),
            Look(tab=tab),
        )
        for tab in facts.tabs
    )
    return actions(look_button(words.label("Overview"), Look()), *others)


def _in_full(words: Words, facts: HomeFacts, tab: Tab | None) -> Iterator[Block]:
    for each in _sections(tab):
        known, found = SECTIONS[each], facts.of.get(each)
        if found is not None:
            yield header(known.title(words, found))
            yield from known.layout(words, found)
            if tab and tab is facts.look.tab and (span := getattr(found, "span", None)):
                yield from pages(words, facts.look, span)
        elif known.nothing is not None:
            yield header(known.title(words, None))
            yield section(words.say(known.nothing))


def _summed_up(words: Words, facts: HomeFacts) -> list[Block]:
    found = (_in_short(words, facts, tab) for tab in facts.tabs)
    return [block for block in found if block is not None]


def _in_short(words: Words, facts: HomeFacts, tab: Tab) -> Block | None:
    """Its name and a line of each of its sections; the button where there is more to see."""
    found = [(SECTIONS[each], facts.of[each]) for each in _sections(tab) if each in facts.of]
    lines = [known.line(words, of_it) for known, of_it in found if known.line]
    if not lines:
        nothing = (SECTIONS[each].nothing for each in _sections(tab))
        lines = [words.say(said) for said in nothing if said is not None]
    if not lines:
        return None
    name = words.say("home/tab", name=TABS[tab](words))
    return section(
        fit_mrkdwn(Mrkdwn("\n".join([name, *lines])), LINE_LIMIT),
        accessory=look_button(words.label("Open"), Look(tab=tab)) if found else None,
    )


def _sections(tab: Tab | None) -> list[Section]:
    return [each for each in Section if TAB_OF[each] is tab]
