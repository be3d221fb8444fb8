"""Assessment, brief and glossary on the screen: what they say, and that the longest of them fits."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.intake.assess import Assessed, Priority
from bot.domain.intake.brief import LIMITS, Part
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.form_facts import AssessForm, BriefForm, BriefRead
from bot.domain.intake.glossary import Glossary, Kept, Term
from bot.domain.intake.triage import Reach
from bot.domain.intake.way import State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES
from messages.intake.assess_form import assess_form
from messages.intake.brief_card import brief_card
from messages.intake.brief_form import brief_form, brief_saved
from messages.intake.brief_labels import in_language
from messages.intake.brief_modal import brief_modal
from messages.intake.glossary_form import retire_form, term_form
from messages.intake.glossary_modal import LINES, glossary_modal
from messages.intake.my_request_card import my_request_card
from messages.intake.terms import marked
from messages.intake.triage_card import triage_card
from messages.intake.whole_request import whole_request
from messages.kit import Block
from tests.builders.briefs import WHOLE, brief, judged, term
from tests.builders.intake import LONGEST, MORNING, facts
from tests.builders.people import SUN
from tests.messages.intake.test_cards import words

CART = term("cart service", "basket", zh_Hans=("购物车",), id=1, note="30 days")
MANY = [
    term(
        "<!channel>" * 12,
        "<@U0SUN>"[:2] + f"channel{n}",
        *(f"w{n}x{m}" * 9 for m in range(9)),
        id=n,
        note="&" * 300,
    )
    for n in range(1, 60)
] + [term("to all", "channel", id=99)]
LONGEST_PARTS = {part: ("<!channel> & " * 300)[: LIMITS[part]] for part in Part}


def assessed(**changes: Any) -> Assessed:
    return Assessed(assessment=judged(**changes), by=SUN, at=MORNING, number=2)


def read(request: RequestFacts, *terms: Term) -> BriefRead:
    assert request.brief is not None
    return BriefRead(request=request, brief=request.brief, glossary=Glossary(terms))


def said(blocks: list[Block]) -> str:
    return str(blocks)


def typed(view: dict[str, Any]) -> dict[str, str]:
    return {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in view["blocks"]
        if block["type"] == "input"
    }


def test_the_desks_card_says_the_priority_and_of_what_it_was_made() -> None:
    card = triage_card(words(), facts(assessed=assessed()))

    assert "*Priority:* P2 (high impact, a branch, small effort)" in said(card.blocks)


def test_the_desks_card_says_who_overruled_the_priority_and_why() -> None:
    overruled = facts(assessed=assessed(priority=Priority.P1, reason="A big\ncustomer <waits>."))

    assert (
        "*Priority:* P1, overruled by Sun Li: A big customer &lt;waits&gt;. "
        "(P2 by high impact, a branch, small effort)" in said(triage_card(words(), overruled).blocks)
    )


def test_the_desks_card_says_what_the_brief_lacks() -> None:
    lacking = facts(brief=brief({Part.STEPS: "Pay"}))

    assert "Missing: headline, environment, expected, actual, scope, acceptance, risks." in said(
        triage_card(words(), lacking).blocks
    )
    assert "Missing" not in said(triage_card(words(), facts(brief=brief())).blocks)


def test_nothing_of_either_is_on_what_the_requester_reads() -> None:
    parts = {part: f"Secret {part.value}" for part in Part}
    request = facts(assessed=assessed(priority=Priority.P1, reason="Secret"), brief=brief(parts))

    for read_by_them in (my_request_card(words(), request).blocks, whole_request(words(), request)["blocks"]):
        for secret in ("Secret", "P1", "effort", "Priority"):
            assert secret not in said(read_by_them)


def test_a_brief_starts_with_what_the_requester_told() -> None:
    request = facts(device="Huawei, Chrome", reach=Reach.BRANCH, extra=(("Order", "A-17"),))
    form = BriefForm(request=request, parts=None, glossary=Glossary([CART]), locale="en-US")

    view = brief_form(words(), form)

    assert typed(view) == {
        "headline": "",
        "environment": "https://shop.example/basket\nHuawei, Chrome\nOrder: A-17",
        "steps": "",
        "expected": "What I bought",
        "actual": "The basket is empty after paying.",
        "scope": "Branch: Chengdu\nSince: this morning\nHit: a branch",
        "acceptance": "",
        "risks": "",
    }
    assert "basket / 购物车 → cart service (30 days)" in said(view["blocks"])


def test_what_it_starts_with_is_in_the_developers_language() -> None:
    form = BriefForm(request=facts(), parts=None, glossary=Glossary([]), locale="zh-CN")

    assert typed(brief_form(words(), form))["scope"] == "分公司：Chengdu\n从何时起：this morning"


def test_after_a_colleague_saved_theirs_stands_under_each_part_that_differs() -> None:
    request = facts(brief=brief({**WHOLE, Part.RISKS: ""}))
    form = BriefForm(
        request=request,
        parts={**WHOLE, Part.STEPS: "Mine"},
        glossary=Glossary([]),
        locale="en-US",
        overtaken=True,
    )

    view = said(brief_form(words(), form)["blocks"])

    assert "Sun Li saved version 2 meanwhile" in view
    assert "Sun Li wrote: The steps" in view
    assert "Sun Li left this empty." in view
    assert "wrote: The scope" not in view


def test_a_term_is_underlined_and_translated_where_it_stands_first() -> None:
    (quote,) = marked("购物车 and basket", Glossary([CART]))["elements"]

    assert quote["elements"] == [
        {"type": "text", "text": "购物车", "style": {"underline": True}},
        {"type": "text", "text": " (→ cart service)", "style": {"italic": True}},
        {"type": "text", "text": " and "},
        {"type": "text", "text": "basket", "style": {"underline": True}},
    ]


def test_the_thread_has_the_brief_in_the_developers_words_whatever_the_channels_are() -> None:
    request = facts(assessed=assessed(), brief=brief({**WHOLE, Part.STEPS: "Open\n- Pay", Part.RISKS: ""}))

    card = brief_card(in_language(words("zh_Hans"), "en-US"), read(request, CART))

    assert card.blocks[0]["text"]["text"] == "The headline"
    assert "*Steps*\\n1. Open\\n2. Pay" in said(card.blocks)
    assert "*Missing:* risks" in said(card.blocks)
    assert "In Chen Jie's own words:" in said(card.blocks)
    assert card.text == "#214: brief, version 2"


def test_a_brief_without_a_headline_is_headed_by_its_number() -> None:
    card = brief_card(words(), read(facts(brief=brief({Part.STEPS: "Pay"}))))

    assert card.blocks[0]["text"]["text"] == "#214: brief, version 2"


def test_what_corresponds_stands_side_by_side_each_side_in_its_language() -> None:
    request = facts(happened="购物车空了", brief=brief(WHOLE, locale="en-US"))

    view = brief_modal(words("zh_Hans"), read(request, CART))

    pairs = [[each["text"] for each in block["fields"]] for block in view["blocks"] if "fields" in block]
    assert ["*Chen Jie 反馈的内容*\n购物车空了", "*Actual*\nThe actual"] in pairs
    assert len(pairs) == 4
    assert "'underline': True" in said(view["blocks"])


def test_what_is_as_it_was_told_stands_there_once() -> None:
    request = facts(happened="购物车空了", brief=brief({**WHOLE, Part.ACTUAL: "购物车空了"}, locale="en-US"))

    view = brief_modal(words("zh_Hans"), read(request))

    assert said(view["blocks"]).count("购物车空了") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_of_everything_fits(language: str) -> None:
    say = words(language)
    request = facts(
        State.NEW,
        happened=LONGEST,
        expected=LONGEST,
        page=LONGEST[:500],
        since=LONGEST[:200],
        device=LONGEST[:200],
        reach=Reach.CUSTOMERS,
        extra=(("Order", LONGEST[:1500]),),
        assessed=assessed(priority=Priority.P1, reason=LONGEST[:500]),
        brief=brief(LONGEST_PARTS),
    )
    full = BriefForm(
        request=request, parts={}, glossary=Glossary(MANY), locale="zh-TW", overtaken=True, started_at=MORNING
    )
    forms = [
        full,
        replace(full, parts=None, overtaken=False),
        replace(full, request=replace(request, id=123_456), parts=LONGEST_PARTS),
    ]

    card = brief_card(say, read(request, *MANY))
    assert check_message_blocks(card.blocks)
    assert check_message_blocks(triage_card(say, request).blocks)
    for view in (
        *(brief_form(say, form) for form in forms),
        brief_saved(say, brief({})),
        brief_modal(say, read(request, *MANY)),
        assess_form(
            say,
            AssessForm(request=request, holds=None, values={"reason": LONGEST[:500]}, started_at=MORNING),
        ),
    ):
        check_view(view, surface="modal")
    sent = said(card.blocks) + said(brief_modal(say, read(request))["blocks"])
    assert "'mrkdwn', 'text': '<!channel>" not in sent


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_glossary_fits_and_is_paged(language: str) -> None:
    terms = [Kept(term=each, by="Sun Li", at=MORNING) for each in MANY]
    pages = [glossary_modal(words(language), terms, search="x", page=page) for page in (0, 1, 99)]

    for view in (
        *pages,
        glossary_modal(words(language), [], search="", page=0),
        glossary_modal(words(language), [], search="x", page=0),
        term_form(words(language), terms[0], {"note": LONGEST[:300]}, over={}),
        term_form(words(language), None, {}, over={}),
        retire_form(words(language), terms[0], over={}),
    ):
        check_view(view, surface="modal")
    shown = [
        sum(str(block.get("block_id")).startswith("term:") for block in view["blocks"]) for view in pages
    ]
    assert shown == [LINES, LINES, len(MANY) % LINES or LINES]
    assert "<!channel>" not in said(pages[0]["blocks"])


def test_the_form_says_what_comes_out_once_all_three_are_answered() -> None:
    def made(**values: str) -> str:
        form = AssessForm(request=facts(reach=Reach.BRANCH), holds=None, values=values, started_at=None)
        blocks = assess_form(words(), form)["blocks"]
        return next(str(block["text"]["text"]) for block in blocks if block.get("block_id") == "made")

    assert made(impact="3", reach="branch", effort="s") == "It comes out as *P2: next*."
    assert "Answer all three" in made(impact="3", reach="branch")
    assert "Answer all three" in made(impact="9", reach="branch", effort="s")


def test_the_form_starts_with_what_holds_and_else_with_the_reach_that_the_requester_told() -> None:
    def chosen(form: AssessForm) -> dict[str, str]:
        inputs = [block for block in assess_form(words(), form)["blocks"] if block["type"] == "input"]
        return {
            block["block_id"]: block["element"]["initial_option"]["value"]
            for block in inputs
            if "initial_option" in block["element"]
        }

    new = AssessForm(request=facts(reach=Reach.BRANCH), holds=None, values={}, started_at=None)
    assert chosen(new) == {"reach": "branch", "priority": "made"}
    again = replace(new, holds=judged(Priority.P1, "A customer waits."))
    assert chosen(again) == {"impact": "3", "reach": "branch", "effort": "s", "priority": "p1"}
