"""What is known of a call."""

from bot.services.intake.emergency_facts import paged
from storage.unit import Store
from tests.builders.desk import SOON
from tests.builders.intake import filed
from tests.builders.people import Company


def test_the_last_call_or_nothing(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with store.begin() as unit:
        assert paged(unit, number) is None
        for minute in range(2):
            unit.pages.add(
                number,
                developer_id=people.developer.id,
                by_id=people.product_manager.id,
                at=SOON,
                reason=f"Call {minute}",
                submission=f"V{minute}",
            )

    with store.read() as unit:
        page = paged(unit, number)
    assert page is not None
    assert (page.reason, page.developer) == ("Call 1", people.developer)
