"""`!name` in the thread of a request's card."""

import pytest

from bot.domain.intake.way import State
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.intake.known_answers import Entered, save_answer
from bot.services.intake.macros import named_by, send_macro
from bot.services.intake.take import take
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read
from tests.builders.people import WEBSITE, Company, person

DESK, CARD = "C0DESK", "1.0"


def with_card(store: Store, people: Company) -> int:
    """A request whose card stands at the desk, and an answer by the name of `basket`."""
    number = filed(store, people.employee)
    answer = Entered(title="Basket?", text="Reload the page.", name="basket", page="", locale="en-US")
    save_answer(acting(store, by=people.product_manager, now=MORNING), answer, answer_id=None)
    with store.begin() as unit:
        row = CardRow(key=f"request:{number}", channel=DESK, ts=CARD, fingerprint="", posted_at=MORNING)
        unit.session.add(row)
    return number


def sent(store: Store, by: Person, said: str, *, thread: str = CARD) -> bool:
    return send_macro(acting(store, by=by, now=MORNING), channel=DESK, thread_ts=thread, ts="2.0", said=said)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("!basket", "basket"),
        (" !Basket ", "basket"),
        ("！basket", "basket"),
        ("!购物车", "购物车"),
        ("!", None),
        ("!basket please", None),
        ("wow!", None),
        ("!!!", None),
    ],
)
def test_a_macro_is_a_name_and_nothing_else(said: str, name: str | None) -> None:
    assert named_by(said) == name


def test_the_answer_is_sent_and_counted_once(store: Store, people: Company) -> None:
    number = with_card(store, people)

    assert [sent(store, people.product_manager, "!basket") for _ in range(2)] == [True, True]

    request = read(store, number)
    assert (request.state, request.latest.text) == (State.ANSWERED, "Reload the page.")
    with store.read() as unit:
        assert [each.uses for each in unit.known_answers.listed()] == [1]


def test_an_unknown_name_is_answered_with_those_that_are_like_it(store: Store, people: Company) -> None:
    number = with_card(store, people)

    with pytest.raises(Refusal, match="macro_unknown") as refusal:
        sent(store, people.product_manager, "!basked")

    assert refusal.value.facts["nearest"] == ["basket"]
    assert read(store, number).state is State.NEW


def test_only_the_desk_sends_one_and_elsewhere_it_is_just_a_message(store: Store, people: Company) -> None:
    with_card(store, people)

    with pytest.raises(Refusal, match="product_managers_only"):
        sent(store, people.developer, "!basket")
    assert not sent(store, people.product_manager, "!basket", thread="9.9")


def test_a_closed_request_is_not_answered_again(store: Store, people: Company) -> None:
    number = with_card(store, people)
    sent(store, people.product_manager, "!basket")

    with pytest.raises(Refusal, match="moved_on"):
        send_macro(
            acting(store, by=people.admin, now=MORNING),
            channel=DESK,
            thread_ts=CARD,
            ts="3.0",
            said="!basket",
        )

    assert read(store, number).state is State.ANSWERED


def test_what_a_colleague_took_stays_with_them(store: Store, people: Company) -> None:
    number = with_card(store, people)
    gao = person(store, "Gao Wei", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,), kpis=())
    take(acting(store, by=gao, now=MORNING), request_id=number)

    sent(store, people.product_manager, "!basket")

    assert (read(store, number).state, read(store, number).owner) == (State.ANSWERED, gao)
