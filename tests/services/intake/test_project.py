"""The discussion of a project: opened, argued, estimated; with bad input, and by two at once."""

from datetime import date

import pytest

from bot.domain.intake.project import Side
from bot.domain.intake.project_way import Event, State
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.obligations import Kind, Subject
from bot.errors import Refusal
from bot.services.intake.project import (
    amend_argument,
    argue,
    choose_participants,
    estimate,
    find_project,
    open_argument,
    open_line,
    open_project,
    open_project_form,
)
from bot.services.intake.project_steps import read_project
from storage.unit import Store
from tests.builders.intake import MORNING, filed, seen_by
from tests.builders.people import Company
from tests.builders.projects import DECIDE_BY, discussed
from tests.builders.world import World


@pytest.fixture
def number(store: Store, people: Company) -> int:
    return filed(store, people.employee)


def owed(store: Store, kind: Kind) -> set[int]:
    with store.read() as unit:
        waiting = [each.obligation for each in unit.obligations.waiting(None)]
    return {each.person_id for each in waiting if (each.kind, each.subject) == (kind, Subject.PROJECT)}


def test_those_who_are_named_owe_their_word_and_the_product_manager_a_decision(
    world: World, store: Store, people: Company, number: int
) -> None:
    form = open_project_form(world.acting(people.product_manager, at=MORNING), request_id=number)
    assert form.decide_by == date(2026, 11, 30)

    project_id = discussed(store, people, number)

    facts = read_project(world.acting(people.product_manager, at=MORNING), project_id=project_id)
    assert [each.person.name for each in facts.participants] == ["Wu Min", "He Jun"]
    assert facts.question == "Is it worth it?"
    assert owed(store, Kind.ARGUMENT) == {people.developer.id, people.colleague.id}
    assert owed(store, Kind.DECISION) == {people.product_manager.id}


def test_whoever_spoke_owes_no_word_and_edits_their_line_alone(
    world: World, store: Store, people: Company, number: int
) -> None:
    project_id = discussed(store, people, number)
    he, wu = world.acting(people.developer), world.acting(people.colleague)

    for _ in range(2):
        argue(he, project_id=project_id, side=Side.AGAINST, text="It is slow", submission="V1")

    facts = open_argument(wu, project_id=project_id)
    (line,) = facts.arguments
    assert (line.author.name, line.text, line.edited_at) == ("He Jun", "It is slow", None)
    assert owed(store, Kind.ARGUMENT) == {people.colleague.id}
    with pytest.raises(Refusal, match=r"project\.not_your_line"):
        open_line(wu, argument_id=line.id)
    amend_argument(he, argument_id=line.id, side=Side.FOR, text="It is fast", submission="V2")
    with pytest.raises(Refusal, match=r"project\.not_your_line"):
        amend_argument(wu, argument_id=line.id, side=Side.FOR, text="No", submission="V3")
    _, line = open_line(he, argument_id=line.id)
    assert (line.side, line.text, line.edited_at is not None) == (Side.FOR, "It is fast", True)


def test_a_line_says_something_and_is_for_those_who_take_part(
    world: World, store: Store, people: Company, number: int
) -> None:
    project_id = discussed(store, people, number)

    with pytest.raises(Refusal, match=r"project\.nothing_said"):
        argue(world.acting(people.developer), project_id=project_id, side=Side.FOR, text=" ", submission="V1")
    with pytest.raises(Refusal, match=r"project\.not_yours_to_argue"):
        argue(world.acting(people.employee), project_id=project_id, side=Side.FOR, text="x", submission="V2")


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [("5", 5, 5), ("8 - 5", 5, 8), ("５–８ 天", 5, 8), ("5 至 8 天", 5, 8), ("12 days", 12, 12)],
)
def test_an_estimate_is_a_number_of_days_or_a_range(
    world: World, store: Store, people: Company, number: int, said: str, least: int, most: int
) -> None:
    project_id = discussed(store, people, number)
    desk = world.acting(people.product_manager)

    estimate(desk, project_id=project_id, days=said, account=str(people.developer.slack_id), submission="V1")

    step = read_project(desk, project_id=project_id).estimate
    assert step is not None
    assert step.estimate is not None
    assert (step.estimate.least, step.estimate.most) == (least, most)
    assert step.estimated_by == people.developer


