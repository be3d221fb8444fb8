"""Copies say what became of their message; what nobody wants is forgotten."""

from datetime import timedelta

import pytest

from bot.domain.drafts import Form
from bot.domain.weeks.pocket_message import Change
from bot.errors import Missing
from bot.services.weeks.pocket import bring_back_case, open_keeping, read_case, remove_case
from bot.services.weeks.pocket_changes import forget_removed, note_change
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company
from tests.builders.pockets import TS, heard, kept

TUESDAY = MONDAY + timedelta(days=1)


def test_an_edit_by_whoever_wrote_it_is_noted_and_the_copy_stays_as_it_was(
    store: Store, people: Company
) -> None:
    case = kept(store, people.employee)
    edit = Change(channel="C0GENERAL", ts=TS, at=TUESDAY, is_deletion=False)

    for by in (people.colleague, None):
        note_change(acting(store, by=by, now=TUESDAY), edit)

    now = read_case(acting(store, by=people.employee), case_id=case.id)
    assert now.said is not None
    assert (now.said.edited_at, now.said.deleted_at) == (TUESDAY, None)
    assert now.words == case.words


def test_a_message_in_nobodys_pocket_costs_no_writing(store: Store, people: Company) -> None:
    note_change(acting(store), Change(channel="C1", ts="1.1", at=MONDAY, is_deletion=True))

    with store.read() as unit:
        assert not unit.pocket.knows("C1", "1.1")


def test_after_a_day_what_was_removed_and_what_was_not_kept_are_gone(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    case = kept(store, people.employee)
    remove_case(chen, case_id=case.id)
    open_keeping(chen, heard(ts="7.7"))

    forget_removed(acting(store, now=TUESDAY))
    bring_back_case(chen, case_id=case.id)
    remove_case(chen, case_id=case.id)
    forget_removed(acting(store, now=TUESDAY + timedelta(seconds=1)))

    with pytest.raises(Missing):
        bring_back_case(chen, case_id=case.id)
    with store.read() as unit:
        assert unit.drafts.newest(people.employee.id, Form.POCKET) is None
