"""What becomes of a project: who decides, what is refused, and that everybody hears why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from bot.domain.intake.project import Side
from bot.domain.intake.project_way import Event
from bot.sandbox import Modal, Msg
from bot.services.intake.followers import follow
from bot.services.intake.project import estimate
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.intake import filed
from tests.builders.projects import argued, discussed
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_private import becomes_product_manager
from tests.scenarios.test_website_issue import DESK


def undecided(workspace: Workspace) -> Msg:
    """Sun Li's view of the card of a project of which all is on record but the decision."""
    store, people, now = workspace.store, workspace.company, workspace.clock.now()
    number = filed(store, people.employee, now=now, happened="A new basket")
    project_id = discussed(store, people, number)
    argued(store, people, project_id, side=Side.FOR, text="Customers ask")
    argued(store, people, project_id, side=Side.AGAINST, text="It is slow")
    estimate(
        acting(store, by=people.product_manager, now=now),
        project_id=project_id,
        days="5-8",
        account=str(people.developer.slack_id),
        submission="V-days",
    )
    workspace.settle()
    return workspace.person("sun").wait_for_message(containing="Project #1 · Being discussed", where=DESK)


def leave(workspace: Workspace, *surnames: str) -> None:
    with workspace.store.begin() as unit:
        for each in surnames:
            row = unit.session.get_one(PersonRow, workspace.colleague(each).id)
            row.left_on = date(2026, 11, 23)


def heard(workspace: Workspace, surname: str) -> str:
    """All that Steward wrote to somebody, with the threads."""
    return "\n".join(each.plain for root in workspace.person(surname).dm() for each in (root, *root.thread()))


def decision(workspace: Workspace, surname: str, outcome: str, why: str) -> Modal:
    card = workspace.person(surname).wait_for_message(containing="Project #1 · Being discussed", where=DESK)
    card.click("Decide…")
    form = workspace.person(surname).wait_for_modal(containing="Put the decision on record")
    form.choose("What is decided?", outcome)
    form.fill("Why?", why)
    return form


def test_of_two_who_decide_at_once_one_does_and_nobody_who_left_or_without_a_reason(
    workspace: Workspace,
) -> None:
    card = undecided(workspace)
    becomes_product_manager(workspace, "liu")
    leave(workspace, "zhao", "he", "wu")
    card.choose_overflow("Start development")
    refused = workspace.person("sun").ephemerals(DESK)[-1].plain
    assert "somebody who takes part and is still here" in refused
    assert "the decision: the day, who decided, and why" in refused
    assert "an estimate" not in refused

    forms = [
        decision(workspace, "sun", "It is to be done", "Worth it"),
        decision(workspace, "liu", "It is not to be done", "Too dear"),
    ]
    forms[0].choose("Who decided it?", ["Zhao Min"])
    forms[0].submit()
    assert list(forms[0].errors.values()) == ["Zhao Min has left. Choose somebody who is still here."]
    forms[0].clear("Who decided it?")
    forms[0].choose("Who decided it?", ["Liu Yang"])
    forms[0].fill("Why?", "  ")
    forms[0].submit()
    assert "stays on record" in "".join(forms[0].errors.values())
    forms[0].fill("Why?", "Worth it")

    with ThreadPoolExecutor(len(forms)) as pool:
        list(pool.map(Modal.submit, forms))
    workspace.settle()

    steps = workspace.look(lambda unit: [each.event for each in unit.projects.history(1)])
    decided = [each for each in steps if each in (Event.DECIDE, Event.DECLINE)]
    assert len(decided) == 1
    loser = "liu" if decided == [Event.DECIDE] else "sun"
    workspace.person(loser).wait_for_modal(containing="somebody was faster").close(everything=True)
    assert heard(workspace, "chen").count("It is decided that #1 is") == 1
    assert workspace.parked() == []


def test_everybody_hears_why_it_is_given_up_and_discussed_again_and_reads_the_record(
    workspace: Workspace,
) -> None:
    card, sun, he = undecided(workspace), workspace.person("sun"), workspace.person("he")
    follow(acting(workspace.store, by=workspace.company.manager, now=workspace.clock.now()), request_id=1)
    workspace.settle()
    faults = workspace.sandbox.faults
    for event, question, why in (
        ("Stop…", "Why is it given up?", "We bought one"),
        ("Discuss again…", "Why is it discussed again?", "The shop closed"),
    ):
        if event in card.refresh().buttons:
            card.click(event)
        else:
            card.choose_overflow(event)
        form = sun.wait_for_modal(containing=question)
        form.submit()
        assert "required" in "".join(form.errors.values())
        form.fill("Why?", why)
        faults.fail_next("chat.postMessage", n=2, status=500)
        faults.drop_connections("chat.update")
        form.submit()
        sun.wait_for_modal(containing=why).close()
        workspace.settle(patience=20)

    in_channel = "\n".join(each.plain for each in card.refresh().thread())
    for told in (in_channel, *(heard(workspace, each) for each in ("chen", "he", "wu", "liu"))):
        assert told.count("has given up project #1:") == told.count("We bought one") == 1
        assert told.count("has #1 discussed again") == told.count("The shop closed") == 1
    assert "Being discussed" in card.plain

    he.wait_for_message(containing="Project #1 · Being discussed", where=DESK).click("Read the record…")
    record = he.wait_for_modal(containing="The shop closed")
    assert "Customers ask" in record.plain
    record.click("Send me the file")
    workspace.settle()
    [file] = he.wait_for_message(containing="The record of project #1").shape["files"]
    page = workspace.sandbox.workspace.files[file["id"]].content.decode()
    assert file["name"] == "project-1.md"
    for said in ("A new basket", "Customers ask", "It is slow", "We bought one", "The shop closed", "5 to 8"):
        assert said in page
    assert workspace.parked() == []
