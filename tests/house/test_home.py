"""Every section of the Home tab: its facts and its layout, one entry each."""

from bot.domain.home import Section
from bot.services.home import FACTS
from messages.catalog import has_text
from messages.home.table import SECTIONS


def test_every_section_has_its_facts_and_its_layout() -> None:
    assert [f"bot.services.home.FACTS has no {each}" for each in Section if each not in FACTS] == []
    assert [f"messages.home.table.SECTIONS has no {each}" for each in Section if each not in SECTIONS] == []


def test_what_is_said_where_there_is_nothing_is_there() -> None:
    said = [known.nothing for known in SECTIONS.values() if known.nothing is not None]

    assert [f"messages/text/{each}.j2 is missing" for each in said if not has_text(each)] == []
