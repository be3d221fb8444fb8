"""What is wrong is told to the admins once a cause, and settled when it is mended."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.concerns import Cause
from bot.domain.intake.notices import Greeted
from bot.domain.notices import Sending
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.concerns import concern_list, keep_concerns_current, note_concern, settle_concern
from storage.models.concerns import ConcernRow
from storage.models.delivery import OutboxRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company, person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOBODY = {"name": "Chen Jie", "email": "chen.jie@example.com"}


def note(store: Store, subject: str, *, name: str = "Chen Jie", now: datetime = NOW) -> None:
    with store.begin() as unit:
        note_concern(unit, Cause.NOT_IN_SLACK, subject=subject, facts={**NOBODY, "name": name}, now=now)


def settle(store: Store, subject: str, *, now: datetime = NOW) -> None:
    with store.begin() as unit:
        settle_concern(unit, Cause.NOT_IN_SLACK, subject=subject, now=now)


def told(store: Store) -> list[OutboxRow]:
    with store.read() as unit:
        return list(unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def sent(store: Store) -> None:
    with store.begin() as unit:
        for row in unit.session.scalars(select(OutboxRow)):
            row.status = Sending.SENT


def test_the_same_noted_twice_is_told_once(store: Store, people: Company) -> None:
    note(store, "person:1")
    sent(store)

    note(store, "person:1", now=NOW + timedelta(days=7))

    assert len(told(store)) == 1
    [concern] = concern_list(acting(store, by=people.admin), Cause.NOT_IN_SLACK).open
    assert (concern.subject, concern.since, concern.facts) == ("person:1", NOW, NOBODY)


def test_a_burst_is_one_message_an_admin(store: Store, people: Company) -> None:
    person(store, "Guo Second", roles=(Role.ADMIN,))

    for number in range(60):
        note(store, f"person:{number}")

    assert len(told(store)) == 2


def test_what_is_noted_while_the_card_is_being_sent_is_told_too(store: Store, people: Company) -> None:
    note(store, "person:1")
    with store.begin() as unit:
        unit.outbox.claim(now=NOW, lease=timedelta(minutes=1), limit=10)

    note(store, "person:2")

    assert len(told(store)) == 2


def test_what_is_mended_is_told_and_what_never_was_wrong_is_not(store: Store, people: Company) -> None:
    note(store, "person:1")
    sent(store)

    settle(store, "person:1", now=NOW + timedelta(hours=1))
    settle(store, "person:2", now=NOW + timedelta(hours=1))

    assert len(told(store)) == 2
    facts = concern_list(acting(store, by=people.admin), Cause.NOT_IN_SLACK)
    assert (facts.open, facts.mended) == ((), 1)


def test_what_goes_wrong_again_is_a_new_row_and_after_all_was_mended_a_new_round(
    store: Store, people: Company
) -> None:
    note(store, "person:1")
    note(store, "person:2")
    settle(store, "person:1")
    note(store, "person:1")
    settle(store, "person:1")
    settle(store, "person:2")

    note(store, "person:1")

    with store.read() as unit:
        rows = unit.session.scalars(select(ConcernRow).order_by(ConcernRow.id)).all()
    assert [(row.subject, row.round, row.gone_at is None) for row in rows] == [
        ("person:1", 1, False),
        ("person:2", 1, False),
        ("person:1", 1, False),
        ("person:1", 2, True),
    ]


def test_what_goes_wrong_in_many_places_at_once_is_one_round(store: Store, people: Company) -> None:
    for burst in range(10):
        cause = list(Cause)[burst % 2]
        with ThreadPoolExecutor(4) as senders:
            list(senders.map(partial(note_of, store, cause), [f"x:{number}" for number in range(8)]))
        with store.begin() as unit:
            rows = unit.session.scalars(select(ConcernRow).where(ConcernRow.gone_at.is_(None))).all()
            assert {row.round for row in rows} == {burst // 2 + 1}
            for row in rows:
                row.gone_at = NOW


def note_of(store: Store, cause: Cause, subject: str) -> None:
    with store.begin() as unit:
        note_concern(unit, cause, subject=subject, facts=NOBODY, now=NOW)


def test_causes_are_told_apart(store: Store, people: Company) -> None:
    note(store, "person:1")
    with store.begin() as unit:
        note_concern(unit, Cause.CHANNEL_GONE, subject="channel:a", facts={"channel": "a"}, now=NOW)

    assert [row.payload["cause"] for row in told(store)] == ["not_in_slack", "channel_gone"]


def test_whoever_becomes_an_admin_later_is_told_once_of_what_is_still_wrong(
    store: Store, people: Company
) -> None:
    note(store, "person:1")
    sent(store)
    newcomer = person(store, "Guo Second", roles=(Role.ADMIN,))

    for _ in range(2):
        keep_concerns_current(acting(store, now=NOW))

    assert [row.payload["to"] for row in told(store)] == [people.admin.id, newcomer.id]


def test_nobody_needs_to_find_somebody_who_left(store: Store, people: Company) -> None:
    note(store, f"person:{people.employee.id}")
    note(store, f"person:{people.colleague.id}")
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = NOW.date()

    keep_concerns_current(acting(store, now=NOW))

    [left] = concern_list(acting(store, by=people.admin), Cause.NOT_IN_SLACK).open
    assert left.subject == f"person:{people.colleague.id}"


def test_messages_that_are_not_tried_any_more_are_no_concern_any_more(store: Store, people: Company) -> None:
    with store.begin() as unit:
        note_concern(unit, Cause.REFUSED, subject="message:1", facts={}, now=NOW)
    note(store, "person:1")

    keep_concerns_current(acting(store, now=NOW + timedelta(days=8)))

    assert concern_list(acting(store, by=people.admin), Cause.REFUSED).open == ()
    assert len(concern_list(acting(store, by=people.admin), Cause.NOT_IN_SLACK).open) == 1


def test_access_is_a_concern_as_long_as_something_waits_for_it(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.outbox.add(Greeted(to=people.employee.id, slot=1), now=NOW)
        row = unit.session.scalars(select(OutboxRow)).one()
        row.status, row.problem = Sending.PARKED, "missing_scope"
        for reason in ("missing_scope", "token_revoked"):
            note_concern(unit, Cause.NO_ACCESS, subject=reason, facts={"reason": reason}, now=NOW)

    keep_concerns_current(acting(store, now=NOW))

    [left] = concern_list(acting(store, by=people.admin), Cause.NO_ACCESS).open
    assert left.subject == "missing_scope"


def test_the_longest_standing_come_first_and_those_of_one_day_by_name(store: Store, people: Company) -> None:
    for number, name in enumerate(("Ma Chao", "Deng Bo", "Xie Na")):
        note(store, f"person:{number}", name=name, now=NOW + timedelta(milliseconds=number))
    note(store, "person:9", name="Zu Li", now=NOW - timedelta(days=1))

    found = concern_list(acting(store, by=people.admin), Cause.NOT_IN_SLACK).open

    assert [each.facts["name"] for each in found] == ["Zu Li", "Deng Bo", "Ma Chao", "Xie Na"]


def test_only_admins_see_the_list(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match="not_admin"):
        concern_list(acting(store, by=people.hr), Cause.NOT_IN_SLACK)
