"""What a manager has half done: kept and restored as it was, and told from what another device kept."""

from datetime import UTC, datetime
from decimal import Decimal

from bot.domain.drafts import Draft
from bot.domain.reviews.score_draft import as_typed, differs, entered_in, score_form
from tests.builders.approval import CONVERSION, DWELL, TEAMWORK, review, scored, shown, wanted

AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
HALF = Decimal("0.5")


def test_what_was_entered_comes_back_as_it_was() -> None:
    entered = {DWELL: wanted("3.25"), TEAMWORK: wanted("2", "Seldom seen: twice")}

    assert entered_in(as_typed(entered, window="V1")) == entered
    assert entered_in({}) == {}


def test_the_form_holds_what_stands_and_over_it_what_is_kept() -> None:
    facts = shown(review(given={CONVERSION: scored("3.5")}))
    draft = Draft(subject="7", data=as_typed({DWELL: wanted("3")}, window="V1"), saved_at=AT)

    form = score_form(facts, draft, reason_from=HALF)

    assert (form.entered[DWELL], form.entered[CONVERSION]) == (wanted("3"), wanted("3.5"))
    assert form.summed_up.outcome is not None
    assert form.summed_up.outcome.exact == Decimal("3.135")
    assert form.is_draft
    assert not form.is_ready
    assert form.is_of(read_at=AT.isoformat(), window="V2")
    assert form.is_of(read_at="", window="V1")
    assert not form.is_of(read_at="", window="V2")
    assert not form.is_of(read_at="", window="")


def test_what_lacks_a_reason_is_not_ready_though_nothing_is_half_done() -> None:
    assert score_form(shown(review()), None, reason_from=HALF).is_ready
    assert not score_form(shown(review(given={DWELL: scored("3")})), None, reason_from=HALF).is_ready


def test_what_is_as_it_stands_differs_in_nothing() -> None:
    assert not differs(review(), {DWELL: wanted("3.5"), ("kpi", "gone"): wanted("3")})
    assert differs(review(), {DWELL: wanted("3.5", "Steady")})
