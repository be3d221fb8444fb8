"""A department's month reaches whoever may read it when it is sent: a message, and slides under it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from bot.delivery.outgoing import Snapshot
from bot.delivery.reports.department import on_made, on_reported
from bot.domain.reports.notices import DeckMade, DepartmentReported
from storage.unit import Store
from tests.builders.intake import POLICY
from tests.builders.people import MARKETING, Company, kpi_sheet
from tests.services.reports.test_department import department_id

NOW = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def marketing(store: Store, people: Company) -> int:
    number = department_id(store, MARKETING)
    with store.begin() as unit:
        kpi_sheet(unit, department_id=number, kpis=(("visits", "Visits", 100),))
    return number


def test_the_message_comes_with_slides_that_open(store: Store, people: Company, marketing: int) -> None:
    of: dict[str, Any] = {"to": people.boss.id, "department_id": marketing, "month": "2026-11"}
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=NOW)
        said, made = on_reported(at, DepartmentReported(**of)), on_made(at, DeckMade(**of))

    assert said is not None
    assert said.plainer is not None
    assert said.message.text.startswith("Marketing in November 2026.")
    assert made is not None
    assert made.attachment is not None
    assert made.attachment.name == "2026-11-Marketing.pptx"
    deck = Presentation(BytesIO(made.attachment.content))
    assert deck.slides[0].shapes.title.text == MARKETING
    assert deck.core_properties.author == "Steward"


def test_whoever_may_not_read_it_any_more_is_sent_nothing(
    store: Store, people: Company, marketing: int
) -> None:
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=NOW)
        for to, department in ((people.manager.id, marketing), (people.boss.id, 999)):
            of: dict[str, Any] = {"to": to, "department_id": department, "month": "2026-11"}
            assert on_reported(at, DepartmentReported(**of)) is None
            assert on_made(at, DeckMade(**of)) is None
