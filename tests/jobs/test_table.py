"""The table of jobs, as far as no use case of its own stands behind a row."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.notices import Greeted
from bot.jobs.heartbeat import run_all
from bot.jobs.table import Beat
from bot.slack.client import Slack, web_client
from storage.models.delivery import OutboxRow, Sending
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("problem", "age", "status"),
    [
        ("channel_not_found", timedelta(hours=1), Sending.PENDING),
        ("users_not_found", timedelta(days=6), Sending.PENDING),
        ("user_disabled", timedelta(days=6), Sending.PENDING),
        ("restricted_action", timedelta(days=6), Sending.PENDING),
        ("users_not_found", timedelta(days=8), Sending.PARKED),
        ("person_left", timedelta(hours=1), Sending.PARKED),
        ("ValueError", timedelta(hours=1), Sending.PARKED),
    ],
)
def test_what_an_admin_may_have_mended_is_tried_again_for_a_week(
    store: Store, problem: str, age: timedelta, status: Sending
) -> None:
    chen = company(store).employee
    with store.begin() as unit:
        unit.outbox.add(Greeted(to=chen.id, slot=1), now=NOW - age)
        row = unit.session.query(OutboxRow).one()
        row.status, row.problem = Sending.PARKED, problem

    nobody = Slack(web_client("xoxb-none", base_url="http://127.0.0.1:9/api/"))
    run_all(Beat(acting=acting(store, now=NOW), slack=nobody), without_slack=True)

    with store.read() as unit:
        assert unit.session.query(OutboxRow).one().status is status
