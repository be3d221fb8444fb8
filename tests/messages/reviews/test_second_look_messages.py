"""What whoever looks again reads and presses, and Slack's limits at the longest input."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.reviews.second_look import LookedAt, Remark, SecondLookFacts
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import Words
from messages.reviews.second_look_card import (
    CONFIRM,
    CONFIRM_OTHERS,
    MOST_SHOWN,
    READ,
    REMARKS,
    SEND_BACK,
    second_look_card,
)
from tests.builders.approval import review
from tests.builders.people import LIU, someone

NOW = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
LONG = "&<" * 1500
OUTCOMES = review()


def looked_at(number: int, **rest: object) -> LookedAt:
    one = LookedAt(
        review_id=number,
        version=3,
        name=f"Chen {number}",
        post="Marketing specialist",
        own=OUTCOMES.own_outcome,
        given=OUTCOMES.outcome,
        mine=False,
    )
    return replace(one, **rest)  # type: ignore[arg-type]


def facts(*people: LookedAt, manager: str = "Liu Yang") -> SecondLookFacts:
    return SecondLookFacts(
        cycle_id=1,
        cycle_name="2026Q4",
        reader=someone(8, "Zhao Min"),
        manager=replace(LIU, name=manager),
        due=date(2027, 1, 22),
        people=people,
    )


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=NOW)


def buttons(shown: SecondLookFacts) -> list[str]:
    return [
        element["action_id"]
        for block in second_look_card(words(), shown).blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
@pytest.mark.parametrize("rest", [{}, {"sent_back": True}, {"mine": True}], ids=["waits", "back", "mine"])
def test_two_hundred_people_of_the_longest_names_stay_under_slacks_limits(
    rest: dict[str, object], locale: str
) -> None:
    people = [
        looked_at(
            10**8 + number,
            name=LONG,
            post=LONG,
            marks=tuple(Remark),
            doubted_by=LONG,
            doubt=LONG,
            awaited=(LONG,) * 2,
            confirmed_by=(LONG,),
            **rest,
        )
        for number in range(200)
    ]

    card = second_look_card(words(locale), facts(*people, manager=LONG))

    check_message_blocks(card.blocks)
    assert len(card.text) < 4000
    assert len(card.blocks) > 3


def test_all_that_wait_are_confirmed_with_one_button_that_asks_once() -> None:
    eight = [looked_at(number) for number in range(1, 9)]
    back = replace(eight[0], sent_back=True, doubted_by="Zhou Jing", doubt="Why\n4?")

    assert buttons(facts(*eight)) == [CONFIRM, SEND_BACK, READ] * 8 + [CONFIRM_OTHERS]
    assert buttons(facts(back, *eight[1:])) == [CONFIRM, SEND_BACK, READ] * 7 + [CONFIRM_OTHERS]
    said = str(second_look_card(words(), facts(back, *eight[1:])).blocks)
    assert "Zhou Jing sent it back; it is with the manager again. “Why 4?”" in said
    assert "Confirm the other 7" in said
    assert "0 of 8 confirmed, by Fri 22 Jan" in said


def test_who_does_not_fit_follows_once_the_first_are_done() -> None:
    many = [looked_at(number) for number in range(1, 26)]
    said = str(second_look_card(words(), facts(*many)).blocks)
    assert "5 more people follow once these are done." in said
    assert "Chen 21" not in said

    done = [replace(each, mine=True, awaited=("Zhou Jing",)) for each in many[:MOST_SHOWN]]
    after = str(second_look_card(words(), facts(*done, *many[MOST_SHOWN:])).blocks)

    assert "Chen 21" in after


def test_what_stands_out_has_its_words_and_stands_behind_the_point() -> None:
    assert set(REMARKS) == set(Remark)

    said = str(second_look_card(words(), facts(looked_at(1, marks=(Remark.BIG_CHANGE,)))).blocks)

    assert " · *big change*" in said
