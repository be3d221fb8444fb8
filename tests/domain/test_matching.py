"""A person outlives every key: number, account, present and former address; name and post are only asked."""

from typing import Any

import pytest

from bot.domain.matching import Answers, Known, match, with_present_managers
from bot.domain.organisation import Organisation, PersonEntry
from bot.domain.people import Grade
from bot.errors import Refusal


def entry(email: str, **changes: Any) -> PersonEntry:
    fields = {"name": "Chen Jie", "post": "Planning", "department": "Marketing", "branch": "Hangzhou"}
    return PersonEntry(
        at=("people", 0),
        email=email,
        manager=changes.pop("manager", None),
        grade=Grade.STAFF,
        **fields | changes,
    )


def known(person_id: int, email: str, **changes: Any) -> Known:
    return Known(id=person_id, email=email, **{"name": "Chen Jie", "post": "Planning"} | changes)


OLD, NEW = "chen@old.example", "chen@new.example"


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        (entry(NEW, number="17", name="Chen Wu"), known(1, OLD, number="17")),
        (entry(OLD, name="Chen Wu", post="Lead"), known(1, OLD)),
        (entry(NEW, slack_id="U1", name="Chen Wu"), known(1, OLD, slack_id="U1")),
        (entry(NEW, name="Chen Wu"), known(1, OLD, addresses=frozenset({NEW}))),
        (entry(OLD, number="17"), known(1, OLD)),
    ],
)
def test_any_key_finds_the_person_whatever_else_changed(said: PersonEntry, stands: Known) -> None:
    found = match([said], [stands], answers=Answers())

    assert found.ids == {said.email: 1}
    assert found.doubts == ()


def test_two_numbers_are_two_people_though_the_address_was_given_again() -> None:
    found = match([entry(OLD, number="18")], [known(1, OLD, number="17")], answers=Answers())

    assert found.ids == {}
    assert found.doubts == ()


def test_name_and_post_alone_are_a_question_and_never_a_guess() -> None:
    stands = [known(1, OLD), known(2, "chen2@old.example", has_left=True)]

    found = match([entry(NEW, name="chen  jie")], stands, answers=Answers())

    assert found.ids == {}
    assert [[each.id for each in doubt.candidates] for doubt in found.doubts] == [[1, 2]]


def test_who_is_in_the_file_under_their_own_address_is_no_candidate() -> None:
    found = match([entry(OLD), entry(NEW)], [known(1, OLD)], answers=Answers())

    assert found.ids == {OLD: 1}
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        (Answers(same={NEW: OLD}), {NEW: 1}),
        (Answers(new=frozenset({NEW})), {}),
    ],
)
def test_an_answer_settles_a_doubt(answers: Answers, ids: dict[str, int]) -> None:
    found = match([entry(NEW)], [known(1, OLD)], answers=answers)

    assert found.ids == ids
    assert found.doubts == ()


@pytest.mark.parametrize(
    "answers",
    [
        Answers(same={"nobody@new.example": OLD}),
        Answers(same={NEW: "nobody@old.example"}),
        Answers(new=frozenset({"nobody@new.example"})),
    ],
)
def test_an_answer_about_nobody_is_refused(answers: Answers) -> None:
    with pytest.raises(Refusal, match=r"organisation\.answer"):
        match([entry(NEW)], [known(1, OLD)], answers=answers)


def test_an_address_is_that_of_whoever_has_it_before_it_is_that_of_whoever_had_it() -> None:
    stands = [
        known(1, "zhao@new.example", addresses=frozenset({OLD, "zhao@new.example"})),
        known(2, OLD, name="Liu Yang"),
    ]
    said = [entry("zhao@new.example"), entry(NEW, name="Liu Yang Wu"), entry("wu@new.example", manager=OLD)]

    found = match(said, stands, answers=Answers(same={NEW: OLD}))

    assert found.ids == {"zhao@new.example": 1, NEW: 2}
    company = Organisation(branches=(), departments=(), people=tuple(said))
    assert with_present_managers(company, stands, found).people[2].manager == NEW


def test_an_address_that_somebody_has_again_still_names_one_person() -> None:
    stands = [known(1, OLD, addresses=frozenset({OLD, "chen@between.example"}))]

    assert match([entry(NEW)], stands, answers=Answers(same={NEW: OLD})).ids == {NEW: 1}


@pytest.mark.parametrize(
    "answers",
    [
        Answers(same={NEW: OLD}),
        Answers(same={"wu@new.example": OLD, "liu@new.example": OLD}),
        Answers(same={"wu@new.example": OLD}, new=frozenset({"wu@new.example"})),
    ],
)
def test_an_answer_that_cannot_hold_is_refused(answers: Answers) -> None:
    people = [entry(NEW, number="18"), entry("wu@new.example", name="W"), entry("liu@new.example", name="L")]

    with pytest.raises(Refusal, match=r"organisation\.answer"):
        match(people, [known(1, OLD, number="17")], answers=answers)


def test_a_manager_may_be_named_by_an_address_that_they_had() -> None:
    boss, report = entry(NEW, name="Liu Yang"), entry("wu@new.example", name="Wu Min", manager=OLD)
    stands = [known(1, OLD, name="Liu Yang")]
    organisation = Organisation(branches=(), departments=(), people=(boss, report))
    found = match(organisation.people, stands, answers=Answers(same={NEW: OLD}))

    resolved = with_present_managers(organisation, stands, found)

    assert resolved.people[1].manager == NEW