@pytest.mark.parametrize("said", ["", "soon", "0", "-5", "5-", "99999", "1e3"])
def test_what_is_no_number_of_days_is_refused_beside_its_field(
    world: World, store: Store, people: Company, number: int, said: str
) -> None:
    project_id = discussed(store, people, number)

    with pytest.raises(Refusal) as refused:
        estimate(
            world.acting(people.product_manager),
            project_id=project_id,
            days=said,
            account="U0HE",
            submission="V1",
        )

    assert (refused.value.code, refused.value.field) == ("project.no_days", "days")


@pytest.mark.parametrize(
    ("accounts", "code"),
    [
        ([], "project.nobody_named"),
        (["U0STRANGER"], "project.stranger"),
        ([f"U{each}" for each in range(21)], "project.too_many"),
    ],
)
def test_a_discussion_needs_colleagues(
    world: World, people: Company, number: int, accounts: list[str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        open_project(
            world.acting(people.product_manager, at=MORNING),
            request_id=number,
            accounts=accounts,
            decide_by=DECIDE_BY,
            text="",
            submission="V1",
        )

    assert (refused.value.code, refused.value.field) == (code, "participants")


def test_it_is_opened_once_by_a_product_manager_and_by_a_day_to_come(
    world: World, store: Store, people: Company, number: int
) -> None:
    def opened(by: str, day: date, view: str) -> int:
        return open_project(
            world.acting(getattr(people, by), at=MORNING),
            request_id=number,
            accounts=["U0WU"],
            decide_by=day,
            text="",
            submission=view,
        ).id

    with pytest.raises(Refusal, match=r"request\.product_managers_only"):
        opened("employee", DECIDE_BY, "V1")
    with pytest.raises(Refusal, match=r"project\.day_has_passed"):
        opened("product_manager", date(2026, 11, 22), "V1")
    first = opened("product_manager", DECIDE_BY, "V1")

    assert opened("product_manager", DECIDE_BY, "V1") == first
    with pytest.raises(Refusal, match=r"project\.opened_meanwhile"):
        opened("admin", DECIDE_BY, "V2")
    found = find_project(world.acting(people.product_manager), request_id=number)
    assert found is not None
    assert found.id == first


def test_who_is_named_anew_is_asked_and_who_is_not_any_more_owes_nothing(
    world: World, store: Store, people: Company, number: int
) -> None:
    project_id = discussed(store, people, number)
    desk = world.acting(people.product_manager)

    for _ in range(2):
        choose_participants(desk, project_id=project_id, accounts=["U0WU", "U0ZHOU"], submission="V1")

    facts = read_project(desk, project_id=project_id)
    assert [each.person.name for each in facts.participants] == ["Wu Min", "Zhou Jing"]
    assert owed(store, Kind.ARGUMENT) == {people.colleague.id, people.hr.id}
    assert [each.event for each in facts.steps] == [Event.OPEN, Event.INVITE]
    assert facts.project.state is State.DISCUSSING


def test_nobody_is_named_who_has_left(world: World, store: Store, people: Company, number: int) -> None:
    world.leaves(people.colleague, at=MORNING)

    with pytest.raises(Refusal, match=r"project\.has_left"):
        discussed(store, people, number)


def test_what_is_private_is_no_project(world: World, store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    seen_by(store, number, RequestEvent.HIDE, people.employee)

    with pytest.raises(Refusal, match=r"project\.is_private"):
        open_project_form(world.acting(people.product_manager), request_id=number)
