"""What a former manager is asked and reads, and Slack's limits at the most that a scheme can ask."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.organisation import MOST_KPIS
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.contribution import Contribution, ContributionFacts, OfItem, Written
from bot.domain.reviews.scheme import MOST_ITEMS, Scheme
from bot.domain.reviews.sections import LadderSection
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.reviews.contribution_card import contribution_card
from messages.reviews.contribution_modal import contribution_modal, score_block
from tests.builders.approval import CONVERSION, kpi
from tests.builders.shipped import load_scheme

NOW = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
LONG = "&<" * 1500


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def most() -> Scheme:
    """As many items as a scheme may ask."""
    scheme = load_scheme("kpi-values")
    own, values = scheme.sections
    assert isinstance(values, LadderSection)
    ladders = tuple(
        values.ladders[0].model_copy(update={"key": f"v{number}", "name": {"en": LONG[:80]}})
        for number in range(MOST_ITEMS - MOST_KPIS)
    )
    return scheme.model_copy(update={"sections": (own, values.model_copy(update={"ladders": ladders}))})


def asked(scheme: Scheme, basis: Basis, written: Contribution | None = None) -> ContributionFacts:
    return ContributionFacts(
        review_id=7,
        cycle_id=3,
        cycle_name="2026Q4",
        employee=LONG[:120],
        manager=LONG[:120],
        days=31,
        of=92,
        written=written,
        may_write=True,
        scheme=scheme,
        basis=basis,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_form_and_card_stay_under_slacks_limits(language: str) -> None:
    basis = Basis(kpis=tuple(kpi(f"k{n}", LONG[:150], 8 if n else 12) for n in range(MOST_KPIS)))
    scheme = most()
    items = {
        (part.key, key): OfItem(score=Decimal(3), remark=LONG[:300])
        for part in scheme.sections
        for key in part.items(basis)
    }
    written = Contribution(by=LONG[:120], text=LONG, at=NOW, items=items)
    facts = asked(scheme, basis, written)

    form = contribution_modal(words(language), facts, written=Written(text=LONG, items=items))
    check_view(form, surface="modal")
    check_message_blocks(contribution_card(words(language), facts).blocks)


def test_each_item_has_a_score_and_a_line_and_none_is_a_must() -> None:
    basis = Basis(kpis=(kpi("conversion", "Shop-wide conversion", 100),))
    items = {CONVERSION: OfItem(score=Decimal(4))}

    form = contribution_modal(
        words(), asked(load_scheme("kpi-values"), basis), written=Written(text="Fine.", items=items)
    )

    inputs = {block["block_id"]: block for block in form["blocks"] if block["type"] == "input"}
    assert all(block["optional"] for block in inputs.values())
    assert [block["label"]["text"] for block in inputs.values()][1:3] == [
        "Shop-wide conversion: score",
        "Shop-wide conversion: in a line",
    ]
    assert inputs[score_block(CONVERSION)]["element"]["initial_option"]["value"] == "4"
