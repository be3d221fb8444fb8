"""A cycle that goes over to a corrected scheme: what HR is asked and everybody told, and Slack's limits."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.reviews.correct_cycle import AskedToCorrect, CorrectedFacts, Misfit, Misfits, Obstacle
from bot.domain.reviews.scheme import Scheme, dump_scheme, restore_scheme
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import LANGUAGES, Words
from messages.refusals import refusal_line, refusal_text
from messages.reviews.correct_cycle_note import CORRECT, correct_question, corrected_answer, corrected_note
from tests.builders.shipped import load_scheme

NOW = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
LONG = "&<" * 250


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def second_version() -> Scheme:
    """Something of everything is another than in the first."""
    data: dict[str, Any] = dump_scheme(load_scheme("kpi-values"))
    kpi, values = data["sections"]
    data["version"], data["second_look"], data["bands"] = 2, "either", ["4.5", "4"]
    data["scale"].append({"score": "2", "meaning": {"en": "nothing"}})
    kpi["weight"], kpi["case_below"] = 60, "2.5"
    values |= {"weight": 30, "gate_below": "2", "case_below": None, "case_from": "3.5"}
    values["name"]["en"] = "How we work"
    first, second = values["ladders"]
    second["rungs"][0]["en"] = "Joins in."
    values["ladders"] = [second, {**first, "key": "candour", "name": {"en": "<Candour>"}}]
    data["sections"].append({**kpi, "key": "more", "name": {"en": "More"}, "weight": 10})
    return restore_scheme(data)


def asked(*back: str, reason: str = "The weights were last year's.") -> AskedToCorrect:
    return AskedToCorrect(
        cycle_id=3,
        name="2026Q4",
        was=load_scheme("kpi-values"),
        now=second_version(),
        told=12,
        back=back,
        reason=reason,
    )


def told(
    *back: str, is_asked: bool = False, has_typed: bool = False, reason: str = "Last year's."
) -> CorrectedFacts:
    return CorrectedFacts(
        cycle_name="2026Q4",
        was=load_scheme("kpi-values"),
        now=second_version(),
        by="Zhou Jing",
        reason=reason,
        back=back,
        is_asked=is_asked,
        has_typed=has_typed,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_stays_under_slacks_limits(language: str) -> None:
    names = (LONG[:120],) * 200
    check_message_blocks(correct_question(words(language), asked(*names, reason=LONG)).blocks)
    check_message_blocks(corrected_note(words(language), told(*names, reason=LONG)).blocks)
    assert len(corrected_answer(words(language), asked(*names))) < 3000


def test_hr_reads_what_changes_and_who_approves_anew_before_anything_is_done() -> None:
    card = correct_question(words(), asked("Chen Jie"))

    shown = str(card.blocks)
    for line in (
        "KPIs: weight 70 % → 60 %",
        "KPIs: a score below 2.5 needs a case",
        "“Values” is now called “How we work”",
        "How we work: below 2 the whole review fails (was 2.5)",
        "How we work: &lt;Candour&gt; is new",
        "How we work: Teamwork is worded anew",
        "How we work: Customer first is no longer scored",
        "New: More, 10 %",
        "And one more change.",
        "back with their managers, who approve by the new rules: Chen Jie.",
        "12 people are told once what changed",
    ):
        assert line in shown
    [button] = card.blocks[-1]["elements"]
    assert (button["action_id"], button["value"]) == (CORRECT, "3:2:The weights were last year's.")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (told("Wu Min"), "You had approved by the old rules: Wu Min."),
        (told(is_asked=True), "You score yourself by the new rules"),
        (told(is_asked=True, has_typed=True), "What you have typed is kept; you go on where you were."),
        (told(), "There is nothing for you to do."),
    ],
)
def test_everybody_reads_what_they_have_to_do(facts: CorrectedFacts, said: str) -> None:
    note = corrected_note(words(), facts)

    assert note.text == "The rules of 2026 Q4 were corrected"
    assert said in str(note.blocks)
    assert "Zhou Jing (HR) corrected how 2026 Q4 is scored" in str(note.blocks)


def test_what_does_not_fit_is_named_a_line_a_reason() -> None:
    misfits = Misfits(
        all=(
            Misfit(obstacle=Obstacle.KIND, what={"en": "Values", "zh_Hans": "价值观"}),
            Misfit(obstacle=Obstacle.ASKED_ANEW, what={"en": "<Candour>"}),
        ),
        handed_in=("Chen Jie",),
    )
    facts = {"name": "2026Q4", "scheme": "kpi-values", "version": 1, "now": 2, "misfits": misfits}

    text = refusal_text(words(), "cycle.does_not_fit", facts)

    assert "• Values would be scored in another way than it was." in text
    assert "• &lt;Candour&gt; would be asked anew, and these people have handed in: Chen Jie." in text
    assert "价值观" in refusal_line(words("zh_Hans"), "cycle.does_not_fit", facts)
