"""What a former manager says of single items: only what is scored, and the same back where it is read."""

from decimal import Decimal

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.contribution import (
    REMARK_LIMIT,
    OfItem,
    Written,
    as_asked,
    items_as_kept,
    items_of_kept,
)
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, kpi
from tests.builders.shipped import load_scheme

BASIS = Basis(kpis=(kpi("conversion", "Shop-wide conversion", 60), kpi("dwell", "Dwell time", 40)))


def test_only_what_is_scored_and_only_a_point_that_can_be_given_is_taken() -> None:
    written = Written(
        text="A good year.",
        items={
            TEAMWORK: OfItem(score=Decimal("3.5")),
            CONVERSION: OfItem(score=Decimal("3.6"), remark="x" * (REMARK_LIMIT + 1)),
            DWELL: OfItem(score=Decimal(1)),
            CUSTOMER: OfItem(),
            ("kpi", "nobodys"): OfItem(remark="Not hers."),
        },
    )

    asked = as_asked(written, scheme=load_scheme("kpi-values"), basis=BASIS)

    assert asked.text == "A good year."
    assert list(asked.items.items()) == [
        (CONVERSION, OfItem(remark="x" * REMARK_LIMIT)),
        (TEAMWORK, OfItem(score=Decimal("3.5"))),
    ]


def test_what_is_kept_is_the_same_when_it_is_read() -> None:
    items = {CONVERSION: OfItem(score=Decimal("3.75")), TEAMWORK: OfItem(remark="Shared what she knew.")}

    assert items_of_kept(items_as_kept(items)) == items
