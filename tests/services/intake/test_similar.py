"""What somebody makes of what is known already is counted once, and nothing typed is lost by it."""

import pytest

from bot.domain.drafts import Form
from bot.domain.intake.similar import Choice
from bot.domain.intake.way import Event
from bot.errors import Refusal
from bot.services.intake.similar import (
    follow_instead,
    look_before_filing,
    send_all_the_same,
    take_answer,
)
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, seen_by, stepped
from tests.builders.people import Company
from tests.builders.told import told

ASKED = "购物车付款后是空的"


def looks(store: Store, people: Company, *, submission: str = "V7", text: str = ASKED) -> bool:
    """Whether a colleague who presses Send is shown something."""
    found = look_before_filing(
        acting(store, by=people.colleague),
        text=text,
        subject="",
        submission=submission,
        handed_in={"id": submission, "state": {"values": {}}},
    )
    return found is not None


def test_what_is_shown_keeps_the_form_as_it_was_sent(store: Store, people: Company) -> None:
    filed(store, people.employee)

    assert looks(store, people)

    view = send_all_the_same(acting(store, by=people.colleague), submission="V7")
    assert view == {"id": "V7", "state": {"values": {}}}
    assert not looks(store, people), "it was said already that it is something else"


def test_where_nothing_is_alike_nothing_is_kept(store: Store, people: Company) -> None:
    filed(store, people.employee)

    assert not looks(store, people, text="Invoice PDF has no stamp")

    with pytest.raises(Refusal, match=r"card\.unknown"):
        send_all_the_same(acting(store, by=people.colleague), submission="V7")


def test_an_answer_counts_once_however_often_it_is_pressed(store: Store, people: Company) -> None:
    with store.begin() as unit:
        answer = unit.known_answers.add(
            name="",
            title="Empty cart",
            text="Reload.",
            locale="en-US",
            page="",
            kept_by_id=people.product_manager.id,
            at=MORNING,
        )

    for _ in range(2):
        take_answer(acting(store, by=people.colleague), answer_id=answer.id, submission="V7")

    with store.read() as unit:
        assert unit.known_answers.get(answer.id).uses == 1
        assert unit.similar.chosen(people.colleague.id, "V7") == (Choice.SOLVED, answer.id)


def test_the_same_thing_is_followed_once_and_the_form_is_done_with(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    looks(store, people)
    with store.begin() as unit:
        unit.drafts.save(people.colleague.id, Form.WEBSITE_ISSUE, "", {"happened": ASKED}, at=MORNING)
    before = len(told(store))

    for _ in range(2):
        follow = follow_instead(acting(store, by=people.colleague), request_id=number, submission="V7")
        assert follow == number

    said = told(store, after=before)
    assert [kind for kind, _ in said].count("FollowerWrote") == 1
    with store.read() as unit:
        assert [each.person_id for each in unit.followers.of(number)] == [people.colleague.id]
        assert unit.drafts.newest(people.colleague.id, Form.WEBSITE_ISSUE) is None


def test_what_was_settled_meanwhile_cannot_be_followed_and_the_form_is_still_there(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    looks(store, people)
    stepped(store, number, Event.ANSWER, people.product_manager)

    with pytest.raises(Refusal, match=r"request\.closed_meanwhile"):
        follow_instead(acting(store, by=people.colleague), request_id=number, submission="V7")

    assert send_all_the_same(acting(store, by=people.colleague), submission="V7")


def test_what_became_private_meanwhile_is_not_followed_and_what_was_typed_is_kept(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    assert looks(store, people)
    seen_by(store, number, Event.HIDE, people.product_manager)

    with pytest.raises(Refusal, match=r"request\.is_private"):
        follow_instead(acting(store, by=people.colleague), request_id=number, submission="V7")

    assert send_all_the_same(acting(store, by=people.colleague), submission="V7")["id"] == "V7"
