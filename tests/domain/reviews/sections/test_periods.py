"""A year's section: its mean is of the periods alone, nobody chooses a score, words are always wanted."""

from decimal import Decimal

import pytest

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.sections.periods import YEAR
from bot.errors import Refusal
from tests.builders.shipped import load_scheme
from tests.builders.year import FULL_YEAR, came_to

SCHEME = load_scheme("year")
[SECTION] = SCHEME.sections
BASIS = Basis(periods=FULL_YEAR)
ITEM = (SECTION.key, YEAR)


@pytest.mark.parametrize("typed", ["2.5", "5"])
def test_what_was_typed_changes_nothing(typed: str) -> None:
    outcome = outcome_of(SCHEME, BASIS, {ITEM: Decimal(typed)})

    assert outcome.score == Decimal("3.75")
    assert outcome.exact == SECTION.mean(BASIS, {})
    assert SCHEME.computed(BASIS) == {ITEM: Decimal("3.75")}


def test_half_way_goes_down() -> None:
    basis = Basis(periods=(came_to("2026Q1", "3.5"), came_to("2026Q2", "3.75")))

    assert SECTION.mean(basis, {}) == Decimal("3.625")
    assert SECTION.computed(basis, SCHEME.points) == {YEAR: Decimal("3.5")}


def test_before_the_periods_are_known_nothing_is_computed() -> None:
    assert SECTION.computed(Basis(), SCHEME.points) == {}
    with pytest.raises(Refusal, match=r"scoring\.missing"):
        SECTION.mean(Basis(), {})


def test_words_are_wanted_whatever_the_score() -> None:
    assert {SECTION.case_needed(score) for score in (None, *SCHEME.points)} == {Need.WORDS}
    assert SECTION.has_cases
    assert list(SECTION.places(BASIS)) == []
