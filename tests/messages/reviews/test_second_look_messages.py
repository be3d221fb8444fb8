"""What whoever looks again reads and presses, and Slack's limits at the longest input."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.second_look import (
    Doubt,
    Glance,
    LookedAt,
    Redone,
    Remark,
    SecondLookFacts,
    SecondLooksFacts,
    SentBack,
)
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.reviews.adjust_modal import adjust_modal
from messages.reviews.approval_card import approval_card
from messages.reviews.cases_modal import cases_modal
from messages.reviews.second_look_card import (
    CONFIRM,
    CONFIRM_OTHERS,
    MOST_SHOWN,
    READ,
    REMARKS,
    SEND_BACK,
    second_look_card,
)
from messages.reviews.second_look_modals import confirmed_modal, read_modal, send_back_modal
from messages.reviews.second_look_thread import second_look_thread
from messages.reviews.sent_back_card import sent_back_card
from tests.builders.approval import DWELL, TEAMWORK, review, scoring, shown
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


HARD = "&" * 3000
"""A reason that takes five times its room once it is escaped."""


@pytest.mark.parametrize("reason", ["Why? " * 600, HARD], ids=["3,000 characters", "all of them escaped"])
def test_a_long_reason_stands_wherever_it_is_shown(reason: str) -> None:
    doubt = SentBack(by="Zhou Jing", at=NOW, reason=reason, items=(TEAMWORK,))
    whole = shown(review(), sent_back=doubt)
    told = sent_back_card(words(), whole, doubt)
    form = adjust_modal(words(), scoring(whole))
    again = send_back_modal(words(), whole, Doubt(reason=reason, items=(TEAMWORK,)))

    check_message_blocks(told.blocks)
    check_message_blocks(approval_card(words(), whole).blocks)
    check_message_blocks(second_look_card(words(), facts(looked_at(1, sent_back=True, doubt=reason))).blocks)
    for view in (form, again, cases_modal(words(), whole)):
        check_view(view, surface="modal")
    for said in (told.blocks, form["blocks"], cases_modal(words(), whole)["blocks"]):
        letter, at_least = ("y", 600) if "y" in reason else ("&amp;", 1700)
        assert str(said).count(letter) >= at_least
    assert again["blocks"][1]["element"]["initial_value"] == reason
    assert [each["value"] for each in again["blocks"][2]["element"]["initial_options"]] == ["values:teamwork"]


def test_what_is_read_can_be_sent_back_from_there_while_it_waits() -> None:
    assert [
        SEND_BACK in str(read_modal(words(), shown(review()), waits=waits)) for waits in (True, False)
    ] == [
        True,
        False,
    ]


def test_the_managers_form_begins_with_what_is_in_doubt() -> None:
    doubt = SentBack(by="Zhou Jing", at=NOW, reason="The case is of another quarter.", items=(TEAMWORK,))
    form = adjust_modal(words(), scoring(shown(review(), sent_back=doubt)))

    texts = [each.get("text", {}).get("text", "") for each in form["blocks"]]
    scores = [each["block_id"] for each in form["blocks"] if each.get("block_id", "").startswith("score:")]
    assert scores == [
        "score:values:teamwork",
        "score:kpi:conversion",
        "score:kpi:dwell",
        "score:values:customer_first",
    ]
    assert texts[2:5] == [
        "↩️ *Zhou Jing sent this back* on Mon 18 Jan:",
        "> The case is of another quarter.",
        texts[4],
    ]
    assert texts[4].startswith("↩️ *Zhou Jing doubts this score*\n*Teamwork*")
    assert sum("doubts this" in each for each in texts) == 1


def test_what_came_back_by_a_command_names_nobody() -> None:
    """Whoever corrects a cycle on the command line is no person of the company."""
    whole = shown(review(), sent_back=SentBack(by="", at=NOW, reason="The weights were last year's."))

    form, in_full = str(adjust_modal(words(), scoring(whole))["blocks"]), str(cases_modal(words(), whole))

    assert "↩️ *This came back* on Mon 18 Jan:" in form
    assert "*Why it came back*" in in_full
    assert "sent" not in form


def test_whoever_sent_it_back_is_told_that_they_did() -> None:
    back = looked_at(1, sent_back=True, doubted_by="Zhao Min", is_own_doubt=True, doubt="Why 4?")

    said = str(second_look_card(words(), facts(back)).blocks)

    assert "You sent it back; it is with the manager again. “Why 4?”" in said
    assert "Zhao Min" not in said


def test_what_stands_out_has_its_words_and_stands_behind_the_point() -> None:
    assert set(REMARKS) == set(Remark)

    said = str(second_look_card(words(), facts(looked_at(1, marks=(Remark.BIG_CHANGE,)))).blocks)

    assert " · *big change*" in said


@pytest.mark.parametrize(
    ("last", "own", "said"),
    [
        (None, "3.5", "*3.5* · own score the same"),
        (None, "4", "*3.5* · own score 4"),
        ("3.5", "4", "*3.5*, as last period · own score 4"),
        ("4.5", "3.5", "last period 4.5 → *3.5* · own score the same"),
    ],
)
def test_a_line_says_what_they_came_to_before_and_by_themselves(
    last: str | None, own: str, said: str
) -> None:
    def came_to(score: str) -> Outcome:
        return Outcome(sections=(), exact=Decimal(score), score=Decimal(score), failed=False)

    person = looked_at(1, own=came_to(own), given=came_to("3.5"), last=Decimal(last) if last else None)

    assert f"*Chen 1* · Marketing specialist · {said}" in str(second_look_card(words(), facts(person)).blocks)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
def test_of_a_year_nobody_has_a_score_of_their_own(locale: str) -> None:
    person = looked_at(1)

    def said(cycle: str) -> str:
        return str(second_look_card(words(locale), replace(facts(person), cycle_name=cycle)).blocks)

    same = words(locale).label("own score the same")
    assert same in said("2026 Q4")
    assert same not in said("2026")


def test_the_same_point_out_of_other_scores_is_not_called_the_same() -> None:
    said = [
        str(second_look_card(words(), facts(looked_at(1, differing=differing))).blocks)
        for differing in (0, 1, 2)
    ]

    assert ["own score the same" in each for each in said] == [True, False, False]
    assert "own score 3.5, another in one item" in said[1]
    assert "own score 3.5, others in 2 items" in said[2]


def test_what_became_of_a_doubt_stands_on_the_card_and_above_what_is_read() -> None:
    redone = Redone(
        by="Zhou Jing",
        is_own=False,
        reason="The case is of another quarter.",
        review=OUTCOMES,
        moved=((TEAMWORK, Decimal(3), Decimal("2.5")), (DWELL, Decimal("3.75"), Decimal("3.75"))),
    )

    card = str(second_look_card(words(), facts(looked_at(1, redone=redone))).blocks)
    form = read_modal(words(), shown(review()), waits=True, redone=redone)
    unchanged = replace(redone, moved=(), is_own=True)

    for said in (card, form["blocks"][0]["text"]["text"]):
        assert "Back after a doubt of Zhou Jing: “The case is of another quarter.”" in said
        assert "Since then: Teamwork 3 → 2.5; Dwell time 3.75 as before" in said
    assert "No score changed." in str(second_look_card(words(), facts(looked_at(1, redone=unchanged))).blocks)


def test_a_card_on_which_all_is_through_promises_nothing_more() -> None:
    through = looked_at(1, settled=True)

    said = [
        str(second_look_card(words(), facts(through, looked_at(2, **other))).blocks)
        for other in ({"settled": True}, {"sent_back": True}, {"mine": True})
    ]

    assert ["comes back to this card" in each for each in said] == [False, True, True]
    assert "All that stands here is through" in said[0]


def overview(*people: Glance) -> SecondLooksFacts:
    return SecondLooksFacts(
        cycle_name="2026Q4", reader=someone(8, "Zhao Min"), due=date(2027, 1, 22), people=people
    )


def glance(number: int, *, manager: int = 1, name: str = "Chen", waits: bool = True) -> Glance:
    return Glance(
        review_id=number, name=f"{name} {number}", manager_id=manager, manager=f"Liu {manager}", waits=waits
    )


def test_the_overview_counts_who_waits_by_team_and_opens_the_first_with_one_button() -> None:
    people = [
        glance(1, waits=False),
        glance(2),
        glance(3),
        glance(4, manager=5),
        glance(6, manager=7, waits=False),
    ]

    shown = second_look_thread(words(), overview(*people))

    assert shown.text == "2026 Q4, second look: 3 of 5 wait for you, by Fri 22 Jan"
    assert (
        shown.blocks[1]["text"]["text"] == "🔎 Liu 1's team: 2 of 3 waiting\n🔎 Liu 5's team: 1 of 1 waiting"
    )
    [button] = shown.blocks[2]["elements"]
    assert (button["text"]["text"], button["value"], button["style"]) == ("Look at Chen 2…", "2", "primary")
    done = second_look_thread(words(), overview(glance(1, waits=False)))
    assert done.text == "2026 Q4, second look: nothing waits for you"
    assert [block["type"] for block in done.blocks] == ["section", "context"]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
def test_the_overview_and_the_way_to_the_next_one_hold_the_longest_names(locale: str) -> None:
    many = [
        replace(glance(number, manager=number, name=LONG), manager=LONG)
        for number in range(10**8, 10**8 + 200)
    ]

    check_message_blocks(second_look_thread(words(locale), overview(*many)).blocks)
    check_view(confirmed_modal(words(locale), LONG, many), surface="modal")


def test_a_card_says_in_whose_place_one_looks_and_who_looks_in_ones_own() -> None:
    mine = str(second_look_card(words(), facts(looked_at(1, in_place_of="Qin Lan"))).blocks)
    passed = (("Chen", "Qin Lan"), ("Wu", "Qin Lan"), ("He", ""))
    away = second_look_card(words(), replace(facts(), gone=passed))

    assert "🤝 You look in Qin Lan's place." in mine
    assert [block["text"]["text"] for block in away.blocks[1:3]] == [
        "🤝 Qin Lan looks in your place at: Chen and Wu",
        "🤝 Goes on without your look: He",
    ]
