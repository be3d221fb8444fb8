"""A section that is scored KPI by KPI: whose sheet, and by which weights."""

from decimal import Decimal

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from tests.builders.approval import kpi
from tests.builders.schemes import basis_of_both
from tests.builders.shipped import load_scheme

OPERATIONS = load_scheme("operations")
OWN, TEAM = OPERATIONS.section("own"), OPERATIONS.section("team")
BASIS = basis_of_both()


def test_a_kpi_counts_with_its_weight() -> None:
    assert OWN.mean(BASIS, {"conversion": Decimal(5), "dwell": Decimal(3)}) == Decimal("4.2")


def test_own_and_team_sheet_are_told_apart_even_where_their_keys_are_the_same() -> None:
    kpis = (kpi("k1", "Mine", 100), *(each for each in BASIS.kpis if each.whose is Whose.TEAM))
    basis = Basis(kpis=kpis)

    assert OWN.items(basis) == ("k1",)
    assert TEAM.items(basis) == ("k1", "k2", "k3", "k4")
    assert (OWN.sheets, TEAM.sheets) == ({Whose.OWN}, {Whose.TEAM})


def test_a_section_that_says_nothing_of_it_scores_ones_own_sheet() -> None:
    assert load_scheme("kpi-values").section("kpi").sheets == {Whose.OWN}


def test_all_of_a_sheet_stands_on_one_screen() -> None:
    assert OWN.steps(BASIS) == (("conversion", "dwell"),)
