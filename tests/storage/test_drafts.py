"""Drafts: what was typed is kept under person, form and subject, and is taken once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.drafts import Draft, Form
from storage.unit import Store
from tests.builders.people import company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def chen(store: Store) -> int:
    return company(store).employee.id


def save(
    store: Store, person_id: int, *, form: Form = Form.ASK, subject: str = "1", said: str, at: datetime = NOW
) -> None:
    with store.begin() as unit:
        unit.drafts.save(person_id, form, subject, {"said": said}, at=at)


def kept(store: Store, person_id: int, *, form: Form = Form.ASK, subject: str = "1") -> Draft | None:
    with store.read() as unit:
        return unit.drafts.get(person_id, form, subject)


def test_a_draft_replaces_the_one_before_and_can_be_dropped(store: Store, chen: int) -> None:
    save(store, chen, said="First")
    save(store, chen, said="Second", at=NOW + timedelta(minutes=1))
    assert kept(store, chen) == Draft(
        subject="1", data={"said": "Second"}, saved_at=NOW + timedelta(minutes=1)
    )

    with store.begin() as unit:
        unit.drafts.drop(chen, Form.ASK, "1")

    assert kept(store, chen) is None


def test_what_was_typed_earlier_and_comes_later_replaces_nothing(store: Store, chen: int) -> None:
    save(store, chen, said="All of it", at=NOW + timedelta(seconds=1))

    save(store, chen, said="Half of it")

    assert kept(store, chen) == Draft(
        subject="1", data={"said": "All of it"}, saved_at=NOW + timedelta(seconds=1)
    )


def test_each_person_form_and_subject_has_its_own(store: Store, chen: int) -> None:
    save(store, chen, said="Mine")

    assert kept(store, chen + 1) is None
    assert kept(store, chen, form=Form.ADJUST) is None
    assert kept(store, chen, subject="2") is None


def test_the_newest_of_a_form_is_found_whatever_its_subject(store: Store, chen: int) -> None:
    save(store, chen, form=Form.WEBSITE_ISSUE, subject="a", said="Later", at=NOW + timedelta(minutes=1))
    save(store, chen, form=Form.WEBSITE_ISSUE, subject="b", said="Earlier")
    save(store, chen, form=Form.TRIAGE, subject="c", said="Else", at=NOW + timedelta(minutes=2))

    with store.read() as unit:
        newest = unit.drafts.newest(chen, Form.WEBSITE_ISSUE)
        assert newest is not None
        assert (newest.subject, newest.data) == ("a", {"said": "Later"})
        assert unit.drafts.newest(chen, Form.SELF_SCORE) is None


def test_what_is_taken_is_gone(store: Store, chen: int) -> None:
    save(store, chen, said="Once")

    with store.begin() as unit:
        assert unit.drafts.take(chen, Form.ASK, "1") == Draft(
            subject="1", data={"said": "Once"}, saved_at=NOW
        )
        assert unit.drafts.take(chen, Form.ASK, "1") is None

    assert kept(store, chen) is None


def test_what_was_taken_in_a_transaction_that_fails_is_still_there(store: Store, chen: int) -> None:
    save(store, chen, said="Once")

    def take_and_fail() -> None:
        with store.begin() as unit:
            assert unit.drafts.take(chen, Form.ASK, "1") is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_and_fail()

    assert kept(store, chen) is not None


def test_many_who_save_the_same_draft_at_once_leave_one(store: Store, chen: int) -> None:
    said = [f"Words {number}" for number in range(8)]

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda words: save(store, chen, said=words), said))

    draft = kept(store, chen)
    assert draft is not None
    assert draft.data["said"] in said
