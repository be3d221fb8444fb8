"""Feedback on any day: who reads it stands first, it is told, answered once; a suggestion gets its answer."""

from bot.sandbox import Modal
from bot.sandbox import Person as Keyboard
from tests.scenarios.conftest import Workspace

SEEN, CAME = "What did you see?", "What came of it?"


def form_of(person: Keyboard) -> Modal:
    return person.wait_for_modal(title="Feedback")


def test_feedback_is_told_and_answered_once_in_the_thread_of_its_givers_copy(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")

    # By the command: the rule stands there before anything is typed.
    chen.command("/review", "feedback @Wu Min")
    form = form_of(chen)
    assert "Wu Min*, now." in form.plain
    assert "Liu Yang (their manager) and HR can read it" in form.plain
    form.choose("What is it?", "constructive")
    form.fill(SEEN, "The slides for Friday were sent on Friday. marked-behaviour")
    form.fill(CAME, "I could not read them before the talk. marked-consequence")
    form.choose("About a value or a KPI", "Value: Teamwork")
    form.submit()
    assert not form.is_open
    workspace.settle()

    card = wu.wait_for_message(containing="Chen Jie* gave you feedback")
    assert "marked-behaviour" in card.plain
    assert "About the value *Teamwork*" in card.plain
    copy = chen.wait_for_message(containing="Your feedback to *Wu Min*")
    card.click("Answer once…")
    answer = wu.wait_for_modal(title="Answer once")
    answer.fill("Your answer", "True. They come on Wednesdays from now on.")
    answer.submit()
    workspace.settle()
    assert "Wednesdays" in chen.wait_for_message(containing="answered your feedback", thread=copy).plain
    card.click("Answer once…")
