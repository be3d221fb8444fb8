"""The manager's thread, its forms and the result: what they say, and Slack's limits at the longest input."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.obligations import Kind, Owed
from bot.domain.reviews.approval import (
    Adjustment,
    ApprovalFacts,
    Approved,
    InPlace,
    Mark,
    Question,
    TakenOver,
    TeamProgress,
)
from bot.domain.reviews.beside_review import SHOWN, PeriodFeedback
from bot.domain.reviews.contribution import Contribution, OfItem
from bot.domain.reviews.delegation import Delegation, DelegationFacts
from bot.domain.reviews.facts import Item, ItemScore
from bot.domain.reviews.no_surprise import Checked, Why
from bot.domain.reviews.sections.ladder import Ladder
from bot.domain.reviews.way import State
from bot.domain.weeks.feedback import Answer
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.actions.gaps import CLOSE
from messages.catalog import Words
from messages.kit import Message, fold
from messages.reviews.adjust_modal import adjust_modal, reason_block, score_block
from messages.reviews.approval_card import approval_card, delegated_card, taken_over_card
from messages.reviews.approve_modal import approve_modal
from messages.reviews.ask_modal import ask_modal
from messages.reviews.beside_review_modal import feedback_modal, figures_modal, sheet_modal
from messages.reviews.cases_modal import cases_modal
from messages.reviews.delegation_modal import delegated_modal, delegation_modal
from messages.reviews.delegation_note import began_note, ended_note
from messages.reviews.manager_thread import manager_thread
from messages.reviews.next_modal import elsewhere_modal, next_modal, saved_modal
from messages.reviews.question_card import question_card
from messages.reviews.result_card import result_card
from messages.reviews.result_modal import result_modal
from messages.reviews.review_modal import review_modal
from messages.reviews.score_lines import in_full
from tests.builders.approval import (
    CONVERSION,
    CUSTOMER,
    DWELL,
    FRIDAY,
    OWN,
    TEAMWORK,
    kpi,
    review,
    scheme_with,
    scored,
    scoring,
    shown,
    wanted,
)
from tests.builders.feedback import facts as feedback_facts
from tests.builders.feedback import feedback
from tests.builders.people import CHEN, LIU, someone
from tests.builders.shipped import load_scheme

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
LONG = "&<" * 1500
"""As much as a form takes, and five times as much once it is escaped."""
VALUES = 6
READING = ["KPI sheet…", "Figures…", "Feedback…"]

LOCALES = ("en-US", "zh-CN", "zh-TW")

Build = Callable[[Words, ApprovalFacts], dict[str, Any]]


def load_rungs() -> tuple[Any, ...]:
    return tuple(load_scheme("kpi-values").section("values").ladders[0].rungs)


def longest(state: State = State.SELF_SCORED) -> ApprovalFacts:
    """Twelve KPIs, six values, everything as long as it can be, all of it adjusted, asked for and new."""
    rungs = load_scheme("kpi-values").section("values").ladders[0].rungs
    ladders = tuple(Ladder(key=f"v{n}", name={"en": "V" * 80}, rungs=rungs) for n in range(VALUES))
    scheme = scheme_with("values", ladders=ladders)
    kpis = tuple(kpi(f"k{n}", LONG[:150], 8 if n else 12) for n in range(12))
    own = {("kpi", each.key): ItemScore(score=Decimal("3.5"), actual=LONG[:200]) for each in kpis}
    own |= {("values", each.key): ItemScore(score=Decimal("4"), evidence=LONG) for each in ladders}
    given = {item: ItemScore(score=Decimal("2.5"), reason=LONG[:700]) for item in own}
    facts = review(
        state,
        own=own,
        given=given,
        kpis=kpis,
        scheme=scheme,
        employee=replace(CHEN, name=LONG[:120], post=LONG[:120]),
        manager=replace(LIU, name=LONG[:120]),
        comment=LONG,
        question=LONG,
    )
    return shown(
        facts,
        fresh=frozenset(own),
        fresh_comment=True,
        asked_at=FRIDAY,
        asked_by=LONG[:120],
        answered=state is not State.MORE_ASKED,
        adjusted={item: Adjustment(by=LONG[:120], at=FRIDAY) for item in own},
        second_look_by=LONG[:120],
        contributions=(
            Contribution(
                by=LONG[:120],
                text=LONG,
                at=FRIDAY,
                items={item: OfItem(score=Decimal("3.75"), remark=LONG[:300]) for item in own},
            ),
        )
        * 4,
        surprise=Checked(why=tuple(Why), at_most=Decimal("3.25")) if state is State.SELF_SCORED else None,
    )


def texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def plain(shown: Message | dict[str, Any]) -> str:
    blocks = shown.blocks if isinstance(shown, Message) else shown["blocks"]
    return "\n".join(texts(blocks))


def labels(card: Message) -> list[str]:
    return [
        element["text"]["text"]
        for block in card.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("state", "build"),
    [
        (State.SELF_SCORED, approval_card),
        (State.MORE_ASKED, approval_card),
        (State.SCORED, approval_card),
        (State.RELEASED, approval_card),
        (State.RELEASED, result_card),
        (
            State.MORE_ASKED,
            lambda words, facts: question_card(words, facts, question=Question(text=LONG, by=LONG)),
        ),
    ],
    ids=["waits", "asked", "approved", "confirmed", "result", "question"],
)
def test_a_message_with_the_longest_input_stays_under_slacks_limits(
    build: Callable[[Words, ApprovalFacts], Message], state: State, locale: str
) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)

    card = build(words, longest(state))

    assert check_message_blocks(card.blocks)
    assert len(card.blocks) <= 50
    assert sum(map(len, texts(card.blocks))) <= 12_000
    assert all(len(text) <= 3000 for text in texts(card.blocks))
    assert "\n" not in card.text
    assert len(card.text) <= 1000


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "build",
    [
        lambda words, facts: adjust_modal(
            words, scoring(facts, dict.fromkeys(facts.review.own, wanted("2.5", LONG[:700])), read_at="x")
        ),
        approve_modal,
        sheet_modal,
        figures_modal,
        lambda words, facts: ask_modal(words, facts, typed=LONG[:3000]),
        cases_modal,
        review_modal,
        lambda words, facts: result_modal(words, facts, reader=facts.review.employee),
        lambda words, facts: result_modal(words, facts, reader=facts.review.manager),
    ],
    ids=[
        "adjust",
        "approve",
        "sheet",
        "figures",
        "ask",
        "cases",
        "review",
        "result",
        "result for the manager",
    ],
)
def test_a_modal_with_the_longest_input_stays_under_slacks_limits(build: Build, locale: str) -> None:
    modal = build(Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY), longest(State.RELEASED))

    check_view(modal, surface="modal")
    assert len(modal["blocks"]) <= 100
    assert len(json.dumps(modal)) <= 250_000
    assert len(modal["title"]["text"]) <= 24
    assert all(len(text) <= 3000 for text in texts(modal["blocks"]))
    ids = [block["block_id"] for block in modal["blocks"] if "block_id" in block]
    assert len(ids) == len(set(ids))


def delegation() -> DelegationFacts:
    """Everything as long as it can be, and two hundred people."""
    long_name = replace(CHEN, name=LONG[:120])
    return DelegationFacts(
        delegation=Delegation(
            id=1,
            manager_id=1,
            delegate_id=2,
            until_on=date(2027, 1, 15),
            reason=LONG[:500],
            by_id=9,
            at=FRIDAY,
        ),
        manager=long_name,
        delegate=replace(long_name, id=99),
        by=long_name,
        ended_by=long_name,
        names=(LONG[:120],) * 200,
        kept=(LONG[:120],) * 200,
    )


def waiting(people: int) -> Approved:
    owed = Owed(
        kind=Kind.APPROVAL, subject_id=7, who=LONG[:120], since=FRIDAY, due_on=FRIDAY.date(), minutes=5
    )
    return Approved(employee=LONG[:120], waiting=(owed,) * people)


def said_about(pieces: int) -> PeriodFeedback:
    piece = feedback_facts(
        feedback=replace(feedback(), behaviour=LONG, consequence=LONG), answer=Answer(at=FRIDAY, text=LONG)
    )
    return PeriodFeedback(
        about=replace(CHEN, name=LONG[:120]),
        since=date(2026, 10, 1),
        ends_on=date(2026, 12, 31),
        pieces=(piece,) * pieces,
        total=pieces + 100,
        may_read_all=True,
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "build",
    [
        lambda words: next_modal(words, waiting(200)),
        saved_modal,
        lambda words: elsewhere_modal(words, longest()),
        lambda words: delegation_modal(words, [delegation()] * 200),
        lambda words: delegated_modal(words, delegation()),
        lambda words: feedback_modal(words, said_about(SHOWN)),
    ],
    ids=["next", "saved", "elsewhere", "delegation", "delegated", "feedback"],
)
def test_what_leads_on_stays_under_slacks_limits(
    build: Callable[[Words], dict[str, Any]], locale: str
) -> None:
    check_view(build(Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)), surface="modal")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("reader_id", [CHEN.id, 99])
def test_what_is_said_of_a_manager_on_leave_stays_under_slacks_limits(reader_id: int, locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)
    in_place = InPlace(manager_id=1, manager=LONG[:120], until_on=date(2027, 1, 15))

    for card in (
        began_note(words, delegation(), reader_id=reader_id),
        ended_note(words, delegation(), reader_id=reader_id),
        delegated_card(words, replace(longest(), delegation=in_place)),
        approval_card(words, replace(longest(), delegation=in_place, begun_at=FRIDAY)),
    ):
        assert check_message_blocks(card.blocks)
        assert "\n" not in card.text


@pytest.mark.parametrize("locale", LOCALES)
def test_long_texts_stand_whole_and_folded_as_far_as_a_message_has_room(locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)
    case, remark = "First line\n" + "case " * 400, "A remark " * 50
    own = {**OWN, CUSTOMER: scored("3", evidence=case), TEAMWORK: scored("3", evidence="Short")}
    facts = shown(review(own=own, comment=remark))

    card = approval_card(words, facts, folds=True)

    for each in (card, approval_card(words, longest(), folds=True)):
        assert check_message_blocks(each.blocks)
    boxes = [each for each in card.blocks if each["type"] == "container"]
    assert [each["title"]["text"] for each in boxes] == ["First line …", fold(remark, 60)]
    assert [plain({"blocks": each["child_blocks"]}) for each in boxes] == [case.strip(), remark.strip()]
    assert "> Short" in plain(card)
    beside = [each for each in card.blocks if each["type"] != "container"]
    assert "First line" not in plain({"blocks": beside})
    assert "First line" in plain(approval_card(words, facts))


def test_the_most_that_a_scheme_can_ask_fits_the_form_of_scores() -> None:
    """Thirty items in six sections, all with a reason: Slack takes a hundred blocks."""
    ladders = [Ladder(key=f"v{n}", name={"en": f"V{n}"}, rungs=load_rungs()) for n in range(30)]
    section = scheme_with("values").section("values")
    parts = tuple(
        section.model_copy(
            update={
                "key": f"s{n}",
                "weight": 20 if n < 4 else 10,
                "ladders": tuple(ladders[n * 5 : n * 5 + 5]),
            }
        )
        for n in range(6)
    )
    scheme = load_scheme("kpi-values").model_copy(update={"sections": parts})
    own = {(part.key, each.key): scored("2.5") for part in parts for each in part.ladders}
    facts = shown(review(own=own, kpis=(), scheme=scheme))
    entered = dict.fromkeys(own, wanted("2", LONG[:700]))

    check_view(adjust_modal(WORDS, scoring(facts, entered, read_at="x")), surface="modal")
    check_view(approve_modal(WORDS, facts), surface="modal")


def test_how_it_adds_up_shows_every_step() -> None:
    said = plain(approve_modal(WORDS, shown(review(given={DWELL: scored("3.25")}))))

    for step in (
        "Shop-wide conversion: *3.75* × 60 %",
        "Dwell time: 3.5 → *3.25* × 40 %",
        "Weighted mean: *3.55*",
        "Mean of 2: *2.75* · at least 2.5 is asked for here: reached",
        "KPIs 3.55 × 70 % + Values 2.75 × 30 % = *3.31*\nNearest point of the scale: *3.25, ",
    ):
        assert step in said


def test_a_gate_that_is_not_reached_is_a_step_of_its_own() -> None:
    own = {**OWN, CUSTOMER: scored("2", evidence="Two complaints")}

    said = plain(approve_modal(WORDS, shown(review(own=own))))

    assert "below the 2.5 that is asked for here" in said
    assert "Values 2.25, below 2.5: the whole counts as *2.5, unacceptable*" in said


def test_half_way_between_two_points_is_said() -> None:
    own = {CONVERSION: scored("3.75"), DWELL: scored("3.5")}
    scheme = load_scheme("kpi-values")
    alone = scheme.model_copy(update={"sections": (scheme.sections[0].model_copy(update={"weight": 100}),)})
    halves = (kpi("conversion", "Shop-wide conversion", 50), kpi("dwell", "Dwell time", 50))

    said = plain(approve_modal(WORDS, shown(review(own=own, kpis=halves, scheme=alone))))

    assert "Half-way between two points of the scale, so the lower one: *3.5, meets expectation*" in said


def test_no_case_is_lost_or_cut_within_an_entity_when_it_is_read_in_full() -> None:
    pieces = list(in_full(LONG))

    assert "".join(pieces) == "&amp;&lt;" * 1500
    assert all(len(piece) <= 3000 and piece.endswith(";") for piece in pieces)


def test_the_card_shows_scores_figures_and_the_first_line_of_each_case() -> None:
    card = approval_card(WORDS, shown(review(comment="All in all a good quarter")))

    said = plain(card)
    assert "*Chen Jie* · Marketing specialist" in said
    assert "KPIs 3.65 (70 %) · Values 2.75 (30 %)" in said
    assert "Overall 3.38 → *3.5, meets expectation*" in said
    assert "*Shop-wide conversion* (60 %): *3.75* · figure: 3.8 %, target: 3.6 %" in said
    assert "> Took over the complaint of 4 November …" in said
    assert "> All in all a good quarter" in said
    assert "Fri 15 Jan" in said
    assert labels(card) == ["Approve", "Adjust…", "Ask for more…", *READING, "Input…"]


def test_the_notification_holds_no_score() -> None:
    for state in (State.SELF_SCORED, State.MORE_ASKED, State.SCORED):
        card = approval_card(WORDS, shown(review(state)))
        assert "3." not in card.text

    assert "3." not in plain(result_card(WORDS, shown(review(State.RELEASED))))


def test_a_late_approval_is_told_by_its_day() -> None:
    late = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY + timedelta(days=10))

    assert "was due Fri 15 Jan" in plain(approval_card(late, shown(review())))


def test_an_adjusted_item_shows_both_scores_the_reason_and_who_gave_it() -> None:
    given = {DWELL: scored("3.25", reason="One week was missing")}

    card = approval_card(
        WORDS, shown(review(given=given), adjusted={DWELL: Adjustment(by="Liu Yang", at=FRIDAY)})
    )

    said = plain(card)
    assert "*Dwell time* (40 %): 3.5 → *3.25*" in said
    assert "↳ Liu Yang, Fri 8 Jan: One week was missing" in said
    assert "with your changes 3.31 → *3.25, needs to be raised*" in said


def test_while_more_is_asked_the_card_says_what_and_when_and_offers_no_decision() -> None:
    facts = shown(
        review(State.MORE_ASKED, question="What about the team?"), asked_at=FRIDAY, asked_by="Liu Yang"
    )

    card = approval_card(WORDS, facts)

    assert "Liu Yang asked for more on Fri 8 Jan:\n> What about the team?" in plain(card)
    assert labels(card) == [*READING, "Input…"]


def test_what_is_new_since_the_question_is_marked() -> None:
    facts = shown(
        review(question="What about the team?"),
        asked_at=FRIDAY,
        asked_by="Liu Yang",
        answered=True,
        handed_in_again=True,
        fresh=frozenset({TEAMWORK}),
    )

    said = plain(approval_card(WORDS, facts))

    assert "*Teamwork*: *2.5* · 🔁 new since you asked" in said
    assert said.count("new since you asked") == 1
    assert "Handed in again" in said


def test_after_the_approval_the_card_says_who_when_and_what_next_and_has_no_decision_left() -> None:
    scored_now = replace(review(State.SCORED), awaited=(someone(8, "Zhao Min"), someone(9, "Zhou Jing")))

    card = approval_card(WORDS, shown(scored_now))

    assert "✅ Approved by Liu Yang on Fri 8 Jan, 10:00." in plain(card)
    assert "Next: a second look by Zhao Min and Zhou Jing." in plain(card)
    assert labels(card) == READING


def test_typed_text_on_the_card_pings_nobody() -> None:
    own = {**OWN, CUSTOMER: scored("3", evidence="<!channel> look")}

    said = plain(approval_card(WORDS, shown(review(own=own, comment="<@U0LIU>"))))

    assert "<!channel>" not in said
    assert "&lt;!channel&gt; look" in said
    assert "<@U0LIU>" not in said


def progress(**marks: Mark) -> TeamProgress:
    return TeamProgress(
        cycle_name="2026Q4", manager=LIU, approval_due=date(2027, 1, 15), reports=tuple(marks.items())
    )


def test_the_parent_counts_and_names_who_stands_where() -> None:
    card = manager_thread(WORDS, progress(Chen=Mark.RELEASED, Wu=Mark.WAITS, He=Mark.OPEN, Sun=Mark.ASKED))

    assert card.text == "2026 Q4: 1 of 4 approved, next due Fri 15 Jan"
    assert plain(card).splitlines()[1:6] == [
        "✅🟡💬⚪",
        "✅ Results released: Chen",
        "🟡 Waits for you: Wu",
        "💬 Asked for more: Sun",
        "⚪ Not handed in yet: He",
    ]


def test_who_wanted_their_self_score_back_was_asked_for_nothing() -> None:
    theirs = replace(progress(Sun=Mark.ASKED, Chen=Mark.ASKED), given_back=("Chen",))

    lines = plain(manager_thread(WORDS, theirs)).splitlines()[1:4]

    assert lines == ["💬💬", "💬 Asked for more: Sun", "💬 Have their self-score back, to change it: Chen"]


@pytest.mark.parametrize(
    ("marks", "days", "headline"),
    [
        ({"Chen": Mark.RELEASED, "Wu": Mark.RELEASED}, 0, "2026 Q4: all 2 approved"),
        ({"Chen": Mark.RELEASED}, 0, "2026 Q4: 1 of 1 approved"),
        ({"Chen": Mark.WAITS}, 10, "2026 Q4: 0 of 1 approved, was due Fri 15 Jan"),
        ({}, 0, "2026 Q4: no review of your team is with you"),
    ],
)
def test_the_parents_headline(marks: dict[str, Mark], days: int, headline: str) -> None:
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY + timedelta(days=days))

    assert manager_thread(words, progress(**marks)).text == headline


@pytest.mark.parametrize("locale", LOCALES)
def test_a_large_team_fits_the_parent(locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)
    names = {f"{LONG[:100]}{n}": list(Mark)[n % 4] for n in range(200)}

    card = manager_thread(words, progress(**names))

    assert check_message_blocks(card.blocks)
    assert all(len(text) <= 3000 for text in texts(card.blocks))
    assert words.count("%(number)s more", "%(number)s more", 38) in plain(card)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_stays_with_who_gave_a_review_up_fits(locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)

    card = taken_over_card(words, TakenOver(employee=LONG[:120], manager=LONG[:120], on=FRIDAY))

    assert check_message_blocks(card.blocks)


def test_the_form_is_preset_with_what_stands_and_shows_the_cases_that_count() -> None:
    given = {DWELL: scored("3.25", reason="One week was missing")}

    modal = adjust_modal(WORDS, scoring(shown(review(given=given))))

    blocks = {block["block_id"]: block["element"] for block in modal["blocks"] if block["type"] == "input"}
    assert blocks[score_block(DWELL)]["initial_option"]["value"] == "3.25"
    assert blocks[reason_block(DWELL)]["initial_value"] == "One week was missing"
    assert blocks[score_block(TEAMWORK)]["initial_option"]["value"] == "2.5"
    said = plain(modal)
    assert "Chen Jie gave 3.5 · figure: 2 min 20 s, target: 3.6 %" in said
    assert "> Took over the complaint of 4 November\n> and saw it through to the end." in said


def test_the_form_comes_back_with_what_was_typed() -> None:
    entered = {DWELL: wanted("3", "Down in November")}

    modal = adjust_modal(WORDS, scoring(shown(review()), entered, read_at="2027-01-08T02:00:00+00:00"))

    blocks = {block["block_id"]: block["element"] for block in modal["blocks"] if block["type"] == "input"}
    assert blocks[score_block(DWELL)]["initial_option"]["value"] == "3"
    assert blocks[reason_block(DWELL)]["initial_value"] == "Down in November"
    assert "Kept as you left it" in plain(modal)


def test_the_result_tells_own_and_given_scores_with_reasons() -> None:
    given = {DWELL: scored("3.25", reason="One week was missing")}
    facts = shown(
        review(State.RELEASED, given=given),
        adjusted={DWELL: Adjustment(by="Liu Yang", at=FRIDAY)},
        second_look_by="Zhao Min",
    )

    said = plain(result_modal(WORDS, facts, reader=CHEN))

    assert "*3.25 · needs to be raised*" in said
    assert "The weighted mean is 3.31; the nearest point of the scale is 3.25." in said
    assert "*KPIs* · 3.55 (70 %), by your own scores 3.65" in said
    assert "*Shop-wide conversion*: 3.75, as you scored it" in said
    assert "*Dwell time*: you gave 3.5, Liu Yang gave *3.25*: One week was missing" in said
    assert "Next: Liu Yang talks it over with you" in said
    assert "second look" not in said


def test_the_managers_view_of_the_result_speaks_of_the_employee() -> None:
    said = plain(result_modal(WORDS, shown(review(State.RELEASED)), reader=LIU))

    assert "*Dwell time*: 3.5, as Chen Jie scored it" in said
    assert "you" not in said.lower()


def test_a_failed_gate_is_explained_with_what_happens_next() -> None:
    own = {**OWN, CUSTOMER: scored("2", evidence="Two complaints")}

    said = plain(result_modal(WORDS, shown(review(State.RELEASED, own=own)), reader=CHEN))

    assert "*2.5 · unacceptable*" in said
    assert "Values come to 2.25. This review asks for at least 2.5 there" in said
    assert "Liu Yang will go through with you" in said
    assert "fail" not in said.lower()


def test_the_question_reaches_the_employee_whole_with_a_day_and_one_button() -> None:
    facts = shown(review(State.MORE_ASKED, question="?"), asked_by="Liu Yang", asked_at=FRIDAY)

    card = question_card(
        WORDS, facts, question=Question(text="What did you do?\nAnd with whom?", by="Liu Yang")
    )

    assert "What did you do?\nAnd with whom?" in plain(card)
    assert "before Fri 15 Jan" in plain(card)
    assert labels(card) == ["Add to it…"]


def test_a_question_stays_its_askers_and_the_answer_is_for_whoever_has_the_review_now() -> None:
    facts = shown(review(State.MORE_ASKED, question="?"), asked_by="He Jun", asked_at=FRIDAY)

    said = plain(question_card(WORDS, facts, question=Question(text="With whom?", by="He Jun")))

    assert "He Jun asks for more" in said
    assert "when Liu Yang has to approve" in said
    assert "Liu Yang sees what is new" in said


def test_the_cases_are_read_in_full_with_reasons_question_and_remark() -> None:
    given = {DWELL: scored("3.25", reason="One week\nwas missing")}
    facts = shown(review(given=given, comment="Done", question="What about the team?"))

    said = plain(cases_modal(WORDS, facts))

    for text in ("and saw it through to the end.", "One week\nwas missing", "Done", "What about the team?"):
        assert text in said


def test_a_short_case_that_the_card_shows_is_not_read_twice_in_one_form() -> None:
    facts = shown(
        review(comment="Done", given={DWELL: scored("3.25", reason="One week was missing")}),
        adjusted={DWELL: Adjustment(by="Liu Yang", at=FRIDAY)},
    )

    said = plain(review_modal(WORDS, facts))

    for text in ("and saw it through to the end.", "One week was missing", "Done"):
        assert said.count(text) == 1


@pytest.mark.parametrize("written", ["It went well. " * 214 + "Twice", "文" * 2995 + "Twice"])
def test_what_a_former_manager_wrote_is_read_in_full(written: str) -> None:
    facts = shown(review(), contributions=(Contribution(by="He Jun", text=written, at=FRIDAY),))

    view = cases_modal(WORDS, facts)

    check_view(view, surface="modal")
    assert "Twice" not in plain(approval_card(WORDS, facts))
    assert "by He Jun" in plain(view)
    assert "Twice" in plain(view)


@pytest.mark.parametrize(
    ("rule", "item"),
    [
        ({"case_below": None, "case_from": Decimal(3)}, CUSTOMER),
        ({"case_below": Decimal("2.5"), "case_from": None}, TEAMWORK),
    ],
)
def test_a_case_that_one_threshold_alone_asks_for_is_shown_to_the_manager(
    rule: dict[str, Decimal | None], item: Item
) -> None:
    own = {**OWN, item: scored("2" if item == TEAMWORK else "3", evidence="This is how it was.")}
    facts = review(own=own, scheme=scheme_with("values", **rule))

    assert "> This is how it was." in plain(adjust_modal(WORDS, scoring(shown(facts))))


def test_what_came_out_low_leads_to_an_action_once_the_result_is_released() -> None:
    own = {**OWN, DWELL: scored("3")}
    low, fine = shown(review(State.RELEASED, own=own)), shown(review(State.RELEASED))

    def values(facts: ApprovalFacts) -> list[str]:
        rows = [each for each in approval_card(WORDS, facts).blocks if each["type"] == "actions"]
        return [each["value"] for row in rows for each in row["elements"] if each["action_id"] == CLOSE]

    assert values(low) == [f"{CHEN.id}:kpi:dwell"]
    assert values(fine) == values(shown(review(State.SCORED, own=own))) == []
