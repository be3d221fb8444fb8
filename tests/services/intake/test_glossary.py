"""Product managers keep the glossary: versions are added, nothing is deleted, no word has two terms."""

from dataclasses import replace

import pytest

from bot.domain.intake.glossary import Term
from bot.errors import Refusal
from bot.services.intake.glossary import keep_term_typed, open_term, read_glossary, retire_term
from storage.models.glossary import GlossaryTermRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import kept, term
from tests.builders.people import Company

CART = term("cart service", "basket", zh_Hans=("购物车",))


def standing(store: Store, people: Company, search: str = "") -> list[Term]:
    found = read_glossary(acting(store, by=people.product_manager), search=search)
    return [each.term for each in found]


def test_a_term_is_added_changed_and_retired_and_every_version_stays(store: Store, people: Company) -> None:
    sun, admin = acting(store, by=people.product_manager), acting(store, by=people.admin)
    kept(sun, CART)
    (first,) = read_glossary(sun)
    assert (first.term, first.by) == (replace(CART, id=1, version=1), "Sun Li")

    kept(admin, replace(first.term, technical="basket service"))
    retire_term(sun, term_id=1)

    assert standing(store, people) == []
    with store.read() as unit:
        rows = unit.session.query(GlossaryTermRow).order_by(GlossaryTermRow.version).all()
        assert [(row.technical, row.by_id, row.is_newest, row.is_retired) for row in rows] == [
            ("cart service", people.product_manager.id, False, False),
            ("basket service", people.admin.id, False, False),
            ("basket service", people.product_manager.id, True, True),
        ]


def test_a_word_that_another_term_has_is_refused_at_its_field_and_what_was_typed_is_kept(
    store: Store, people: Company
) -> None:
    sun = acting(store, by=people.product_manager)
    kept(sun, CART)

    with pytest.raises(Refusal, match=r"glossary\.twice") as refusal:
        kept(sun, term("cart", "cart", zh_Hant=("購物車",)))

    assert refusal.value.field == "zh_Hant"
    assert refusal.value.facts == {"word": "購物車", "technical": "cart service"}
    assert open_term(sun, term_id=None) == (None, {"technical": "cart"})
    kept(sun, term("cart", "cart"))
    assert open_term(sun, term_id=None) == (None, {})
    assert len(standing(store, people)) == 2


def test_a_retired_terms_words_are_free_again(store: Store, people: Company) -> None:
    sun = acting(store, by=people.product_manager)
    kept(sun, CART)
    retire_term(sun, term_id=1)

    kept(sun, CART)

    assert [each.id for each in standing(store, people)] == [2]


def test_whoever_changes_a_term_second_hears_who_was_first(store: Store, people: Company) -> None:
    sun, admin = acting(store, by=people.product_manager), acting(store, by=people.admin)
    kept(sun, CART)
    (before,) = standing(store, people)
    kept(sun, replace(before, note="30 days"))

    with pytest.raises(Refusal, match=r"glossary\.meanwhile") as refusal:
        kept(admin, replace(before, note="A month"))

    assert refusal.value.facts["name"] == "Sun Li"
    kept(admin, replace(before, note="30 days"))
    retire_term(sun, term_id=before.id)
    with pytest.raises(Refusal, match=r"glossary\.gone"):
        kept(admin, replace(before, note="A month"))


@pytest.mark.parametrize(
    ("search", "found"),
    [("", 2), ("BASK", 1), ("購物", 1), ("service", 1), ("expires", 1), ("nothing", 0)],
)
def test_it_is_searched_by_words_technical_terms_and_notes(
    store: Store, people: Company, search: str, found: int
) -> None:
    sun = acting(store, by=people.product_manager)
    kept(sun, CART)
    kept(sun, term("discount code", "voucher", note="It expires."))

    assert len(standing(store, people, search)) == found


def test_what_is_the_same_as_before_is_no_new_version(store: Store, people: Company) -> None:
    sun = acting(store, by=people.product_manager)
    kept(sun, CART)

    kept(sun, standing(store, people)[0])

    assert standing(store, people)[0].version == 1


def test_an_unfinished_term_is_kept_and_an_empty_one_is_not(store: Store, people: Company) -> None:
    sun = acting(store, by=people.product_manager)

    keep_term_typed(sun, term_id=None, typed={"en": "", "note": ""})
    assert open_term(sun, term_id=None) == (None, {})
    keep_term_typed(sun, term_id=None, typed={"en": "bas", "note": ""})
    assert open_term(sun, term_id=None) == (None, {"en": "bas", "note": ""})


@pytest.mark.parametrize("who", ["employee", "hr", "developer", "manager"])
def test_only_the_desk_keeps_it(store: Store, people: Company, who: str) -> None:
    by = acting(store, by=getattr(people, who))

    for deed in (
        lambda: read_glossary(by),
        lambda: kept(by, CART),
        lambda: retire_term(by, term_id=1),
        lambda: open_term(by, term_id=None),
    ):
        with pytest.raises(Refusal, match=r"desk\.product_managers_only"):
            deed()
