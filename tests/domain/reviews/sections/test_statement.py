"""Rated statements."""

from decimal import Decimal

import pytest

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.sections.statement import ON_A_SCREEN, Statement
from tests.builders.shipped import load_scheme

SCHEME = load_scheme("operations")
TOGETHER = SCHEME.section("together")
TEXT = {"en": "a"}


def test_statements_count_alike() -> None:
    one_high = dict.fromkeys(TOGETHER.items(Basis()), Decimal(3)) | {"sharing": Decimal(5)}

    assert TOGETHER.mean(Basis(), one_high) == Decimal("3.4")


def test_they_take_the_points_of_the_schemes_scale() -> None:
    assert TOGETHER.points(SCHEME.points) == SCHEME.points


@pytest.mark.parametrize(("count", "screens"), [(1, 1), (ON_A_SCREEN, 1), (ON_A_SCREEN + 1, 2), (30, 4)])
def test_so_many_are_read_together_and_no_more(count: int, screens: int) -> None:
    statements = tuple(Statement(key=f"s{number}", name=TEXT, text=TEXT) for number in range(count))
    section = TOGETHER.model_copy(update={"statements": statements})

    assert len(section.steps(Basis())) == screens
    assert [key for screen in section.steps(Basis()) for key in screen] == list(section.items(Basis()))
