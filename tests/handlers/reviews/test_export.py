"""`/review export` reads whose file, which results and what kind of file from the words behind it."""

from typing import Any

import pytest

from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.errors import Refusal
from handlers.reviews.export import on_export
from handlers.visit import Visit
from messages.catalog import Words
from storage.models.delivery import OutboxRow
from tests.builders.world import FRIDAY, QUARTER, World

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)


def asked(world: World, by: Person, said: str) -> dict[str, Any]:
    """What the newest notice holds, once it was said."""
    answers: list[str] = []
    visit = Visit(acting=world.acting(by), words=WORDS, client=None)  # type: ignore[arg-type]
    command = {"text": f"export {said}"}
    on_export(lambda **answer: answers.append(answer["text"]), command, visit)  # type: ignore[arg-type]
    assert answers == ["The file comes to you as a direct message."]
    with world.store.read() as unit:
        newest = unit.session.query(OutboxRow).order_by(OutboxRow.id.desc()).first()
        assert newest is not None
        return dict(newest.payload)


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("", {"to": "hr", "of_id": "hr", "form": "pdf"}),
        ("ＸＬＳＸ", {"of_id": "hr", "form": "xlsx"}),
        ("csv {chen}", {"of_id": "employee", "form": "csv"}),
        ("2026 q4", {"department": "", "cycle": QUARTER, "form": "xlsx"}),
        ("{department}  2026Q4 PDF", {"department": "{department}", "cycle": QUARTER, "form": "pdf"}),
        ("{department}", {"department": "{department}", "cycle": "", "form": "xlsx"}),
    ],
)
def test_what_is_said_is_what_is_asked_for(world: World, said: str, holds: dict[str, str]) -> None:
    world.review_at(State.RELEASED)
    people = world.people
    chen = people.employee
    told = said.format(chen=f"<@{chen.slack_id}|chen>", department=chen.department.replace("&", "&amp;"))

    found = asked(world, people.hr, told)

    ids = {"hr": people.hr.id, "employee": chen.id}
    wanted = {name: value.format(department=chen.department) for name, value in holds.items()}
    assert {name: found[name] for name in holds} == {
        name: ids.get(value, value) if name in ("to", "of_id") else value for name, value in wanted.items()
    }


def test_a_file_is_of_one_person_and_nothing_else_is_said_beside(world: World) -> None:
    world.review_at(State.RELEASED)
    chen, wu = (f"<@{each.slack_id}|x y>" for each in (world.people.employee, world.people.colleague))
    for said in (f"{chen} {wu}", f"{chen}, {wu} csv", f"2026Q4 {chen}", f"{chen} Marketing pdf"):
        with pytest.raises(Refusal) as refusal:
            asked(world, world.people.hr, said)
        assert refusal.value.code == "export.usage", said
    assert asked(world, world.people.hr, f"{chen} {chen} csv")["of_id"] == world.people.employee.id


@pytest.mark.parametrize(
    ("said", "code"),
    [("@Chen Jie", "export.usage"), ("2019Q1", "cycle.unknown"), ("Nowhere csv", "export.no_department")],
)
def test_what_is_not_there_is_said_at_once(world: World, said: str, code: str) -> None:
    world.review_at(State.RELEASED)
    with pytest.raises(Refusal) as refusal:
        asked(world, world.people.hr, said)
    assert refusal.value.code == code
