"""Balance in words: marks and counts, within Slack's limits, and no text of anybody's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.reviews.balance import Balance
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.self_score import Noted
from bot.domain.weeks.week import Week
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.reviews.approval_card import approval_card
from messages.reviews.balance_lines import balance_block
from messages.reviews.self_score_modal import self_score_modal
from messages.reviews.self_score_pocket import noted_text
from tests.builders.approval import CONVERSION, CUSTOMER, FRIDAY, OWN, review, scored, shown
from tests.builders.self_score import ANSWERS, form, longest_sheet

BALANCE = Balance(weeks=(1, 0, 2), items=((CONVERSION, 2), (CUSTOMER, 1)), newest=3, oldest=17)


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=FRIDAY)


def texts(block: dict[str, object]) -> list[str]:
    return [each["text"] for each in block["elements"]]  # type: ignore[attr-defined]


def test_weeks_are_marks_and_items_are_counted() -> None:
    block = balance_block(words(), BALANCE, {CONVERSION: "Conversion <1>", CUSTOMER: "Customer first"})

    assert texts(block) == [
        "Evidence by week: ●○● 2 of 3 weeks · newest 3 d old, oldest 17 d",
        "Evidence by item: Conversion &lt;1&gt; 2 · Customer first 1",
    ]


def test_without_a_day_nothing_is_said_of_its_age() -> None:
    block = balance_block(words(), Balance(weeks=(0,), items=()), {})

    assert texts(block)[0] == "Evidence by week: ○ 0 of 1 week"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_balance_has_room_for_the_employee_and_for_the_manager(language: str) -> None:
    kpis = longest_sheet("&<" * 1500)
    own = {("kpi", each.key): scored("3.5") for each in kpis} | {
        item: each for item, each in OWN.items() if item[0] == "values"
    }
    facts = replace(review(own=own, kpis=kpis), basis=Basis(kpis=kpis))
    items = tuple((item, 99) for item in own)
    long = Balance(weeks=(9,) * 53, items=items, newest=0, oldest=9999)
    answers = {item: replace(ANSWERS[CUSTOMER], score=Decimal("2.5")) for item in own}

    check_message_blocks(approval_card(words(language), shown(facts, balance=long)).blocks)
    read_over = replace(form(3, facts=facts, answers=answers), balance=long)
    check_view(self_score_modal(words(language), read_over), surface="modal")


def test_what_a_check_in_said_stands_beside_its_kpi_and_says_its_week() -> None:
    noted = tuple(
        Noted(check_in_id=number, week=Week(date(2026, 10, 5 + 7 * number)), text="&<" * 100)
        for number in range(1, 4)
    )
    view = self_score_modal(words(), replace(form(1), noted={CONVERSION: noted}))

    check_view(view, surface="modal")
    beside = next(each for each in view["blocks"] if each.get("block_id") == "pocket:kpi:conversion")
    assert beside["text"]["text"].startswith("*From your check-ins*\n• Week of Mon 12 Oct 2026 · ")
    assert [each["value"] for each in beside["accessory"]["options"]] == [
        "check-in:1", "check-in:2", "check-in:3",
    ]  # fmt: skip
    assert noted_text(words(), replace(noted[0], text="It is <up>")) == (
        "It is <up>\n(check-in, week of Mon 12 Oct 2026)"
    )
