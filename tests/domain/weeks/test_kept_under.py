"""Places tell themselves apart."""

from dataclasses import replace

from bot.domain.weeks.kept_under import Kind
from tests.builders.pockets import CONVERSION, MENTORING, TEAMWORK_3


def test_every_place_has_a_value_of_its_own() -> None:
    places = (
        CONVERSION,
        MENTORING,
        TEAMWORK_3,
        replace(TEAMWORK_3, rung=4),
        replace(TEAMWORK_3, key="customer_first"),
        replace(MENTORING, kind=Kind.STATEMENT),
    )

    assert len({place.value for place in places}) == len(places)
    assert replace(TEAMWORK_3, name={"en": "Working together"}).value == TEAMWORK_3.value


def test_a_value_fits_into_a_menu_however_long_its_key_is() -> None:
    assert len(replace(MENTORING, key="m" * 80).value) < 150
