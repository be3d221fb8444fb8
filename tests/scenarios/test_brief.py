"""From a request to a brief: it is assessed, written in the developers' language, and read by them."""

from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import desk_card, filed

DESK = "C0REQUESTS"


def assessed(workspace: Workspace) -> Msg:
    card = desk_card(workspace)
    card.choose_overflow("Assess…")
    form = workspace.person("sun").wait_for_modal(title="Assess #1")
    assert "Answer all three" in form.plain
    form.choose("How bad is it for the business?", "3: high, work is held up")
    form.choose("How many are hit?", "A branch")
    form.choose("How much work is it?", "S: small, up to a day")
    assert "It comes out as *P2: next*." in form.plain
    form.submit()
    workspace.settle()
    return card.refresh()


def test_a_request_is_assessed_and_its_brief_is_read_by_a_developer(workspace: Workspace) -> None:
    sun, he = workspace.person("sun"), workspace.person("he")
    sun.command("/intake", "glossary")
    glossary = sun.wait_for_modal(title="Glossary")
    glossary.click("Add a term…")
    term = sun.wait_for_modal(title="Add a term")
    term.fill("What people say in English", "basket, shopping cart")
    term.fill("What developers call it", "cart service")
    term.submit()
    assert "*cart service*" in sun.wait_for_modal(title="Glossary").plain
    sun.wait_for_modal(title="Glossary").close()

    mine, _ = filed(workspace)
    card = assessed(workspace)
    assert "*Priority:* P2 (high impact, a branch, small effort)" in card.plain

    card.choose_overflow("Brief…")
    form = sun.wait_for_modal(title="Brief of #1")
    assert "(→ cart service)" in form.plain
    assert form.value("Actual") == "The basket is empty after paying."
    assert form.value("Environment") == "https://shop.example/basket"
    form.fill("Headline", "Cart service loses content after checkout")
    form.fill("Steps", "Put something in\n2) Pay")
    form.submit()
    saved = sun.wait_for_modal(title="Brief of #1")
    assert "Missing: acceptance, risks." in saved.plain
    saved.close()
    workspace.settle()
    assert "*Brief:* version 1 by Sun Li" in card.refresh().plain
    assert "Missing: acceptance, risks." in card.plain

    brief = he.wait_for_message(containing="Cart service loses content", thread=card)
    assert "1. Put something in\n2. Pay" in brief.plain
    brief.click("Read the brief…")
    assert "*Chen Jie wrote*" in he.wait_for_modal(title="Brief of #1").plain

    assert "P2" not in "\n".join([mine.refresh().plain, *(each.plain for each in mine.thread())])
    assert workspace.parked() == []
