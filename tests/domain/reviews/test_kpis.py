"""Whose sheet a KPI stands on."""

from bot.domain.reviews.kpis import Whose, counted
from tests.builders.schemes import kpis_of_both


def test_kpis_are_counted_by_sheet() -> None:
    assert counted(kpis_of_both()) == {Whose.OWN: 2, Whose.TEAM: 4}
    assert counted(()).get(Whose.TEAM, 0) == 0
