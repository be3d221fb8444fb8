"""Rated statements."""

from decimal import Decimal

import pytest

from bot.domain.goals.post import MOST_REQUIREMENTS
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.sections.statement import ON_A_SCREEN, Statement, StatementSection
from tests.builders.posts import post
from tests.builders.shipped import load_scheme

SCHEME = load_scheme("operations")
TOGETHER = SCHEME.section("together")
TEXT = {"en": "a"}
BUYER = post()
ASKED = Basis(requirements=BUYER.abilities)


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


def from_post() -> StatementSection:
    section = load_scheme("three-part").section("ability")
    assert isinstance(section, StatementSection)
    return section


def test_what_is_rated_from_a_post_are_its_abilities_in_their_order() -> None:
    ability = from_post()

    assert ability.items(ASKED) == ("bargaining", "calculating")
    assert [each.text for each in ability.rated(ASKED)] == [each.text for each in BUYER.abilities]
    assert ability.steps(ASKED) == (("bargaining", "calculating"),)


def test_they_count_alike_whatever_they_weigh_in_the_post() -> None:
    heavy, light = (
        each.model_copy(update={"weight": weight})
        for each, weight in zip(BUYER.abilities, (5, 1), strict=True)
    )

    given = {"bargaining": Decimal(5), "calculating": Decimal(3)}
    assert from_post().mean(Basis(requirements=(heavy, light)), given) == 4


def test_where_the_post_is_not_known_the_sections_own_statements_stand_in() -> None:
    ability = from_post()

    assert ability.items(Basis()) == tuple(each.key for each in ability.statements)


def test_a_section_that_says_nothing_of_it_rates_its_own_statements() -> None:
    assert TOGETHER.items(ASKED) == TOGETHER.items(Basis())
    assert (TOGETHER.asks_post, from_post().asks_post) == (False, True)


def test_there_may_be_as_many_as_a_post_can_ask_for() -> None:
    assert (from_post().most_items, TOGETHER.most_items) == (MOST_REQUIREMENTS, 5)
