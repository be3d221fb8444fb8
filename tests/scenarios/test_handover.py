"""A brief is handed over in the developers' channel, said in the developer's own words, and understood."""

from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import filed, filled_desk_form, press

DEVELOPERS = "C0DEVELOPERS"


def test_a_brief_is_handed_over_said_and_confirmed(workspace: Workspace) -> None:
    chen, sun, he = (workspace.person(each) for each in ("chen", "sun", "he"))
    mine, card = filed(workspace)
    filled_desk_form(workspace, card, "Accept…", text=None)
    workspace.settle()
    press(workspace, card.refresh(), "Brief…")
    brief = sun.wait_for_modal(title="Brief of #1")
    brief.fill("Headline", "Cart service loses content")
    brief.submit()
    sun.wait_for_modal(containing="Saved.").close()
    workspace.settle()

    press(workspace, card.refresh(), "Hand over…")
    form = sun.wait_for_modal(title="Hand over #1")
    form.choose("Developer", "He Jun")
    form.submit()
    handed = he.wait_for_message(containing="Cart service loses content", where=DEVELOPERS)
    assert "Sun Li hands it to He Jun" in handed.plain
    workspace.settle()
    assert "*With developers:* He Jun · Handed over" in card.refresh().plain
    assert "With He Jun since" in card.plain
    assert "He Jun" not in mine.refresh().plain
    press(workspace, card, "With developers…")
    shown = sun.wait_for_modal(containing="Sun Li hands it to He Jun")
    assert "Say what you will do…" not in shown.buttons
    shown.close(everything=True)

    asked = chen.wait_for_message(containing="is this what you meant?", thread=mine)
    asked.click("No, I meant…")
    no = chen.wait_for_modal(title="Request #1")
    no.fill("What did you mean?", "Also after a reload")
    no.submit()
    workspace.settle()
    assert "Also after a reload" in handed.refresh().plain
    asked.refresh().click("Yes, that is what I meant")
    workspace.settle()
    assert "that is what I meant" in handed.refresh().plain

    handed.click("Say what you will do…")
    saying = he.wait_for_modal(title="Request #1")
    saying.fill("In your own words, one line", "The basket keeps its content after paying")
    saying.submit()
    workspace.settle()
    assert "to be confirmed" in handed.refresh().plain
    told = sun.wait_for_message(containing="He Jun says what will be done about #1")
    told.click("Yes, that is meant")
    workspace.settle()
    assert "(confirmed)" in handed.refresh().plain
    assert he.wait_for_message(containing="that is what is meant with #1") is not None

    handed.click("Begin")
    workspace.settle()
    handed.reply("waiting")
    he.wait_for_message(containing="What does it wait for? Write it behind a colon", thread=handed)
    handed.reply("ready to check")
    workspace.settle()
    assert "Ready to check" in handed.refresh().plain
    heard = [each.plain for each in mine.refresh().thread()]
    assert any("is with the developers now" in each for each in heard)
    assert any("have begun with #1" in each for each in heard)
    assert not any("He Jun" in each for each in heard)

    sun.wait_for_message(containing="#1 is ready to check, says He Jun").click("Read it…")
    sun.wait_for_modal(title="Request #1").click("Mark as done…")
    done = sun.wait_for_modal(containing="They reported")
    done.fill("What has changed?", "The basket keeps what was put in.")
    done.submit()
    assert not done.is_open
    workspace.settle()
    assert "Done" in handed.refresh().plain
    assert handed.buttons == []
    assert workspace.parked() == []


def test_what_a_developer_asks_goes_to_the_requester_and_back(workspace: Workspace) -> None:
    sun, he = (workspace.person(each) for each in ("sun", "he"))
    mine, card = filed(workspace)
    filled_desk_form(workspace, card, "Accept…", text=None)
    workspace.settle()
    press(workspace, card.refresh(), "Brief…")
    brief = sun.wait_for_modal(title="Brief of #1")
    brief.fill("Headline", "Cart service loses content")
    brief.submit()
    sun.wait_for_modal(containing="Saved.").close()
    workspace.settle()
    press(workspace, card.refresh(), "Hand over…")
    form = sun.wait_for_modal(title="Hand over #1")
    form.choose("Developer", "He Jun")
    form.submit()
    handed = he.wait_for_message(containing="Cart service loses content", where=DEVELOPERS)

    handed.click("Ask the product manager…")
    question = he.wait_for_modal(title="Request #1")
    question.fill("What you write", "Before or after the login?")
    question.submit()
    sun.wait_for_message(containing="He Jun asks about #1").click("Pass on to Chen Jie…")
    asking = sun.wait_for_modal(title="Ask about #1")
    assert asking.value("What do you want to know?") == "Before or after the login?"
    asking.submit()
    workspace.settle()
    assert "He Jun asks: Before or after the login?" in handed.refresh().plain.replace("*", "")
    assert any("Before or after the login?" in each.plain for each in mine.refresh().thread())

    mine.reply("After it")
    sun.wait_for_message(containing="He Jun waits for an answer").click("Pass on to He Jun…")
    answer = sun.wait_for_modal(title="Request #1")
    assert answer.value("What you write") == "After it"
    answer.submit()
    assert "After it" in he.wait_for_message(containing="answers about #1").plain
    workspace.settle()
    assert "Before or after" not in handed.refresh().plain
    assert workspace.parked() == []
