"""Reading the form of a term."""

import pytest

from bot.errors import Refusal
from handlers.intake.glossary_form import ListPlace, TermPlace, fields_in, term_in
from tests.builders.briefs import term
from tests.handlers.intake.test_forms import text

PLACE = TermPlace(term=3, version=2, list=ListPlace())
GOOD = {"en": "basket,  cart", "zh_Hans": "", "zh_Hant": "購物車", "technical": "cart service ", "note": ""}


def test_the_form_comes_to_a_term() -> None:
    fields = fields_in({"state": {"values": {name: text(value) for name, value in GOOD.items()}}})

    expected = term("cart service", "basket", "cart", zh_Hant=("購物車",), id=3, version=2)
    assert term_in(fields, PLACE) == expected


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"en": " , ", "zh_Hant": "\u200b"}, "glossary.no_word", "en"),
        ({"technical": " "}, "request.text_missing", "technical"),
        ({"technical": "x" * 121}, "request.text_too_long", "technical"),
        ({"note": "x" * 301}, "request.text_too_long", "note"),
        ({"zh_Hans": "x" * 61}, "request.text_too_long", "zh_Hans"),
        ({"en": ",".join(f"w{n}" for n in range(11))}, "glossary.too_many_words", "en"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(changes: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        term_in({**GOOD, **changes}, PLACE)

    assert (refusal.value.code, refusal.value.field) == (code, field)
