"""The second moment: whoever is ready is scored, the others join when they are."""

from datetime import UTC, date, datetime, timedelta
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.goals.way import State as GoalsState
from bot.domain.people import Person
from bot.domain.policy import Policy, Schedule
from bot.domain.reviews.cards import my_review_card
from bot.domain.reviews.opening import EarlyScoring, Lacks, Moment, NotReady
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.goals.agreement import sign
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import join_scoring, not_ready, open_due_scoring, open_scoring
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.withdraw_cycle import withdraw_cycle
from storage.models.delivery import OutboxRow
from storage.models.people import PersonRow
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import proposed
from tests.builders.people import kpi_sheet, person
from tests.builders.world import World

MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou on the day on which scoring of 2027Q1 opens by itself."""
AFTER = datetime(2027, 4, 12, 2, 0, tzinfo=UTC)
"""A Monday after the period; self-scores are due on 8 April and taken until the 22nd."""


def reviewed(store: Store) -> set[int]:
    with store.read() as unit:
        return set(unit.session.scalars(select(ReviewRow.employee_id)))


def agrees(world: World, goals_id: int, *, at: datetime) -> None:
    """The manager signs what is on the table, and whoever is agreed on joins."""
    with world.store.read() as unit:
        goals = unit.goals.look(goals_id)
        manager = unit.people.get(goals.manager_id)
    assert goals.sheet_id is not None
    agreed = sign(world.acting(manager, at=at), goals_id=goals_id, sheet_id=goals.sheet_id)
    with world.store.begin() as unit:
        join_scoring(unit, agreed, world.acting(manager, at=at))
