"""What is held of somebody is taken out for them: their own, and what they may read of what others wrote."""

import json

import pytest
from sqlalchemy import select

from bot.domain.privacy.looks import FileLook
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.privacy.export import export_person
from bot.services.privacy.looks import read_looks
from messages.catalog import Words
from messages.privacy.export import as_json, as_page
from storage.models.privacy import FileLookRow
from tests.builders.world import FRIDAY, World


def test_what_the_manager_decided_is_in_it_once_it_is_released_and_doubts_never(world: World) -> None:
    chen = world.people.employee
    found = []
    for state in (State.SCORED, State.RELEASED):
        world.review_at(state)
        held = {each.table: each for each in export_person(world.acting(), of=chen.email).tables}
        assert held["scores"].rows
        found.append({row["event"] for row in held["review_history"].rows})
        assert held["review_history"].withheld > 0
        assert held["people"].rows[0]["email"] == chen.email

    assert [Event.APPROVE in events for events in found] == [False, True]
    assert [Event.CONFIRM in events for events in found] == [False, False]


def test_whoever_manages_is_given_who_and_when_of_others_and_no_words(world: World) -> None:
    world.review_at(State.RELEASED)

    held = {each.table: each for each in export_person(world.acting(), of=world.people.manager.email).tables}

    assert held["reviews"].rows
    assert "scores" not in held
    assert all("note" not in row for row in held["review_history"].rows)


def test_it_is_on_record_and_the_person_sees_it(world: World) -> None:
    chen = world.people.employee
    export_person(world.acting(), of=chen.email)
    with world.store.read() as unit:
        rows = unit.session.execute(select(FileLookRow.person_id, FileLookRow.what, FileLookRow.by_id)).all()
    assert [tuple(row) for row in rows] == [(chen.id, FileLook.EXPORT, None)]
    assert read_looks(world.acting(chen)).total == 1

    with pytest.raises(Refusal) as refused:
        export_person(world.acting(), of="nobody@example.com")
    assert refused.value.code == "person.nobody"


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_both_files_say_it_and_the_page_runs_nothing(world: World, locale: str) -> None:
    world.review_at(State.MORE_ASKED)
    held = export_person(world.acting(), of=world.people.employee.email)

    page = as_page(Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY), held)

    assert "Which branch?" in page
    assert world.people.manager.name in page  # not only the number under which the database has them
    assert "<dt>review</dt>" not in page
    assert "{'" not in page
    assert "<script" not in page
    assert json.loads(json.dumps(as_json(held)))["person"] == world.people.employee.id
