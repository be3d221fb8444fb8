"""Feedback on any day: who reads it stands first, it is told, answered once; a suggestion gets its answer."""

from datetime import timedelta

import pytest

from bot.sandbox import Modal, NotOnScreen
from bot.sandbox import Person as Keyboard
from storage.models.delivery import OutboxRow
from tests.scenarios.conftest import Workspace

SEEN, CAME = "What did you see?", "What came of it?"


def form_of(person: Keyboard) -> Modal:
    return person.wait_for_modal(title="Feedback")


def filled(form: Modal, *, seen: str = "The slides came on Friday. marked-seen") -> Modal:
    form.choose("What is it?", "Constructive")
    form.fill(SEEN, seen)
    form.fill(CAME, "I could not read them before the talk. marked-came")
    return form


def test_feedback_is_told_and_answered_once_in_the_thread_of_its_givers_copy(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    chen, wu, liu = (workspace.person(each) for each in ("chen", "wu", "liu"))

    # By the command: the rule stands there before anything is typed.
    chen.command("/review", "feedback @Wu Min")
    form = form_of(chen)
    assert "Wu Min*, now." in form.plain
    assert "Liu Yang (their manager) and HR can read it" in form.plain
    filled(form).choose("About a value or a KPI", "Value: Teamwork")
    form.submit()
    assert not form.is_open
    workspace.settle()

    card = wu.wait_for_message(containing="Chen Jie* gave you feedback")
    assert "marked-seen" in card.plain
    assert "About the value *Teamwork*" in card.plain
    copy = chen.wait_for_message(containing="Your feedback to *Wu Min*")
    card.click("Answer once…")
    answer = wu.wait_for_modal(title="Answer once")
    answer.fill("Your answer", "True. They come on Wednesdays. marked-answer")
    answer.submit()
    workspace.settle()
    assert "Wednesdays" in chen.wait_for_message(containing="answered your feedback", thread=copy).plain
    with pytest.raises(NotOnScreen):
        card.click("Answer once…")

    # Its manager reads it; nothing of it stands in a notification, a channel, the outbox, or the log.
    liu.command("/review", "feedback")
    form_of(liu).close()
    texts = [message.text for person in (chen, wu, liu) for message in person.dm()]
    channels = [
        message.plain
        for each in chen.conversations()
        if each["kind"] == "channel"
        for message in chen.channel(each["id"])
    ]
    outbox = workspace.look(lambda unit: [str(row.payload) for row in unit.session.query(OutboxRow)])
    assert "marked" not in "\n".join([*texts, *channels, *outbox, capsys.readouterr().out])
    assert workspace.parked() == []


def test_feedback_on_a_message_is_kept_told_by_the_manager_and_taken_back_in_time(
    workspace: Workspace,
) -> None:
    chen, wu, liu = (workspace.person(each) for each in ("chen", "wu", "liu"))
    general = next(each["id"] for each in chen.conversations() if each["name"] == "general")
    message = wu.say(general, "The slides will be late & <short>.")

    # The words of the message stand in the form; its author is whom it is about.
    chen.shortcut("Feedback on this message", message)
    form = form_of(chen)
    assert form.value("Whom is it about?") == "U0WU"
    assert form.value(SEEN) == "“The slides will be late & <short>.”\n"
    form.choose("When is it told?", "Keep it for the talk")
    assert "kept for the talk. *Wu Min* reads it then" in form.plain
    filled(form).submit()
    workspace.settle()
    copy = chen.wait_for_message(containing="You or Liu Yang can tell Wu Min before")
    assert not [each for each in wu.dm() if "feedback" in each.plain]

    # The manager finds it on their Home, and tells it: its giver hears that.
    home = liu.home()
    home.click("Open", near="feedback: 1 piece")
    liu.wait_until(lambda: "Give feedback…" in home.plain, what="the tab of feedback")
    home.click("Feedback…")
    people = liu.wait_for_modal(title="Feedback on record")
    people.click("Feedback…", near="Wu Min")
    about = liu.wait_for_modal(containing="about *Wu Min*")
    about.click("Tell now", confirm=True)
    workspace.settle()
    wu.wait_for_message(containing="Chen Jie* gave you feedback")
    chen.wait_for_message(containing="Liu Yang* told Wu Min the feedback", thread=copy)

    # Another piece is taken back: no word of it is left before whoever had it.
    chen.command("/review", "feedback wu")
    filled(form_of(chen), seen="Something wrong. marked-wrong").submit()
    workspace.settle()
    wrong = wu.wait_for_message(containing="marked-wrong")
    chen.wait_for_message(containing="You can take it back within five minutes").click("Take it back")
    workspace.settle()
    gone = wu.wait_for_message(containing="Chen Jie* took back the feedback")
    assert (gone.ts, "marked-wrong" in gone.plain) == (wrong.ts, False)

    # The first one cannot be any more.
    workspace.move_to(workspace.clock.now() + timedelta(minutes=6))
    workspace.settle()
    with pytest.raises(NotOnScreen):
        copy.click("Take it back")
    assert workspace.parked() == []


def test_a_suggestion_goes_to_the_head_who_owes_an_answer_and_its_giver_hears_it(
    workspace: Workspace,
) -> None:
    chen, zhao = workspace.person("chen"), workspace.person("zhao")

    # Opened without anybody: what was chosen before it became a suggestion is still there after.
    chen.shortcut("Give feedback")
    form = form_of(chen)
    assert "choose whom it is about" in form.plain
    form.choose("Whom is it about?", "Wu Min")
    form.choose("What is it?", "A suggestion: how work is done")
    suggestion = chen.wait_for_modal(title="Suggestion")
    assert "*Zhao Min*, the head above you, now; the answer comes by Mon 30 Nov" in suggestion.plain
    suggestion.choose("What is it?", "Positive")
    assert form_of(chen).value("Whom is it about?") == "U0WU"
    form_of(chen).choose("What is it?", "A suggestion: how work is done")
    suggestion = chen.wait_for_modal(title="Suggestion")
    suggestion.fill("How is it done now?", "Every branch writes its own list.")
    suggestion.fill("What would be better?", "One list that fills itself.")
    suggestion.submit()
    workspace.settle()

    card = zhao.wait_for_message(containing="Chen Jie* makes a suggestion")
    copy = chen.wait_for_message(containing="Your suggestion")
    assert "Zhao Min answers you by Mon 30 Nov" in copy.plain
    card.click("Answer…")
    answer = zhao.wait_for_modal(title="Answer a suggestion")
    answer.choose("What comes of it?", "Adopted: we do it")
    answer.fill("Why, and what happens next", "👍")
    answer.submit()
    assert "an emoji or a sign alone" in answer.errors["Why, and what happens next"]
    answer.fill("Why, and what happens next", "We begin with Hangzhou.")
    answer.submit()
    workspace.settle()
    note = chen.wait_for_message(containing="We begin with Hangzhou", thread=copy)
    assert "Zhao Min* adopted it" in note.plain
    with pytest.raises(NotOnScreen):
        card.click("Answer…")
    assert workspace.parked() == []


def test_whoever_cannot_be_given_feedback_is_named_and_a_name_of_several_is_asked_back(
    workspace: Workspace,
) -> None:
    chen = workspace.person("chen")

    chen.command("/review", "feedback Zh")
    form = form_of(chen)
    assert "“Zh” could be Zhao Min (Marketing) and Zhou Jing (Human Resources)" in form.plain
    form.choose("Whom is it about?", "Chen Jie")
    assert "That is you." in form.plain
    filled(form).submit()
    assert "That is you." in form.errors["Whom is it about?"]
    form.choose("Whom is it about?", "Zhao Min")
    form.submit()
    assert not form.is_open
    workspace.settle()

    # A message of Steward's own is nobody's.
    own = chen.wait_for_message(containing="Your feedback to *Zhao Min*")
    chen.shortcut("Feedback on this message", own)
    assert any("an app, a guest" in each.plain for each in chen.ephemerals(chen.app))


def test_a_form_that_slack_did_not_bring_up_to_date_asks_for_what_is_missing_when_it_is_sent(
    workspace: Workspace,
) -> None:
    chen = workspace.person("chen")
    chen.command("/review", "feedback")
    form_of(chen).choose("What is it?", "A suggestion")
    form = chen.wait_for_modal(title="Suggestion")
    workspace.sandbox.faults.fail_next("views.update", status=503)
    form.choose("What is it?", "Constructive")
    chen.wait_for_modal(title="Steward").close()
    form.fill("How is it done now?", "The slides came on Friday.")
    form.fill("What would be better?", "I could not read them.")

    form.submit()

    asked = form_of(chen)
    assert "choose whom it is about" in asked.plain
    assert asked.value(SEEN) == "The slides came on Friday."
    asked.choose("Whom is it about?", "Wu Min")
    asked.submit()
    workspace.settle()
    assert "gave you feedback" in workspace.person("wu").wait_for_message(containing="Friday").plain
