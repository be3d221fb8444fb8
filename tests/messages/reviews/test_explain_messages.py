"""How was this computed? What it says adds up to the result, and fits what Slack takes."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from bot.domain.reviews.explain import Explained, GivenBy, Look
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import State
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.reviews.approval_buttons import EXPLAIN
from messages.reviews.explain_modal import beside, explain_modal
from messages.reviews.result_modal import result_modal
from tests.builders.approval import (
    DWELL,
    FRIDAY,
    HANDED_IN,
    OWN,
    TEAMWORK,
    kpi,
    review,
    scored,
    shown,
)
from tests.builders.people import CHEN, LIU
from tests.messages.reviews.test_approval_messages import LOCALES, LONG, longest, plain
from tests.messages.reviews.test_fingerprint_messages import CHANGED, UNCHANGED

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
MONDAY = FRIDAY + timedelta(days=3)


def gave(side: Side, score: str, reason: str | None = None) -> GivenBy:
    by, at = ("Chen Jie", HANDED_IN) if side is Side.SELF else ("Liu Yang", FRIDAY)
    return GivenBy(side=side, by=by, at=at, score=Decimal(score), reason=reason)


def explained(facts: ReviewFacts, **rest: Any) -> Explained:
    own = {item: (gave(Side.SELF, str(each.score)),) for item, each in facts.own.items()}
    return replace(Explained(review=facts, given=own, rules=UNCHANGED), **rest)


def said_to(facts: Explained, *, reader: Any = CHEN) -> str:
    return plain(explain_modal(WORDS, facts, reader=reader))


def test_it_shows_every_step_from_the_items_to_the_point() -> None:
    facts = review(State.SCORED, given={DWELL: scored("3.25", reason="One week was missing")})

    lines = said_to(explained(facts)).splitlines()

    for line in (
        "Your 2026 Q4 result: *3.25 · needs to be raised*",
        "*KPIs* · counts 70 %",
        "Shop-wide conversion: *3.75* × 60 %",
        "Dwell time: 3.5 → *3.25* × 40 %",
        "Weighted mean: *3.55*",
        "KPIs 3.55 × 70 % + Values 2.75 × 30 % = *3.31*",
        "3.31 lies between 3.25 and 3.5. Half-way is 3.375; 3.31 is below it: 3.25.",
        f"Rules unchanged since Thu 1 Oct 2026 · record {UNCHANGED.short}",
    ):
        assert line in lines


def test_on_top_stands_what_became_another_one_since_last_time() -> None:
    last = review(State.SCORED, own={**OWN, TEAMWORK: scored("5")})
    before = replace(last, cycle=replace(last.cycle, name="2026Q3"))

    said = said_to(explained(review(State.SCORED), before=before))

    assert "*Since 2026 Q3*: 3.75 → *3.5*\nKPIs: 3.65\nValues: 4 → 2.75\n• Teamwork: 5 → 2.5" in said
    assert "3 scores are the same as then." in said
    assert said.index("Since 2026 Q3") < said.index("counts 70 %")


def test_where_there_was_no_last_time_it_says_so() -> None:
    assert "no earlier result of yours" in said_to(explained(review(State.SCORED)))
    assert "no earlier result of Chen Jie" in said_to(explained(review(State.SCORED)), reader=LIU)


def test_it_tells_who_gave_what_when_and_why_beside_the_figure() -> None:
    steps = (gave(Side.SELF, "3.5"), gave(Side.MANAGER, "3.25", "One <week> was missing"))
    facts = review(State.SCORED, given={DWELL: scored("3.25", reason="One <week> was missing")})

    said = said_to(explained(facts, given={DWELL: steps}))

    assert (
        "*Dwell time* · figure: 2 min 20 s, target: 3.6 %\n"
        "Chen Jie, Thu 7 Jan: 3.5\n"
        "Liu Yang, Fri 8 Jan: *3.25* · One &lt;week&gt; was missing" in said
    )


def test_it_tells_who_looked_again_and_what_changed_in_the_rules() -> None:
    looks = (
        Look(by="Zhao Min", at=FRIDAY, is_doubt=True, reason="Too harsh?", items=(DWELL, TEAMWORK)),
        Look(by="Zhou Jing", at=MONDAY),
    )

    said = said_to(explained(review(State.SCORED), looks=looks, rules=CHANGED), reader=LIU)

    assert "Liu Yang approved the scores (Fri 8 Jan)." in said
    assert "Zhao Min sent it back (Fri 8 Jan), in doubt about Dwell time and Teamwork: Too harsh?" in said
    assert "Zhou Jing confirmed (Mon 11 Jan)." in said
    assert "• Fri 8 Jan, He Jing: taken until" in said
    assert said.index("sent it back") < said.index("approved the scores") < said.index("confirmed")


def test_before_the_release_it_says_that_it_is_not_final() -> None:
    said = said_to(explained(review()), reader=LIU)

    assert "Chen Jie, 2026 Q4, by the scores that stand now: *3.5 · meets expectation*." in said
    assert "It is not final yet." in said
    assert "approved" not in said


def test_a_half_goes_down_and_a_gate_overrules() -> None:
    half = {item: scored("3.5" if item[0] == "kpi" else "4", evidence="A case") for item in OWN}
    facts = review(
        State.SCORED, own=half, kpis=(kpi("conversion", "Conversion", 50), kpi("dwell", "Dwell", 50))
    )
    failed = review(State.SCORED, own={**OWN, TEAMWORK: scored("0.5", evidence="A case")})

    assert "3.65 lies between 3.5 and 3.75. Half-way is 3.625; 3.65 is above it: 3.75." in said_to(
        explained(facts)
    )
    assert "The gate sets 2.5 instead." in said_to(explained(failed))
    assert "The gate" not in said_to(explained(facts))


@pytest.mark.parametrize(
    ("value", "other", "said"),
    [
        ("3.6417", "3.625", "3.6417"),
        ("3.625", "3.625", "3.625"),
        ("3.625004", "3.625", "3.625004"),
        ("3.62499999", "3.625", "3.62499999"),
    ],
)
def test_a_mean_has_as_many_decimals_as_tell_it_from_half_way(value: str, other: str, said: str) -> None:
    assert beside(Decimal(value), Decimal(other)) == said


def test_the_result_and_what_is_read_lead_to_it() -> None:
    view = result_modal(WORDS, shown(review(State.SCORED)), reader=CHEN)

    [button] = [each for block in view["blocks"] if block["type"] == "actions" for each in block["elements"]]
    assert (button["action_id"], button["value"]) == (EXPLAIN, "7")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_review_fits_a_modal(locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)
    facts = longest(State.SCORED).review
    each = tuple(
        GivenBy(side=side, by=LONG[:120], at=FRIDAY, score=Decimal("3.5"), reason=LONG[:500])
        for side in (Side.SELF, Side.MANAGER, Side.MANAGER)
    )
    looks = tuple(
        Look(by=LONG[:120], at=FRIDAY, is_doubt=number % 2 == 0, reason=LONG[:1000], items=tuple(facts.own))
        for number in range(9)
    )
    before = replace(facts, given={}, cycle=replace(facts.cycle, name="2026Q3"))
    whole = Explained(
        review=facts, given=dict.fromkeys(facts.own, each), looks=looks, rules=CHANGED, before=before
    )

    for reader in (facts.employee, LIU):
        check_view(explain_modal(words, whole, reader=reader), surface="modal")


POINTS = st.sampled_from(["5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5"])
RUNGS = st.integers(0, 10).map(lambda halves: str(Decimal(halves) / 2))


@st.composite
def reviews(draw: st.DrawFn) -> ReviewFacts:
    """Up to twelve KPIs of any weights, two values, and whatever a manager gave instead."""
    cuts = draw(st.sets(st.integers(1, 99), max_size=11))
    edges = [0, *sorted(cuts), 100]
    kpis = tuple(
        kpi(f"k{at}", f"KPI {'abcdefghijkl'[at]}", edges[at + 1] - edges[at]) for at in range(len(edges) - 1)
    )
    own = {("kpi", each.key): scored(draw(POINTS)) for each in kpis}
    own |= {item: scored(draw(RUNGS)) for item in OWN if item[0] == "values"}
    given = {
        item: scored(draw(POINTS if item[0] == "kpi" else RUNGS), reason="Because")
        for item in own
        if draw(st.booleans())
    }
    return review(State.SCORED, own=own, given=given, kpis=kpis)


@settings(max_examples=60, deadline=None)
@drawn(reviews())
def test_whoever_adds_up_what_it_says_comes_to_the_same_result(facts: ReviewFacts) -> None:
    assert facts.outcome is not None

    result, exact = recomputed(said_to(explained(facts)))

    assert result == Fraction(facts.outcome.score)
    assert exact == Fraction(facts.outcome.exact)


SECTION = re.compile(r"\*\w+\* · counts (\d+) %")
ITEM = re.compile(r".+: (?:[\d.]+ → )?\*([\d.]+)\*(?: × (\d+) %)?")
MEAN = re.compile(
    r"(?:Weighted mean|Mean of \d+|One item): \*([\d.]+)\*(?: · .*?([\d.]+) (?:that )?is asked.*)?"
)
BETWEEN = re.compile(r"[\d.]+ lies (?:half-way )?between ([\d.]+) and ([\d.]+)\.")
END = re.compile(r"(?:([\d.]+) is a point of the scale|.* its nearest point is ([\d.]+)\.)")
GATE = re.compile(r"The gate sets ([\d.]+) instead\.")


def recomputed(said: str) -> tuple[Fraction, Fraction]:
    """The point and the unrounded mean, by nothing but the numbers in the text."""
    exact, failed, weight = Fraction(0), False, 0
    items: list[tuple[Fraction, Fraction]] = []
    for line in said.splitlines():
        if begins := SECTION.fullmatch(line):
            weight, items = int(begins[1]), []
        elif ends := MEAN.fullmatch(line):
            mean = sum(score * share for score, share in items) / sum(share for _, share in items)
            assert abs(mean - Fraction(ends[1])) <= Fraction(5, 100_000)
            failed = failed or (ends[2] is not None and mean < Fraction(ends[2]))
            exact, weight = exact + mean * weight / 100, 0
        elif weight and (item := ITEM.fullmatch(line)):
            items.append((Fraction(item[1]), Fraction(item[2] or 1)))
    gate = GATE.search(said)
    assert (gate is not None) is failed
    return (Fraction(gate[1]) if gate else _rounded(said, exact)), exact


def _rounded(said: str, exact: Fraction) -> Fraction:
    between = BETWEEN.search(said)
    if between is None:
        end = END.search(said)
        assert end is not None
        return Fraction(end[1] or end[2])
    lower, higher = Fraction(between[1]), Fraction(between[2])
    return higher if exact > (lower + higher) / 2 else lower
