"""A shared KPI on the screen: what its reader can do and hears, within Slack's limits, in every language."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.anchors import Anchor
from bot.domain.goals.draft import KpiForm
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.named import Named
from bot.domain.goals.shared import REASON_LIMIT
from bot.domain.goals.shared_facts import Decided, Placed, SharedFacts
from bot.domain.goals.shared_way import Event, State
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.goals.kpi_modal import kpi_modal
from messages.goals.shared_card import shared_card, shared_note
from messages.goals.shared_modal import change_modal, decline_modal, read_modal, share_modal
from tests.builders.agreement import sheet_form
from tests.builders.people import CHEN, WU
from tests.builders.shared import ASKED_AT, VISITS, shared_kpi
from tests.domain.goals.test_shared_facts import OWNERS, facts
from tests.messages.reviews.test_approval_messages import plain

NOW = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
LONG = "&<" * 100
LONGEST = replace(
    VISITS,
    name=LONG[:150],
    target=LONG[:120],
    unit=LONG[:40],
    measure=LONG + LONG[:100],
    result=LONG + LONG[:100],
    source=LONG,
    duty=LONG[:150],
    quantity=Quantity.MONEY,
    shared_id=7,
    anchors=tuple(Anchor(score=Decimal(score), text=LONG) for score in range(1, 9)),
)


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def decided(event: Event) -> Decided:
    return Decided(event=event, by="Wu Min", at=ASKED_AT, reason="None come.")


def longest(**rest: Any) -> SharedFacts:
    one = replace(CHEN, name=LONG)
    owner = replace(OWNERS[1], name=LONG, asked=(LONG,) * 9)
    values: dict[str, Any] = {
        "shared": shared_kpi(because=LONG * 5, kpi=LONGEST),
        "proposer": one,
        "owners": (owner,) * 20,
        "before": replace(LONGEST, name="x", target="y", measure="z", anchors=()),
        "named": Named(owners={7: (LONG,) * 20}),
        "answers_for": (LONG,) * 3,
        "manager": LONG,
    }
    return facts(**{**values, **rest})


@pytest.mark.parametrize(
    ("rest", "said", "buttons"),
    [
        (
            {},
            "it goes on the KPI sheet that you are drafting: you give it a weight, and send it.",
            ["Agree", "Say why not…", "Read all…"],
        ),
        (
            {"signs": True},
            "you sign your KPI sheet with this change and nothing else. It goes to Liu Yang",
            ["Agree", "Say why not…", "Read all…"],
        ),
        (
            {"goals_id": None, "answers_for": ("Technical",)},
            "You answer for Technical.",
            ["Agree", "Say why not…", "Read all…"],
        ),
        ({"answers_for": (), "reader": CHEN}, "Waits for Wu Min.", ["Take it back", "Read all…"]),
        ({"answers_for": (), "owners": OWNERS[:1]}, "All have answered.", ["Read all…"]),
    ],
)
def test_a_card_says_what_agreeing_means_and_offers_what_its_reader_can_do(
    rest: dict[str, Any], said: str, buttons: list[str]
) -> None:
    card = shared_card(words(), facts(**rest))

    assert said in plain(card)
    assert [
        each["text"]["text"]
        for block in card.blocks
        if block["type"] == "actions"
        for each in block["elements"]
    ] == buttons


@pytest.mark.parametrize(
    ("event", "placed", "said", "button"),
    [
        (Event.SETTLE, Placed.ON_SHEET, "stands on your KPI sheet as one that is shared", False),
        (Event.SETTLE, Placed.IN_DRAFT, "give it a weight, and send it", True),
        (Event.SETTLE, Placed.NOWHERE, "All have agreed: *Visits* is shared so.", True),
        (
            Event.DECLINE,
            Placed.NOWHERE,
            "Wu Min did not agree, so nothing changes with *Visits*: None",
            False,
        ),
        (Event.WITHDRAW, Placed.NOWHERE, "Wu Min took it back", False),
    ],
)
def test_what_came_of_it_is_told_with_what_is_to_do(
    event: Event, placed: Placed, said: str, button: bool
) -> None:
    closed = facts(shared=shared_kpi(state=State.AGREED), decided=decided(event), placed=placed)

    note = shared_note(words(), closed)

    assert said in plain(note)
    assert ("Open my KPI sheet…" in str(note.blocks)) is button
    assert "goals.shared.agree" not in str(shared_card(words(), closed).blocks)


def test_each_owner_stands_with_what_became_of_their_answer() -> None:
    said = plain(shared_card(words(), facts()))

    assert "✅ Chen Jie agreed on Tue 5 Jan" in said
    assert "⚪ Wu Min is asked" in said
    assert "➖ He Jun: nobody is there to be asked" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", [None, Event.SETTLE, Event.DECLINE, Event.WITHDRAW])
def test_the_longest_texts_fit(language: str, event: Event | None) -> None:
    came = Decided(event=event, by=LONG, at=ASKED_AT, reason=LONG * 5) if event else None
    for before in (None, longest().before):
        whole = longest(decided=came, before=before)

        check_message_blocks(shared_card(words(language), whole).blocks)
        check_message_blocks(shared_note(words(language), whole).blocks)
        check_view(read_modal(words(language), whole), surface="modal")
    typed = {"because": "x" * REASON_LIMIT}
    check_view(decline_modal(words(language), longest(), typed=typed), surface="modal")


def sheet(kpi: Kpi) -> KpiForm:
    form = sheet_form(kpis=(kpi,), named=Named(owners={7: ("Chen Jie", "Wu Min")}))
    return KpiForm(sheet=form, key="k1", typed=TypedKpi.of(kpi), was_kept=False, source=WU)


def inputs(view: dict[str, Any]) -> set[str]:
    return {each["block_id"] for each in view["blocks"] if each["type"] == "input"}


def test_of_a_kpi_that_is_shared_one_changes_ones_own_and_asks_for_the_rest() -> None:
    own = inputs(kpi_modal(words(), sheet(replace(VISITS, shared_id=7))))
    all_of_it = inputs(kpi_modal(words(), sheet(VISITS)))
    for_all = inputs(change_modal(words(), sheet(VISITS), names=["Wu Min"], typed={}))

    assert own == {"weight", "duty"}
    assert for_all == (all_of_it - own) | {"because"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_take_the_longest_texts_and_the_most_choices(language: str) -> None:
    departments = [f"{number} {LONG}"[:80] for number in range(150)]
    typed = {"people": ["U0WU"] * 20, "departments": departments, "because": LONG * 9}
    long = sheet(LONGEST)

    check_view(share_modal(words(language), long, departments=departments, typed=typed), surface="modal")
    check_view(share_modal(words(language), long, departments=[], typed={}), surface="modal")
    check_view(
        change_modal(words(language), long, names=[LONG] * 20, typed={"because": LONG * 9}), surface="modal"
    )
    check_view(kpi_modal(words(language), long), surface="modal")
