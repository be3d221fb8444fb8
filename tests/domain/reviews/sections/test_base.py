"""Every kind of section answers the same questions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.kpis import counted
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import METHODS, BaseSection, KpiSection
from bot.domain.reviews.sections.ladder import POINTS
from bot.errors import Refusal
from bot.services.reviews.schemes import shipped_schemes
from tests.builders.schemes import basis_of_both
from tests.builders.shipped import load_scheme

BASIS = basis_of_both()
EVERY = [(scheme, section) for scheme in shipped_schemes() for section in scheme.sections]
CHOSEN = [(scheme, section) for scheme, section in EVERY if not section.asks_periods]


def each_of(some: list[tuple[Scheme, BaseSection]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("scheme", "section"), some, ids=[f"{scheme.key}:{section.key}" for scheme, section in some]
    )


every_section = each_of(EVERY)
every_chosen_section = each_of(CHOSEN)


def of(scheme: str, key: str) -> tuple[Scheme, BaseSection]:
    found = load_scheme(scheme)
    return found, found.section(key)


def test_there_is_a_shipped_example_of_every_method() -> None:
    assert {section.method for _, section in EVERY} == set(METHODS)


@every_section
def test_the_screens_ask_for_every_item_once(scheme: Scheme, section: BaseSection) -> None:
    assert [key for screen in section.steps(BASIS) for key in screen] == list(section.items(BASIS))
    assert 0 < len(section.items(BASIS)) <= section.most_items


@every_section
def test_points_are_listed_best_first(scheme: Scheme, section: BaseSection) -> None:
    points = section.points(scheme.points)

    assert list(points) == sorted(points, reverse=True)


@every_chosen_section
@given(data=st.data())
def test_the_same_score_everywhere_is_the_mean(
    scheme: Scheme, section: BaseSection, data: st.DataObject
) -> None:
    score = data.draw(st.sampled_from(section.points(scheme.points)))

    assert section.mean(BASIS, dict.fromkeys(section.items(BASIS), score)) == score


@every_chosen_section
def test_a_missing_score_is_named(scheme: Scheme, section: BaseSection) -> None:
    first, *others = section.items(BASIS)

    with pytest.raises(Refusal) as refusal:
        section.mean(BASIS, dict.fromkeys(others, Decimal(3)))

    assert refusal.value.facts == {"items": [first]}


def test_values_take_rungs_and_all_else_the_scale() -> None:
    scheme, values = of("kpi-values", "values")
    _, kpis = of("kpi-values", "kpi")
    _, ability = of("three-part", "ability")

    assert values.points(scheme.points) == POINTS
    assert kpis.points(scheme.points) == ability.points(scheme.points) == scheme.points


@pytest.mark.parametrize(
    ("scheme", "key", "minutes"),
    [
        ("kpi-values", "kpi", 2),
        ("kpi-values", "values", 4),
        ("operations", "team", 4),
        ("three-part", "care", 5),
    ],
)
def test_the_time_it_takes_grows_with_what_is_asked(scheme: str, key: str, minutes: int) -> None:
    found = load_scheme(scheme)
    section = next(each for each in found.sections if key in (each.key, *each.items(BASIS)))

    assert section.minutes(counted(BASIS.kpis)) == minutes


def test_only_kpis_ask_for_a_figure() -> None:
    assert {type(section) for _, section in EVERY if section.has_figure} == {KpiSection}


def test_a_gate_fails_below_it_and_not_at_it() -> None:
    _, values = of("kpi-values", "values")
    _, ability = of("three-part", "ability")

    assert values.is_failed_by(Decimal("2.49"))
    assert not values.is_failed_by(Decimal("2.5"))
    assert not ability.is_failed_by(Decimal(0))
