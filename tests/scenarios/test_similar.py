"""Before a request is sent: what is known already is shown, and each of three answers does what it says."""

import pytest
from sqlalchemy import select

from bot.domain.intake.extra_fields import ExtraField
from bot.domain.intake.similar import Choice
from bot.domain.intake.triage import Kind
from bot.domain.policy import Policy
from bot.sandbox import Modal
from bot.services.intake.search_index import index_answer
from storage.models.similar import OfferedChoiceRow
from tests.builders.intake import MORNING
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import DESK, filed, fill_in

SAYS = "付款之后购物车是空的"
"""What Wu writes: in Chinese the same as what Chen reported in English."""


ORDER = ExtraField(
    key="order",
    label={"en": "Order number", "zh_Hans": "订单号", "zh_Hant": "訂單編號"},
    requests=(Kind.WRONG,),
)


@pytest.fixture
def policy() -> Policy:
    return Policy(form_fields=(ORDER,))


def with_answer(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        answer = unit.known_answers.add(
            name="reload",
            title="My basket is empty after paying",
            text="Reload the page: it was ordered.",
            locale="en-US",
            page="",
            kept_by_id=workspace.company.product_manager.id,
            at=MORNING,
        )
        index_answer(unit, answer)


def sends(workspace: Workspace, surname: str = "wu", happened: str = SAYS) -> Modal:
    """Somebody fills in the form and presses Send; what they see then."""
    who = workspace.person(surname)
    who.command("/website-issue")
    modal = fill_in(who.wait_for_modal(title="Website issue"), happened=happened)
    modal.submit()
    return who.wait_for_modal(title="Known already?")


def choice(workspace: Workspace, surname: str = "wu") -> tuple[Choice, int | None]:
    with workspace.store.read() as unit:
        row = unit.session.scalars(
            select(OfferedChoiceRow).where(OfferedChoiceRow.person_id == workspace.colleague(surname).id)
        ).one()
        return row.choice, row.about_id


def test_a_known_answer_solves_it_and_nothing_is_sent(workspace: Workspace) -> None:
    with_answer(workspace)

    shown = sends(workspace)
    assert "Reload the page: it was ordered." in shown.plain
    shown.click("That solves it")

    wu = workspace.person("wu")
    assert "Nothing was sent" in wu.wait_for_modal(title="Solved").plain
    assert choice(workspace) == (Choice.SOLVED, 1)
    with workspace.store.read() as unit:
        assert unit.known_answers.get(1).uses == 1
        assert unit.requests.all_unsettled() == []


def test_what_was_not_solved_after_all_is_sent_with_one_press(workspace: Workspace) -> None:
    with_answer(workspace)
    wu = workspace.person("wu")
    sends(workspace).click("That solves it")

    wu.wait_for_modal(title="Solved").submit()
    workspace.settle()

    assert SAYS in wu.wait_for_message(containing="#1 ").plain
    assert choice(workspace)[0] is Choice.DIFFERENT


def test_the_same_thing_is_followed_and_the_desk_reads_both_peoples_words(workspace: Workspace) -> None:
    _, card = filed(workspace)
    wu, sun = workspace.person("wu"), workspace.person("sun")

    shown = sends(workspace)
    assert "#1" in shown.plain
    shown.click("Same thing, follow it")
    workspace.settle()

    assert "You follow #1 now" in wu.wait_for_modal(title="Request #1").plain
    assert "follow #1" in wu.wait_for_message(containing="You follow #1").plain
    also = card.thread()[-1].plain
    assert "has the same and follows this" in also
    assert SAYS in also
    assert choice(workspace) == (Choice.FOLLOWED, 1)
    assert sun.ephemerals(DESK) == []


def test_what_is_different_is_filed_and_its_card_names_what_is_alike(workspace: Workspace) -> None:
    filed(workspace)
    sun = workspace.person("sun")

    sends(workspace).submit()
    workspace.settle()

    card = sun.wait_for_message(containing="#2 · ", where=DESK)
    assert "*Similar:* #1 (New)" in card.plain
    assert choice(workspace) == (Choice.DIFFERENT, None)


def test_the_companys_own_fields_come_along_under_their_labels(workspace: Workspace) -> None:
    filed(workspace)
    wu = workspace.person("wu")
    wu.command("/website-issue")
    modal = fill_in(wu.wait_for_modal(title="Website issue"), happened=SAYS)
    modal.fill("Order number", "A-17")
    modal.submit()

    wu.wait_for_modal(title="Known already?").submit()
    workspace.settle()

    card = workspace.person("sun").wait_for_message(containing="#2 · ", where=DESK)
    assert "Order number" in card.plain
    assert "A-17" in card.plain


def test_where_nothing_is_alike_it_is_sent_at_once(workspace: Workspace) -> None:
    filed(workspace)
    wu = workspace.person("wu")
    wu.command("/website-issue")

    fill_in(wu.wait_for_modal(title="Website issue"), happened="Invoice PDF has no stamp").submit()

    assert wu.modal() is None
    assert wu.wait_for_message(containing="#2 ")
