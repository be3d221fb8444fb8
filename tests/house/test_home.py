"""Every section of the Home tab: its tab, its facts and its layout, one entry each."""

from bot.domain.home import TAB_OF, Section, Tab
from bot.services.home import FACTS, PAGED
from messages.catalog import has_text
from messages.home.table import SECTIONS, TABS


def test_every_section_has_its_tab_its_facts_and_its_layout() -> None:
    assert [f"bot.domain.home.TAB_OF has no {each}" for each in Section if each not in TAB_OF] == []
    assert [
        f"bot.services.home has no facts of {each}, or two"
        for each in Section
        if (each in FACTS) is (each in PAGED)
    ] == []
    assert [f"messages.home.table.SECTIONS has no {each}" for each in Section if each not in SECTIONS] == []
    assert [f"messages.home.table.TABS has no {each}" for each in Tab if each not in TABS] == []


def test_a_page_is_one_of_one_section() -> None:
    """Or the next page of one would be that of another."""
    paged = [TAB_OF[each] for each in PAGED]

    assert [f"two sections of {tab} have pages" for tab in set(paged) if paged.count(tab) > 1] == []


def test_what_is_said_where_there_is_nothing_is_there() -> None:
    said = [known.nothing for known in SECTIONS.values() if known.nothing is not None]

    assert [f"messages/text/{each}.j2 is missing" for each in said if not has_text(each)] == []
