"""What people read of the rules: that they are fixed, that they stayed, or what changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.reviews.fingerprint import Day, FixedRules, Pinned, Rules, fingerprint
from bot.domain.reviews.scheme import dump_scheme
from bot.domain.reviews.way import State
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import Words
from messages.reviews.fingerprint import fixed_line, record_line
from messages.reviews.my_review_card import my_review_card
from messages.reviews.result_card import result_card
from messages.reviews.sent_self_score_modal import preview_modal
from tests.builders.approval import FRIDAY, review, shown
from tests.builders.self_score import quarter
from tests.builders.shipped import load_scheme
from tests.messages.reviews.test_approval_messages import plain

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
OPENED = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
CLOSES = date(2027, 1, 22)
PINNED = Pinned(
    scheme=dump_scheme(load_scheme("kpi-values")),
    days={day: date(2027, 1, 15) for day in Day} | {Day.SELF_SCORE_CLOSES: CLOSES},
)


def fixed(pinned: Pinned, *, at: datetime = OPENED, by: str = "", reason: str | None = None) -> FixedRules:
    return FixedRules(
        fingerprint=fingerprint(pinned), version=pinned.version, days=pinned.days, at=at, by=by, reason=reason
    )


def extended(days: int) -> Pinned:
    closes = CLOSES + timedelta(days=days)
    return replace(PINNED, days={**PINNED.days, Day.SELF_SCORE_CLOSES: closes})


UNCHANGED = Rules(fixed=(fixed(PINNED),))
LATE = fixed(extended(7), at=FRIDAY, by="He Jing", reason="The figures <are> late.")
CHANGED = Rules(fixed=(fixed(PINNED), LATE))


def test_the_first_message_says_since_when_the_rules_are_fixed_in_one_line() -> None:
    card = my_review_card(WORDS, quarter(rules=UNCHANGED))

    assert f"Rules fixed on Thu 1 Oct 2026 · {UNCHANGED.short}" in plain(card).splitlines()
    assert UNCHANGED.short not in card.text


def test_the_first_message_says_that_they_changed() -> None:
    [line] = fixed_line(WORDS, CHANGED)

    assert line == f"Rules fixed on Thu 1 Oct 2026, last changed on Fri 8 Jan · {CHANGED.short}"
    assert CHANGED.short != UNCHANGED.short


def test_what_will_be_asked_says_how_it_adds_up_with_the_whole_fingerprint() -> None:
    said = plain(preview_modal(WORDS, quarter(rules=UNCHANGED)))

    assert "The result is 70 % of KPIs + 30 % of Values, then the nearest point of the scale" in said
    assert "A mean below 2.5 in Values makes the whole 2.5" in said
    assert f"`{UNCHANGED.fingerprint}`" in said
    assert "Who sees your scores" in said


def test_of_a_cycle_without_a_record_nothing_is_said() -> None:
    assert fixed_line(WORDS, None) == record_line(WORDS, None) == []
    assert "ules" not in plain(result_card(WORDS, shown(review(State.SCORED))))


def test_the_result_says_that_the_rules_stayed() -> None:
    said = plain(result_card(WORDS, shown(review(State.SCORED)), rules=UNCHANGED))

    assert f"Rules unchanged since Thu 1 Oct 2026 · record {UNCHANGED.short}" in said


def test_or_what_changed_when_by_whom_and_why() -> None:
    said = plain(result_card(WORDS, shown(review(State.SCORED)), rules=CHANGED))

    assert f"The rules were fixed on Thu 1 Oct 2026 and changed after that · record {CHANGED.short}" in said
    assert (
        "• Fri 8 Jan, He Jing: taken until Fri 22 Jan → Fri 29 Jan · “The figures &lt;are&gt; late.”" in said
    )


def test_a_corrected_scheme_is_named_by_its_versions() -> None:
    corrected = replace(PINNED, scheme={**PINNED.scheme, "version": 9})
    rules = Rules(fixed=(fixed(PINNED), fixed(corrected, at=FRIDAY)))

    said = plain(result_card(WORDS, shown(review(State.SCORED)), rules=rules))

    assert f"• Fri 8 Jan: scheme version {PINNED.version} → 9" in said


def test_rules_that_are_not_those_on_record_are_not_passed_over() -> None:
    said = plain(result_card(WORDS, shown(review(State.SCORED)), rules=replace(UNCHANGED, is_intact=False)))

    assert f"not those on record since Thu 1 Oct 2026 ({UNCHANGED.short}). Please tell HR." in said


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
def test_many_changes_with_long_reasons_fit_a_message(locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)
    many = (fixed(extended(number), at=FRIDAY, by="&<" * 60, reason="&<" * 1500) for number in range(1, 12))
    card = result_card(words, shown(review(State.SCORED)), rules=Rules(fixed=(fixed(PINNED), *many)))

    check_message_blocks(card.blocks)
    assert plain(card).count("→") == 5
