"""Contents are fetched for Steward, kept for their owner, and sent to nobody else."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.domain.weeks.pocket import Case
from bot.domain.weeks.pocket_files import Keeping, ToFetch
from bot.errors import Refusal
from bot.services.weeks.pocket import read_case, remove_case
from bot.services.weeks.pocket_files import (
    files_to_fetch,
    keep_content,
    keep_name_only,
    try_again,
    want_file,
)
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company
from tests.builders.pockets import kept

FILES = [{"id": "F1", "name": "plan.pdf", "size": 4}, {"id": "F2", "name": "chart.png", "size": 4}]


@pytest.fixture
def case(store: Store, people: Company) -> Case:
    return kept(store, people.employee, files=FILES)


def fetched(store: Store, *, later: timedelta = timedelta(0)) -> Sequence[ToFetch]:
    return files_to_fetch(acting(store, by=None, now=MONDAY + later), limit=10)


def keepings(store: Store, case: Case, by: Person) -> list[Keeping]:
    return [file.keeping for file in read_case(acting(store, by=by), case_id=case.id).files]


def wanted(store: Store) -> list[tuple[str, dict[str, object]]]:
    with store.read() as unit:
        waiting = unit.outbox.waiting(until=MONDAY + timedelta(days=1))
    return [(each.lane, each.payload) for each in waiting if each.kind == "KeptFileWanted"]


def test_what_waits_is_kept_or_says_why_not(store: Store, people: Company, case: Case) -> None:
    assert keepings(store, case, people.employee) == [Keeping.WAITS, Keeping.WAITS]

    first, second = fetched(store)
    keep_content(acting(store, by=None), first, b"%PDF")
    keep_name_only(acting(store, by=None), second, Keeping.UNSEEN)

    assert keepings(store, case, people.employee) == [Keeping.KEPT, Keeping.UNSEEN]
    assert fetched(store, later=timedelta(days=1)) == []


def test_it_is_tried_for_a_week_and_then_says_that_slack_did_not_give_it(
    store: Store, people: Company, case: Case
) -> None:
    try_again(acting(store, by=None), fetched(store)[0])
    assert keepings(store, case, people.employee)[0] is Keeping.WAITS

    week = timedelta(days=7)
    for each in fetched(store, later=week):
        try_again(acting(store, by=None, now=MONDAY + week), each)

    assert keepings(store, case, people.employee) == [Keeping.UNREACHED, Keeping.UNREACHED]


def test_nobody_but_steward_fetches(store: Store, people: Company, case: Case) -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        files_to_fetch(acting(store, by=people.employee), limit=10)


def test_a_copy_is_sent_to_whoever_keeps_it_once_for_a_window(
    store: Store, people: Company, case: Case
) -> None:
    keep_content(acting(store, by=None), fetched(store)[0], b"%PDF")
    chen = acting(store, by=people.employee)

    for window in ("V1", "V1", "V2"):
        assert want_file(chen, case_id=case.id, position=0, asked=window).id == case.id

    facts = {"to": people.employee.id, "case_id": case.id, "position": 0}
    lane = f"person:{people.employee.id}"
    assert wanted(store) == [(lane, {**facts, "asked": "V1"}), (lane, {**facts, "asked": "V2"})]


def test_there_is_no_copy_of_what_is_not_kept_not_there_or_somebody_elses(
    store: Store, people: Company, case: Case
) -> None:
    keep_content(acting(store, by=None), fetched(store)[0], b"%PDF")
    chen, wu = acting(store, by=people.employee), acting(store, by=people.colleague)

    with pytest.raises(Refusal, match=r"pocket\.file_not_kept"):
        want_file(chen, case_id=case.id, position=1, asked="V1")
    with pytest.raises(Refusal, match=r"card\.unknown"):
        want_file(chen, case_id=case.id, position=2, asked="V1")
    for other in (wu, acting(store, by=people.manager)):
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            want_file(other, case_id=case.id, position=0, asked="V1")
    remove_case(chen, case_id=case.id)
    with pytest.raises(Refusal, match=r"card\.unknown"):
        want_file(chen, case_id=case.id, position=0, asked="V1")
    assert wanted(store) == []
