"""Under what a case can be kept, by what is scored."""

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.weeks.kept_under import Kind
from bot.domain.weeks.pocket_places import MOST_CHOICES, belongs, every_choice, places
from tests.builders.approval import CONVERSION, CUSTOMER, TEAMWORK, kpi
from tests.builders.pockets import CONVERSION as AT_CONVERSION
from tests.builders.pockets import MENTORING, TEAMWORK_3
from tests.builders.shipped import load_scheme

BASIS = Basis(kpis=(kpi("conversion", "Shop-wide conversion", 60),))


def test_every_kpi_and_every_rung_of_a_value_is_one() -> None:
    found = list(places(load_scheme("kpi-values"), BASIS))

    assert [(place.kind, place.key, place.rung) for place in found] == [
        (Kind.KPI, "conversion", None),
        *((Kind.VALUE, key, rung) for key in ("customer_first", "teamwork") for rung in range(1, 6)),
    ]
    assert found[0] == AT_CONVERSION
    assert set(found[1].words) == {"en", "zh_Hans", "zh_Hant"}


def test_a_departments_kpis_and_statements_are_some_too() -> None:
    team = kpi("visits", "Visits", 100)
    basis = Basis(kpis=(*BASIS.kpis, type(team)(**{**vars(team), "whose": Whose.TEAM})))

    found = list(places(load_scheme("operations"), basis))

    assert {place.key for place in found if place.kind is Kind.KPI} == {"conversion", "visits"}
    assert [place for place in found if place.kind is Kind.STATEMENT and place.words]


def test_what_can_be_chosen_stands_there_once_and_fits_into_a_menu() -> None:
    many = [type(MENTORING)(kind=Kind.OWN, key=f"h{n}", name={"en": "H"}) for n in range(200)]

    assert every_choice((TEAMWORK_3,), (MENTORING, TEAMWORK_3)) == (TEAMWORK_3, MENTORING)
    assert len(every_choice((MENTORING,), many)) == MOST_CHOICES


def test_a_case_belongs_to_the_item_that_it_is_kept_under() -> None:
    scheme = load_scheme("kpi-values")
    kpis, values = scheme.section("kpi"), scheme.section("values")

    assert belongs(TEAMWORK_3, TEAMWORK, values)
    assert not belongs(TEAMWORK_3, CUSTOMER, values)
    assert belongs(AT_CONVERSION, CONVERSION, kpis)
    assert not belongs(AT_CONVERSION, ("values", "conversion"), values)
