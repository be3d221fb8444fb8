"""What somebody lacks, as an action can be tied to it."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.actions.gaps import Shortfall, gaps_of_form, gaps_of_result
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, kpi
from tests.builders.job_forms import content, rating, requirement, version
from tests.builders.shipped import load_scheme


def test_what_is_rated_as_not_met_stands_first_and_what_is_not_rated_is_no_gap() -> None:
    rated = version(rating=rating(bargaining="partly", calculating="not_yet", years="met"))
    own = content(requirements=(requirement("bargaining", name="Bargains well"),))
    in_own_words = version(content=own, rating=rating(bargaining="partly"))

    assert [(each.tied.value, each.how) for each in gaps_of_form(rated)] == [
        ("requirement:calculating", Shortfall.NOT_YET),
        ("requirement:bargaining", Shortfall.PARTLY),
    ]
    assert [each.tied.name for each in gaps_of_form(in_own_words)] == [{"en": "Bargains well"}]
    assert list(gaps_of_form(version())) == []


def test_kpis_of_the_lowest_band_and_values_that_want_a_case_against_them_came_out_low() -> None:
    scheme = load_scheme("kpi-values")
    basis = Basis(kpis=(kpi("conversion", "Conversion", 60), kpi("dwell", "Dwell time", 40)))

    def low(points: dict[Item, str]) -> list[str]:
        found = gaps_of_result(scheme, basis, {item: Decimal(point) for item, point in points.items()})
        return [each.tied.value for each in found]

    assert low({CONVERSION: "3.25", DWELL: "3", CUSTOMER: "2.5", TEAMWORK: "2"}) == [
        "value:teamwork",
        "kpi:dwell",
        "kpi:conversion",
    ]
    assert low({CONVERSION: "3.5", DWELL: "5", CUSTOMER: "3"}) == []
    without = replace(basis, kpis=())
    assert list(gaps_of_result(scheme, without, {CONVERSION: Decimal(3)})) == []
