"""What doctor says of messages that wait, and of threads that are still to be read."""

from datetime import timedelta

from bot.commands.doctor_delivery import _MENDS, check_delivery
from bot.domain.intake.notices import Greeted
from bot.domain.listening import HEARD
from bot.slack.reasons import MENDABLE
from storage.models.delivery import OutboxRow, Sending
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.people import Company

NOW = MONDAY + timedelta(hours=1)


def said(store: Store) -> list[tuple[bool, str]]:
    return [(each.is_well, each.what) for each in check_delivery(store, now=NOW)]


def test_each_reason_is_one_line_and_the_threads_are_counted(store: Store, people: Company) -> None:
    assert said(store) == [(True, "no message waits for Slack")]
    stand = [
        (Sending.PARKED, "token_revoked"),
        (Sending.PARKED, "token_revoked"),
        (Sending.PARKED, "cant_delete_message"),
        (Sending.PENDING, "service_unavailable"),
        (Sending.SENT, None),
        (Sending.PENDING, None),
    ]
    with store.begin() as unit:
        unit.outbox.add(
            *(Greeted(to=people.employee.id, slot=slot) for slot, _ in enumerate(stand)), now=MONDAY
        )
        rows = unit.session.query(OutboxRow).order_by(OutboxRow.id).all()
        for row, (row.status, row.problem) in zip(rows, stand, strict=True):
            unit.session.add(row)
        unit.passing.set_until(HEARD, at=MONDAY)
        unit.listening.want_read([("D1", "1.0")], since=MONDAY, until=NOW)

    assert said(store) == [
        (False, "2 messages wait since 2026-11-23 02:00 UTC: Slack says token_revoked"),
        (False, "1 message waits since 2026-11-23 02:00 UTC: Slack says service_unavailable"),
        (True, "Slack could last reach Steward at 2026-11-23 02:00 UTC"),
        (True, "1 thread still to be read, written in perhaps while Steward was away"),
    ]


def test_whatever_can_be_mended_says_how() -> None:
    assert _MENDS.keys() == MENDABLE
