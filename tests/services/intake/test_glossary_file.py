"""The glossary as a file: all of it or nothing, safe to run twice, and given out as it is read."""

import pytest
import yaml

from bot.domain.intake.glossary_file import as_data
from bot.errors import Refusal
from bot.seed import example
from bot.services.intake.glossary import retire_term
from bot.services.intake.glossary_file import export_glossary, import_glossary, read_glossary_file
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import kept, term
from tests.builders.people import Company


def test_a_file_is_imported_twice_and_given_out_as_it_is(store: Store, people: Company) -> None:
    company = acting(store, by=None)
    file = read_glossary_file(company, example("glossary.yaml")).value
    assert file is not None

    assert len(import_glossary(company, file)) == 6
    assert import_glossary(company, file) == ()
    again = read_glossary_file(company, yaml.safe_dump(as_data(export_glossary(company)))).value
    assert again is not None
    assert again.changes == ()


def test_what_the_file_does_not_name_stays(store: Store, people: Company) -> None:
    company = acting(store, by=None)
    kept(acting(store, by=people.product_manager), term("gift card", "present"))
    file = read_glossary_file(company, "terms:\n  - words: {en: basket}\n    technical: cart\n").value
    assert file is not None

    import_glossary(company, file)

    assert [each.technical for each in export_glossary(company)] == ["cart", "gift card"]


def test_a_file_that_does_not_fit_any_more_is_not_imported(store: Store, people: Company) -> None:
    company, sun = acting(store, by=None), acting(store, by=people.product_manager)
    kept(sun, term("a", "basket"))
    text = "terms:\n  - words: {en: [basket, cart]}\n    technical: cart\n"
    file = read_glossary_file(company, text).value
    assert file is not None
    kept(sun, term("b", "cart"))

    with pytest.raises(Refusal, match=r"glossary\.overtaken"):
        import_glossary(company, file)

    retire_term(sun, term_id=2)
    assert len(import_glossary(company, file)) == 1


def test_mistakes_have_their_line(store: Store, people: Company) -> None:
    text = "terms:\n  - words: {en: basket}\n    technical: cart\n  - words: {en: Basket}\n    technical: x\n"

    read = read_glossary_file(acting(store, by=None), text)

    assert read.value is None
    assert [(line, problem.code) for line, problem in read.problems] == [(4, "word_twice")]


def test_only_the_command_line_imports(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        export_glossary(acting(store, by=people.product_manager))
