"""What lacks before an approval, and the mark on what came late: before whom they stand, and how."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.reviews.cycles import CameLate
from bot.domain.reviews.no_surprise import Checked, Why, surprise
from bot.domain.reviews.second_look import LookedAt, Remark, SecondLookFacts
from bot.domain.weeks.feedback import Telling
from bot.domain.weeks.feedback_form import FeedbackForm, Late, Rule, Sort, TypedFeedback
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.kit import LEADS_ON
from messages.refusals import notice_modal, refusal_text, way_on
from messages.reviews.approval_buttons import APPROVE
from messages.reviews.approval_card import approval_card
from messages.reviews.no_surprise_lines import RECORD_NOW, late_feedback_lines
from messages.reviews.review_modal import review_modal
from messages.reviews.second_look_card import second_look_card
from messages.weeks.feedback_card import given_card, received_card
from messages.weeks.feedback_modal import feedback_modal
from tests.builders.approval import FRIDAY, review, shown
from tests.builders.feedback import facts
from tests.builders.people import CHEN, LIU, WU

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
LOW = Decimal("3.25")


@pytest.mark.parametrize(
    ("said", "sentence", "offers"),
    [
        (Checked(why=(Why.LOW,), at_most=LOW), "The result is 3.25 or less.", True),
        (
            Checked(why=(Why.FELL,), at_most=LOW),
            "The result is a band lower than in the period before.",
            True,
        ),
        (Checked(why=tuple(Why), at_most=LOW), "3.25 or less, and a band lower", True),
        (Checked(why=(Why.LOW,), at_most=LOW, late=(7,)), "You can approve.", False),
        (Checked(why=(Why.LOW,), at_most=LOW, in_time=(7,)), "", False),
        (Checked(), "", False),
    ],
)
def test_the_card_says_what_lacks_before_it_is_approved(said: Checked, sentence: str, offers: bool) -> None:
    card = approval_card(WORDS, shown(review(), surprise=said))

    assert check_message_blocks(card.blocks)
    whole = json.dumps(card.blocks)
    assert sentence in whole
    assert (RECORD_NOW in whole) is offers
    offered = [each for block in card.blocks if block["type"] == "actions" for each in block["elements"]]
    obvious = [each["action_id"] for each in offered if each.get("style") == "primary"]
    assert obvious == [RECORD_NOW if offers else APPROVE]
    assert "3.25" not in card.text
    assert ("heard nothing" in whole) is offers
    check_view(review_modal(WORDS, shown(review(), surprise=said)), surface="modal")


def test_a_refusal_leads_to_the_form_from_the_small_window() -> None:
    refusal = surprise(Checked(why=(Why.LOW,), at_most=LOW), review())
    leads = way_on(WORDS, refusal.code, refusal.facts)
    window = notice_modal(WORDS, refusal_text(WORDS, refusal.code, refusal.facts), leads=leads)

    check_view(window, surface="modal")
    assert leads is not None
    assert (leads["action_id"], leads["value"], window["private_metadata"]) == (RECORD_NOW, "7", LEADS_ON)
    assert way_on(WORDS, "review.changed_since", {}) is None


def test_the_form_is_about_one_person_and_says_that_it_is_late() -> None:
    form = FeedbackForm(
        typed=TypedFeedback(who="U0CHEN", sort=Sort.NEGATIVE),
        rule=Rule(giver=LIU, is_suggestion=False, telling=Telling.AT_ONCE, receiver=CHEN, manager=LIU),
        choices=(),
        may_keep=True,
        late=Late(review_id=7, employee_id=CHEN.id, cycle_id=1, cycle_name="2026Q4"),
    )

    view = feedback_modal(WORDS, form, opened_with="U0CHEN")

    check_view(view, surface="modal")
    blocks = {block.get("block_id"): block for block in view["blocks"]}
    assert [option["value"] for option in blocks["sort"]["element"]["options"]] == [
        "constructive",
        "negative",
    ]
    assert not {"who", "telling"} & set(blocks)
    assert "About 2026 Q4. It is dated today and marked as late" in json.dumps(view)
    assert json.loads(view["private_metadata"])["late"] == 7


@pytest.mark.parametrize("reader", [WU, CHEN], ids=["its receiver", "its giver"])
def test_everybody_who_reads_it_sees_that_it_came_late(reader: object) -> None:
    late = replace(facts(reader=reader), late_for="2026Q3")  # type: ignore[arg-type]
    build = received_card if reader is WU else given_card

    assert "*Late* for 2026 Q3: told only on Mon 23 Nov" in json.dumps(build(WORDS, late).blocks)
    assert "*Late*" not in json.dumps(build(WORDS, replace(late, late_for=None)).blocks)


def test_whoever_looks_again_is_pointed_to_it() -> None:
    looked = LookedAt(review_id=7, version=3, name="Chen Jie", post="", own=None, given=None, mine=False)
    late = replace(looked, marks=(Remark.LATE_FEEDBACK,))

    def card(person: LookedAt) -> str:
        whole = SecondLookFacts(
            cycle_id=1,
            cycle_name="2026Q4",
            reader=WU,
            manager=LIU,
            due=date(2027, 1, 22),
            people=(person,),
        )
        return json.dumps(second_look_card(WORDS, whole).blocks)

    assert ("late feedback" in card(late), "late feedback" in card(looked)) == (True, False)


def test_hr_reads_by_department_who_heard_late_from_whom() -> None:
    came_late = [
        CameLate(department="Marketing", receiver="Chen Jie", giver="Liu Yang"),
        CameLate(department="Marketing", receiver="Wu <Min>", giver="Liu Yang"),
        CameLate(department="Technical", receiver="He Jun", giver="Zhang Wei"),
    ]

    assert late_feedback_lines(WORDS, came_late) == [
        "*Marketing*: 2 pieces of feedback came late "
        "(Chen Jie from Liu Yang and Wu &lt;Min&gt; from Liu Yang)",
        "*Technical*: one piece of feedback came late (He Jun from Zhang Wei)",
    ]
