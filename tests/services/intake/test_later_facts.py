"""What is known of a request that was put off."""

from datetime import timedelta

from bot.services.intake.later_facts import put_off
from storage.unit import Store
from tests.builders.desk import waits
from tests.builders.intake import MORNING, filed
from tests.builders.people import Company


def test_until_when_by_whom_and_why_or_nothing(store: Store, people: Company) -> None:
    until = MORNING + timedelta(days=1)
    aside, queued = (filed(store, people.employee, submission=f"V{each}") for each in range(2))
    waits(store, aside, people.product_manager, until=until, reason="The release.")

    with store.read() as unit:
        found = put_off(unit, aside)
        assert put_off(unit, queued) is None
    assert found is not None
    assert (found.by, found.until, found.reason) == (people.product_manager, until, "The release.")
