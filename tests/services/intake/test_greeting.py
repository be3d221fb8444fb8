"""Words out of the blue are answered, but not every one."""

from datetime import timedelta

from bot.services.intake.greeting import greet
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, kinds
from tests.builders.people import Company


def test_several_messages_in_a_row_get_one_answer(store: Store, people: Company) -> None:
    for seconds in (0, 5, 60):
        greet(acting(store, by=people.employee, now=MORNING + timedelta(seconds=seconds)))
    greet(acting(store, by=people.colleague, now=MORNING))
    greet(acting(store, by=people.employee, now=MORNING + timedelta(hours=1)))

    assert kinds(store) == ["Greeted", "Greeted", "Greeted"]
