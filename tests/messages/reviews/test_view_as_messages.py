"""What HR sees as somebody else: within Slack's limits, and saying where something is left out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.reviews.approval import Adjustment, ApprovalFacts
from bot.domain.reviews.contribution import Contribution
from bot.domain.reviews.facts import ItemScore
from bot.domain.reviews.sections.ladder import Ladder
from bot.domain.reviews.self_score import Answer
from bot.domain.reviews.view_as import OVERVIEWS, Glance, Glances, Side, Viewed
from bot.domain.reviews.way import State
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.reviews.cases_modal import cases_modal
from messages.reviews.review_modal import review_modal
from messages.reviews.view_as_modal import glances_modal, view_as_modal
from tests.builders.approval import FRIDAY, kpi, review, scheme_with, shown
from tests.builders.people import CHEN, LIU
from tests.builders.self_score import quarter, sent
from tests.builders.shipped import load_scheme
from tests.messages.reviews.test_approval_messages import plain

WORDS = Words(locale="zh-TW", timezone="Asia/Shanghai", now=FRIDAY)
TYPED = ("字" * 3000, "&<" * 1500)
"""Three bytes a character, six as they are sent; and five characters for one."""
LEFT_OUT = "這裡省略了一部分"


def full(kpis: int, text: str, state: State = State.RELEASED) -> ApprovalFacts:
    """So many KPIs and ten values, each with a case and a reason of 3,000 characters, all names as long."""
    rungs = load_scheme("kpi-values").section("values").ladders[0].rungs
    ladders = tuple(Ladder(key=f"v{n}", name={"en": "V" * 80}, rungs=rungs) for n in range(10))
    sheet = tuple(kpi(f"k{n}", text[:150], 2 if n else 102 - 2 * kpis) for n in range(kpis))
    items = [*(("kpi", each.key) for each in sheet), *(("values", each.key) for each in ladders)]
    facts = review(
        state,
        own={
            item: ItemScore(score=Decimal(4), actual=text[:200], evidence=text, rungs=(1, 2, 3))
            for item in items
        },
        given={item: ItemScore(score=Decimal("2.5"), reason=text) for item in items},
        kpis=sheet,
        scheme=scheme_with("values", ladders=ladders),
        employee=replace(CHEN, name=text[:120], post=text[:120]),
        manager=replace(LIU, name=text[:120]),
        comment=text,
        question=text,
    )
    by = {item: Adjustment(by=text[:120], at=FRIDAY) for item in items}
    return shown(facts, asked_at=FRIDAY, asked_by=text[:120], answered=True, adjusted=by)


def viewed(side: Side, whole: ApprovalFacts) -> Viewed:
    facts, is_own = whole.review, side is Side.EMPLOYEE
    answers = {item: Answer(score=each.score, evidence=each.evidence) for item, each in facts.own.items()}
    whom = facts.employee if is_own else facts.manager
    return Viewed(
        glance=Glance(review_id=7, period="2026Q4", whom=whom, employee=facts.employee, side=side),
        whole=whole,
        card=quarter(facts.state, facts=facts) if is_own else None,
        sent=sent(facts=facts, answers=answers) if is_own else None,
    )


@pytest.mark.parametrize("side", list(Side))
def test_forty_kpis_and_3000_characters_everywhere_are_shown_as_far_as_slack_takes_them(side: Side) -> None:
    for text in TYPED:
        view = view_as_modal(WORDS, viewed(side, full(40, text)))

        check_view(view, surface="modal")
        assert plain(view).count(LEFT_OUT) == 1


def test_what_fits_is_shown_whole() -> None:
    view = view_as_modal(WORDS, viewed(Side.EMPLOYEE, full(12, "A case.")))

    assert LEFT_OUT not in plain(view)


@pytest.mark.parametrize("build", [review_modal, cases_modal], ids=["review", "cases"])
def test_so_are_the_forms_of_the_manager(build: type[dict[str, object]]) -> None:
    """What former managers wrote has its place before the cases, however long these are."""
    told = Contribution(by="He Jun", text="文" * 2995 + "Twice", at=FRIDAY)
    whole = replace(full(40, TYPED[0], State.SELF_SCORED), contributions=(told, told))

    view = build(WORDS, whole)

    check_view(view, surface="modal")
    assert plain(view).count("Twice") == 2
    assert plain(view).count(LEFT_OUT) == 1


def test_the_choice_names_as_whom_however_long_the_names_are() -> None:
    sides = [each for each in Side if each not in OVERVIEWS]
    glances = [replace(viewed(side, full(12, TYPED[0])).glance, period="2026" * 30) for side in sides]

    view = glances_modal(WORDS, Glances(whom=LIU, found=glances * 33))

    check_view(view, surface="modal")
    for said in ("：本人的", "作為主管", "，複核"):
        assert said in str(view)
