"""Kept answers: added, used, retired; of those that stand no two have one name."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.intake.known_answers import KnownAnswer
from storage.unit import Store, Unit
from tests.builders.people import Company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def kept(
    unit: Unit, people: Company, *, name: str = "", title: str = "Why is my basket empty?"
) -> KnownAnswer:
    return unit.known_answers.add(
        name=name,
        title=title,
        text="Reload the page.",
        locale="en-US",
        page="",
        kept_by_id=people.product_manager.id,
        at=NOW,
    )


def test_the_most_used_comes_first_and_a_retired_one_no_more(store: Store, people: Company) -> None:
    with store.begin() as unit:
        first, second, third = (kept(unit, people, title=title) for title in ("One", "Two", "Three"))
        unit.known_answers.used(first.id)
        unit.known_answers.retire(second.id, at=NOW)

    with store.read() as unit:
        assert [each.title for each in unit.known_answers.listed()] == ["One", "Three"]
        assert unit.known_answers.get(first.id).uses == 1
        assert [each.id for each in unit.known_answers.some([third.id, second.id, first.id])] == [
            first.id,
            third.id,
        ]
        assert not unit.known_answers.get(second.id).stands


def test_it_stays_retired_since_it_was(store: Store, people: Company) -> None:
    with store.begin() as unit:
        answer = kept(unit, people)
        unit.known_answers.retire(answer.id, at=NOW)
        unit.known_answers.retire(answer.id, at=NOW + timedelta(days=1))

    with store.read() as unit:
        assert unit.known_answers.get(answer.id).retired_at == NOW


def test_a_name_is_free_again_once_its_answer_is_retired(store: Store, people: Company) -> None:
    with store.begin() as unit:
        before = kept(unit, people, name="reload")
        kept(unit, people)
        kept(unit, people)
        unit.known_answers.retire(before.id, at=NOW)
        now = kept(unit, people, name="reload")

    with store.read() as unit:
        assert unit.known_answers.named("reload") == now
        assert unit.known_answers.named("other") is None


def test_no_two_that_stand_have_one_name(store: Store, people: Company) -> None:
    with store.begin() as unit:
        kept(unit, people, name="reload")

    with pytest.raises(IntegrityError), store.begin() as unit:
        kept(unit, people, name="reload")
