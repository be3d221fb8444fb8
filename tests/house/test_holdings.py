"""Whatever is held of a person stands in the table of holdings: all that is exported or erased."""

from bot.domain.privacy.kinds import Erase
from storage.models import Base
from storage.privacy.holdings import HOLDINGS, NOBODYS, is_long


def _naming(name: str) -> set[str]:
    return {
        column.key
        for column in Base.metadata.tables[name].c
        for key in column.foreign_keys
        if key.column.table.name == "people"
    }


def test_every_table_is_somebodys_or_says_why_it_is_nobodys() -> None:
    assert set(Base.metadata.tables) == {*HOLDINGS, *NOBODYS}
    assert not set(HOLDINGS) & set(NOBODYS)
    assert [name for name in NOBODYS if _naming(name)] == []


def test_every_column_that_names_a_person_is_known() -> None:
    # Whose message somebody saved in their own pocket is told nothing of it: docs/who-sees.md.
    unknown = {name: _naming(name) ^ ({*each.mine, *each.named} - {"id"}) for name, each in HOLDINGS.items()}

    assert {name: columns for name, columns in unknown.items() if columns} == {"pocket_cases": {"author_id"}}


def test_words_go_row_by_row() -> None:
    """Each table of which words go has one column that says which row."""
    assert [
        name
        for name, each in HOLDINGS.items()
        if each.erase is Erase.TEXTS and len(each.table.primary_key.columns) != 1
    ] == []


def test_what_belongs_to_another_table_belongs_to_somebody() -> None:
    assert [
        name
        for name, holding in HOLDINGS.items()
        if holding.of is not None and not (holding.parent and (holding.parent.mine or holding.parent.of))
    ] == []
    assert sum(is_long(column.type) for name in HOLDINGS for column in HOLDINGS[name].table.c) > 60
