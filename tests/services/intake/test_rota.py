"""Whoever asks is told who has the website desk."""

from bot.services.intake.rota import who_is_on_duty
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import Company


def test_everybody_can_ask_who_is_on_duty(store: Store, people: Company) -> None:
    found = who_is_on_duty(acting(store, by=people.employee, now=MORNING))

    assert found == people.product_manager
