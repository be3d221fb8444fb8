"""A rehearsal: use cases run for real, and the database is as it was."""

from datetime import UTC, datetime

import pytest

from bot.domain.notices import Sending
from bot.errors import Refusal
from bot.services.reviews.open_cycle import open_cycle
from storage.rehearsal import rehearse
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_what_is_written_is_seen_inside_and_gone_outside(store: Store) -> None:
    company(store)

    with rehearse(store) as stage:
        open_cycle(acting(stage, now=NOW), name="2026Q4")
        with stage.read() as unit:
            assert unit.cycles.named("2026Q4") is not None
            assert unit.outbox.count(Sending.PENDING) == 7

    with store.read() as unit:
        assert unit.cycles.named("2026Q4") is None
        assert unit.outbox.count(Sending.PENDING) == 0


def test_a_use_case_that_fails_undoes_only_its_own_step(store: Store) -> None:
    company(store)

    with rehearse(store) as stage:
        open_cycle(acting(stage, now=NOW), name="2026Q4")
        with pytest.raises(Refusal):
            open_cycle(acting(stage, now=NOW), name="2026Q4")
        with stage.read() as unit:
            assert unit.outbox.count(Sending.PENDING) == 7


def test_afterwards_the_database_can_be_written_to(store: Store) -> None:
    company(store)
    with rehearse(store) as stage:
        open_cycle(acting(stage, now=NOW), name="2026Q4")

    open_cycle(acting(store, now=NOW), name="2026Q4")

    with store.read() as unit:
        assert unit.cycles.named("2026Q4") is not None
