"""The page for people says what the table of deeds says."""

from bot.domain.access import MAY, Deed
from tests.house.who_may import PAGE, deeds_in_words, page, who


def test_every_deed_says_in_words_what_it_is() -> None:
    said = deeds_in_words()

    assert [
        f"bot.domain.deeds.Deed.{deed.name}: no words under it" for deed in Deed if deed.name not in said
    ] == []
    assert len(set(said.values())) == len(Deed)


def test_whoever_may_is_named_in_words() -> None:
    assert [
        f"{holds.__module__}.{holds.__name__} does not say in its docstring who it is"
        for allowed in MAY.values()
        for holds in allowed
        if not who(holds)
    ] == []


def test_the_page_is_that_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write docs/who-may.md anew: make deeds"
