"""From a request to a brief: it is assessed, written in the developers' language, and read by them."""

from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import desk_card, drafts, filed, press

DESK = "C0REQUESTS"


def assessed(workspace: Workspace) -> Msg:
    card = desk_card(workspace)
    press(workspace, card, "Assess…")
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

    press(workspace, card, "Brief…")
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
    assert "In Chen Jie's own words:" in he.wait_for_modal(title="Brief of #1").plain

    assert "P2" not in "\n".join([mine.refresh().plain, *(each.plain for each in mine.thread())])
    assert workspace.parked() == []


def test_of_two_who_write_at_once_the_second_sees_the_newer_beside_their_own(workspace: Workspace) -> None:
    sun, lin = workspace.person("sun"), workspace.person("lin")
    _, card = filed(workspace)
    forms = []
    for who in ("sun", "lin"):
        press(workspace, desk_card(workspace, who), "Brief…", who=who)
        forms.append(workspace.person(who).wait_for_modal(title="Brief of #1"))
    first, second = forms
    first.fill("Headline", "Cart service loses content")
    first.submit()
    sun.wait_for_modal(containing="Missing: steps, acceptance, risks.").close()

    second.fill("Headline", "Basket empty after payment")
    second.submit()

    form = lin.wait_for_modal(containing="Sun Li saved version 1 meanwhile")
    assert form.value("Headline") == "Basket empty after payment"
    assert "Sun Li wrote: Cart service loses content" in form.plain
    form.submit()
    lin.wait_for_modal(containing="Saved.").close()
    workspace.settle()
    assert "version 2 by Lin Tao" in card.refresh().plain
    briefs = [each.plain for each in card.thread() if "brief" in each.plain.lower()]
    assert len(briefs) == 1
    assert "Basket empty after payment" in briefs[0]


def test_what_is_closed_unfinished_is_there_again_and_others_cannot_open_it(workspace: Workspace) -> None:
    sun, he = workspace.person("sun"), workspace.person("he")
    filed(workspace)
    press(workspace, desk_card(workspace), "Brief…")
    form = sun.wait_for_modal(title="Brief of #1")
    form.fill("Steps", "Pay")
    form.close()
    workspace.wait_until(lambda: workspace.look(lambda unit: drafts(unit, workspace, "sun", "brief")))

    press(workspace, desk_card(workspace), "Brief…")
    assert sun.wait_for_modal(title="Brief of #1").value("Steps") == "Pay"
    press(workspace, desk_card(workspace, "he"), "Brief…", who="he")
    assert "Only product managers" in he.ephemerals(DESK)[-1].plain
    (refused,) = he.command("/intake", "glossary")
    assert "Only product managers" in refused.text


def test_another_priority_wants_a_reason_and_a_word_twice_says_where_it_stands(workspace: Workspace) -> None:
    sun = workspace.person("sun")
    filed(workspace)
    press(workspace, desk_card(workspace), "Assess…")
    form = sun.wait_for_modal(title="Assess #1")
    form.choose("How bad is it for the business?", "1: low, it only looks wrong")
    form.choose("How many are hit?", "One person")
    form.choose("How much work is it?", "M: medium, up to a week")
    form.choose("Priority", "P1: at once, before all else")
    form.submit()
    assert "Say why" in form.errors["Why another one?"]
    form.fill("Why another one?", "A big customer waits.")
    form.submit()
    workspace.settle()
    assert "P1, overruled by Sun Li: A big customer waits." in desk_card(workspace).plain

    sun.command("/intake", "glossary")
    for technical in ("cart service", "basket service"):
        sun.wait_for_modal(title="Glossary").click("Add a term…")
        term = sun.wait_for_modal(title="Add a term")
        term.fill("What people say in Simplified Chinese", "购物车")
        term.fill("What developers call it", technical)
        term.submit()
    assert "for “cart service”" in term.errors["What people say in Simplified Chinese"]
    term.close()
    glossary = sun.wait_for_modal(title="Glossary")
    glossary.fill("A word or a technical term", "購物")
    glossary.submit()
    assert "1 term with “購物”:" in glossary.plain
    glossary.choose_overflow("Retire…")
    sun.wait_for_modal(title="Retire a term").submit()
    assert "No term with “購物”" in glossary.plain
