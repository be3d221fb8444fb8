"""Every form and card for every kind of section: what it says, and Slack's limits at the longest input."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

import pytest

from bot.domain.goals.post import MOST_REQUIREMENTS, Requirement, RequirementKind
from bot.domain.reviews.approval import Adjustment, ApprovalFacts
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import Applies
from bot.domain.reviews.facts import ItemScore, ReviewFacts
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.scheme import MOST_ITEMS, Looks, Scheme
from bot.domain.reviews.sections import METHODS, Section, StatementSection
from bot.domain.reviews.sections.statement import Statement
from bot.domain.reviews.self_score import Answer
from bot.domain.reviews.way import State
from bot.domain.texts import LANGUAGES, NAME_LIMIT, SENTENCE_LIMIT
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from bot.services.reviews.schemes import shipped_schemes
from messages.catalog import Words
from messages.reviews.adjust_modal import adjust_modal
from messages.reviews.approval_card import approval_card
from messages.reviews.cases_modal import cases_modal
from messages.reviews.result_modal import result_modal
from messages.reviews.review_modal import review_modal
from messages.reviews.scheme_summary import scheme_summary
from messages.reviews.sections import RENDERERS
from messages.reviews.self_score_modal import self_score_modal
from messages.reviews.sent_self_score_modal import preview_modal, sent_self_score_modal
from tests.builders.approval import FRIDAY, review, scoring, shown
from tests.builders.languages import each_text_and_language
from tests.builders.people import CHEN, LIU
from tests.builders.posts import post
from tests.builders.schemes import basis_of_both, kpis_of_both
from tests.builders.self_score import form, longest_sheet, quarter, sent
from tests.builders.shipped import load_scheme
from tests.builders.year import FULL_YEAR

LOCALES = ("en-US", "zh-CN", "zh-TW")
TYPED = ("&<" * 1500, "文" * 3000, "\n" * 2999 + "x", "word " * 600)
LONG = "&<" * 1500


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)


def largest() -> Scheme:
    """As much as a scheme can ask: every item a statement, every text as long as it can be."""
    name, text = {"en": "N" * 80}, {"en": "T" * 300}
    statements = tuple(Statement(key=f"s{number}", name=name, text=text) for number in range(MOST_ITEMS))
    section = StatementSection(
        key="all",
        name=name,
        weight=100,
        method="statements",
        statements=statements,
        case_below=Decimal("3.5"),
        case_from=Decimal("3.75"),
    )
    return load_scheme("three-part").model_copy(update={"key": "largest", "sections": (section,)})


SCHEMES = [*shipped_schemes(), largest()]
texts_and_languages = each_text_and_language(
    dict(zip(("escaped", "chinese", "lines", "words"), TYPED, strict=True))
)
every_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)


def asked(key: str, said: str) -> Requirement:
    """An ability that a post asks for, as long as `said` can be there."""
    return Requirement(
        key=key,
        kind=RequirementKind.ABILITY,
        name=dict.fromkeys(LANGUAGES, said[:NAME_LIMIT].replace("\n", "x")),
        text=dict.fromkeys(LANGUAGES, said[:SENTENCE_LIMIT].replace("\n\n", "\nx")),
    )


def longest(scheme: Scheme, text: str = LONG, state: State = State.SELF_SCORED) -> ReviewFacts:
    """Twelve KPIs on each sheet, as many requirements as a post can have, a case wherever one can be asked
    for, everything adjusted.
    """
    sheet = longest_sheet(text)
    basis = Basis(
        kpis=(*sheet, *(replace(kpi, whose=Whose.TEAM) for kpi in sheet)),
        requirements=tuple(asked(f"r{number}", text) for number in range(MOST_REQUIREMENTS)),
        periods=FULL_YEAR,
    )
    own = {
        (section.key, key): ItemScore(
            score=Decimal("4"),
            actual=text[:200] if section.has_figure else None,
            evidence=text if section.has_cases else None,
        )
        for section in scheme.sections
        for key in section.items(basis)
    }
    given = {item: ItemScore(score=Decimal("2.5"), reason=text[:700]) for item in own}
    return review(
        state,
        own=own,
        given=given,
        kpis=basis.kpis,
        requirements=basis.requirements,
        scheme=scheme,
        employee=replace(CHEN, name=text[:120], post=text[:120]),
        manager=replace(LIU, name=text[:120]),
        comment=text,
        question=text,
    )


def facts_of(facts: ReviewFacts) -> ApprovalFacts:
    return shown(
        facts,
        fresh=frozenset(facts.own),
        fresh_comment=True,
        asked_at=FRIDAY,
        asked_by=LONG[:120],
        answered=facts.state is not State.MORE_ASKED,
        adjusted={item: Adjustment(by=LONG[:120], at=FRIDAY) for item in facts.own},
        second_look_by=LONG[:120],
    )


def answers_of(facts: ReviewFacts) -> dict[Any, Answer]:
    return {
        item: Answer(score=each.score, actual=each.actual, evidence=each.evidence)
        for item, each in facts.own.items()
    }


def plain(view: Any) -> str:
    blocks = view["blocks"] if isinstance(view, dict) else view.blocks

    def texts(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["text"]] if isinstance(node.get("text"), str) else []
            return own + [text for value in node.values() for text in texts(value)]
        return [text for each in node for text in texts(each)] if isinstance(node, list) else []

    return "\n".join(texts(blocks))


def test_every_kind_of_section_has_a_renderer() -> None:
    union, _ = get_args(Section)

    assert set(RENDERERS) == set(get_args(union))
    assert len(RENDERERS) == len(METHODS)


@every_scheme
@texts_and_languages
def test_every_step_of_the_form_stays_within_slacks_limits(scheme: Scheme, locale: str, text: str) -> None:
    facts = longest(scheme, text, State.MORE_ASKED)
    filled = form(answers=answers_of(facts), facts=facts, comment=text, question=text)

    for number in range(1, len(filled.steps) + 1):
        at = replace(filled, draft=replace(filled.draft, step=number))
        check_view(self_score_modal(words(locale), at), surface="modal")


@every_scheme
@texts_and_languages
def test_every_other_form_stays_within_slacks_limits(scheme: Scheme, locale: str, text: str) -> None:
    facts = longest(scheme, text, State.RELEASED)
    approved = facts_of(facts)

    for view in (
        sent_self_score_modal(words(locale), sent(facts=facts, answers=answers_of(facts)), just_now=True),
        preview_modal(words(locale), quarter(facts=facts)),
        adjust_modal(words(locale), scoring(approved)),
        cases_modal(words(locale), approved),
        result_modal(words(locale), approved, reader=facts.employee),
        result_modal(words(locale), approved, reader=facts.manager),
        review_modal(words(locale), approved),
    ):
        check_view(view, surface="modal")


@every_scheme
@texts_and_languages
@pytest.mark.parametrize("state", [State.SELF_SCORED, State.MORE_ASKED, State.RELEASED])
def test_the_managers_card_stays_within_slacks_limits(
    scheme: Scheme, locale: str, text: str, state: State
) -> None:
    check_message_blocks(approval_card(words(locale), facts_of(longest(scheme, text, state))).blocks)


def at_step(scheme: str, number: int, **answers: str) -> dict[str, Any]:
    facts = review(scheme=load_scheme(scheme), kpis=kpis_of_both(), own=own_of(load_scheme(scheme)))
    section = form(facts=facts).steps[number - 1].section
    given = {(section.key, key): Answer(score=Decimal(score)) for key, score in answers.items() if section}
    return self_score_modal(words(), form(number, answers=given, facts=facts))


def own_of(scheme: Scheme) -> dict[Any, ItemScore]:
    return {
        (section.key, key): ItemScore(score=Decimal("3.5"), actual="3.6" if section.has_figure else None)
        for section in scheme.sections
        for key in section.items(basis_of_both())
    }


def test_a_statement_is_asked_with_the_meaning_of_every_point_in_view() -> None:
    view = at_step("three-part", 1)

    said = plain(view)
    assert "*Ability*" in said
    assert "*3.5* meets expectation · *3.25* needs to be raised" in said
    assert "*Explaining*\nPuts things so that others" in said
    assert "Explaining: score" in said
    assert "figure" not in said


def test_what_ones_post_asks_for_is_rated_in_its_own_words() -> None:
    scheme, asks = load_scheme("three-part"), post().abilities
    own = {
        (section.key, key): ItemScore(score=Decimal("3.5"), actual="3.6" if section.has_figure else None)
        for section in scheme.sections
        for key in section.items(Basis(kpis=kpis_of_both(), requirements=asks))
    }
    facts = review(scheme=scheme, kpis=kpis_of_both(), requirements=asks, own=own)

    asked = plain(self_score_modal(words("zh-TW"), form(facts=facts)))
    card = plain(approval_card(words(), shown(facts)))
    assert "*繁 Bargaining*\n繁 Bargaining: does it well." in asked
    assert "*Calculating*: *3.5*" in card
    assert "2 statements on Ability" in plain(preview_modal(words(), quarter(facts=facts)))
    assert "Knowledge" not in card


@pytest.mark.parametrize(
    ("score", "label"),
    [
        ("3.25", "Learning: a case of what went against it"),
        ("3.5", None),
        ("3.75", "Learning: a convincing case for it"),
    ],
)
def test_each_statement_asks_for_its_own_case(score: str, label: str | None) -> None:
    view = at_step("three-part", 1, learning=score, knowledge="3.5")

    fields = {each["block_id"]: each["label"]["text"] for each in view["blocks"] if each["type"] == "input"}
    assert fields.get("self_score:evidence:ability:learning") == label
    assert "self_score:evidence:ability:knowledge" not in fields


def test_the_teams_kpis_say_that_they_are_the_departments() -> None:
    team, own = plain(at_step("operations", 1)), plain(at_step("operations", 2))

    assert "*The team's KPIs*" in team
    assert "These KPIs are your department's" in team
    assert "Visits: figure reached" in team
    assert "Dwell time: figure reached" in own
    assert "department" not in own


def test_what_will_be_asked_counts_each_section_under_its_own_name() -> None:
    def said(scheme: str) -> str:
        facts = review(scheme=load_scheme(scheme), kpis=kpis_of_both(), own=own_of(load_scheme(scheme)))
        return plain(preview_modal(words(), quarter(facts=facts)))

    assert "2 KPIs, 2 values, anything else" in said("kpi-values")
    assert "5 statements on Ability, 5 statements on Attitude, 2 KPIs, anything else" in said("three-part")
    operations = said("operations")
    assert "4 KPIs of your department, 2 KPIs, 5 statements on Working together" in operations
    assert operations.index("The team's KPIs, 40 %") < operations.index("Own KPIs, 40 %")
    assert "• *Early word*: Says early what others need to know" in operations


def test_a_managers_form_offers_each_item_the_points_of_its_kind() -> None:
    scheme = load_scheme("three-part")
    facts = review(scheme=scheme, kpis=kpis_of_both(), own=own_of(scheme))

    view = adjust_modal(words(), scoring(shown(facts)))

    options = {
        each["block_id"]: [option["value"] for option in each["element"]["options"]]
        for each in view["blocks"]
        if each["type"] == "input" and each["block_id"].startswith("score:")
    }
    assert len(options) == 12
    assert set(map(tuple, options.values())) == {("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5")}


def test_a_failed_section_is_named_on_the_managers_card() -> None:
    scheme = load_scheme("three-part")
    gated = scheme.sections[1].model_copy(update={"gate_below": Decimal("3.75")})
    scheme = scheme.model_copy(update={"sections": (scheme.sections[0], gated, scheme.sections[2])})
    facts = review(scheme=scheme, kpis=kpis_of_both(), own=own_of(scheme))

    assert "The mean of Attitude is below 3.75, so the whole counts as 2.5" in plain(
        approval_card(words(), shown(facts))
    )


@pytest.mark.parametrize("locale", LOCALES)
@every_scheme
def test_a_scheme_is_told_in_plain_sentences(scheme: Scheme, locale: str) -> None:
    lines = scheme_summary(words(locale), scheme)

    assert len(lines) >= 2 * len(scheme.sections) + 2
    assert all(line.strip() and "&amp;" not in line and "*" not in line for line in lines)


def test_a_scheme_says_how_results_are_spread_and_how_binding_that_is() -> None:
    scheme = load_scheme("kpi-values")
    assert scheme.distribution is not None

    said = {
        applies: scheme_summary(
            words(),
            scheme.model_copy(
                update={"distribution": scheme.distribution.model_copy(update={"applies": applies})}
            ),
        )[-1]
        for applies in Applies
    }

    shares = (
        "4 and above at most 20 %; 3.75 and above at most 35 %; 3.5 about 50 %; 3.25 and below at least 15 %"
    )
    assert all(shares in line for line in said.values())
    assert "below 7 people nothing is enforced" in said[Applies.ENFORCED]
    assert "Advised" in said[Applies.ADVISED]
    assert "never enforced" in said[Applies.SHOWN]


def test_a_scheme_says_whether_one_or_both_look_again() -> None:
    scheme = load_scheme("three-part")
    either = scheme.model_copy(update={"second_look": Looks.EITHER})

    assert "HR both confirm" in scheme_summary(words(), scheme)[-1]
    assert "manager or HR confirms" in scheme_summary(words(), either)[-1]
