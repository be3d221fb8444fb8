"""How it went: one tap, which can be changed, and words that one person reads."""

from datetime import timedelta

import pytest

from bot.domain.intake.way import Event, State
from bot.errors import Refusal
from bot.services.intake.my_request import add_or_reopen
from bot.services.intake.satisfaction import add_words, keep_words, open_words, rate, rated
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, kinds
from tests.builders.people import Company
from tests.builders.world import World

NOON = MORNING + timedelta(hours=2)


def said(store: Store, number: int) -> tuple[bool, str] | None:
    with store.read() as unit:
        found = rated(unit, number).said
    return None if found is None else (found.good, found.words)


@pytest.fixture
def number(world: World) -> int:
    return world.request_at(State.CONFIRMED).id


def test_the_last_tap_counts_and_leaves_the_words(store: Store, people: Company, number: int) -> None:
    chen = acting(store, by=people.employee, now=NOON)
    rate(chen, request_id=number, good=True)
    add_words(chen, request_id=number, words="Quick.")

    rate(chen, request_id=number, good=False)

    assert said(store, number) == (False, "Quick.")
    with store.read() as unit:
        found = unit.satisfaction.between(MORNING, NOON + timedelta(hours=1))
    assert [(each.request_id, each.good) for each in found] == [(number, False)]


def test_the_words_are_told_to_the_owner_and_their_text_stands_in_no_notice(
    store: Store, people: Company, number: int
) -> None:
    chen = acting(store, by=people.employee, now=NOON)
    rate(chen, request_id=number, good=False)

    add_words(chen, request_id=number, words="Two days for one line.")

    told = [facts for kind, facts in announced(store) if kind == "SatisfactionWritten"]
    assert [each["to"] for each in told] == [people.product_manager.id]
    assert "Two days" not in str(announced(store))


def test_words_without_a_tap_are_none_and_words_can_be_taken_back(
    store: Store, people: Company, number: int
) -> None:
    chen = acting(store, by=people.employee, now=NOON)
    add_words(chen, request_id=number, words="Hm.")
    assert said(store, number) is None
    rate(chen, request_id=number, good=True)
    add_words(chen, request_id=number, words="Hm.")

    add_words(chen, request_id=number, words="")

    assert said(store, number) == (True, "")
    assert kinds(store).count("SatisfactionWritten") == 1


def test_nobody_else_says_how_it_went(store: Store, people: Company, number: int) -> None:
    with pytest.raises(Refusal, match=r"request\.not_yours"):
        rate(acting(store, by=people.product_manager, now=NOON), request_id=number, good=True)


def test_it_is_said_only_of_what_is_settled(store: Store, people: Company, world: World) -> None:
    is_done = world.request_at(State.DONE).id
    chen = acting(store, by=people.employee, now=NOON)
    with pytest.raises(Refusal, match=r"request\.not_settled"):
        rate(chen, request_id=is_done, good=True)
    with pytest.raises(Refusal, match=r"request\.not_settled"):
        open_words(chen, request_id=is_done)


def test_words_that_are_too_long_are_refused_beside_their_field(
    store: Store, people: Company, number: int
) -> None:
    chen = acting(store, by=people.employee, now=NOON)
    rate(chen, request_id=number, good=True)

    with pytest.raises(Refusal, match=r"request\.text_too_long") as refused:
        add_words(chen, request_id=number, words="x" * 1001)

    assert refused.value.field == "words"


def test_what_was_said_before_it_was_reopened_is_asked_anew(
    store: Store, people: Company, number: int
) -> None:
    rate(acting(store, by=people.employee, now=NOON), request_id=number, good=True)

    add_or_reopen(
        acting(store, by=people.employee, now=NOON + timedelta(hours=1)),
        request_id=number,
        event=Event.REOPEN,
        text="It is back.",
        files=[],
        submission="V9",
    )

    assert said(store, number) is None


def test_what_was_typed_is_there_again_until_it_is_sent(store: Store, people: Company, number: int) -> None:
    chen = acting(store, by=people.employee, now=NOON)
    rate(chen, request_id=number, good=False)
    assert open_words(chen, request_id=number).typed == ""

    keep_words(chen, request_id=number, words="Two days for")
    assert open_words(chen, request_id=number).typed == "Two days for"
    assert said(store, number) == (False, "")

    add_words(chen, request_id=number, words="Two days for one line.")
    assert open_words(chen, request_id=number).typed == "Two days for one line."
    keep_words(chen, request_id=number, words="")
    assert open_words(chen, request_id=number).typed == ""
