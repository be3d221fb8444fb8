"""Messages whose words stand elsewhere than in their text are read too; what nobody can read is said so."""

from typing import Any

from bot.domain.intake.facts import RequestFacts
from bot.sandbox import Msg
from bot.services.intake.request_facts import request_facts
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import PNG, filed

GENERAL = "C0GENERAL"
HAPPENED = "What happened?"
ALERT = {
    "title": "Checkout is slow",
    "text": "p95 is *4 s*, see <https://watch.example/1|the chart>",
    "fields": [{"title": "Service", "value": "shop"}],
}


def posted(workspace: Workspace, **content: Any) -> Msg:
    """What another program posts into a channel, as far as Steward's own may stand for it."""
    client = workspace.steward.bolt.client
    ts = client.api_call("chat.postMessage", json={"channel": GENERAL, **content})["ts"]
    found = workspace.person("chen").find(GENERAL, ts)
    assert found is not None
    return found


def in_the_form(workspace: Workspace, message: Msg) -> str | None:
    chen = workspace.person("chen")
    chen.shortcut("send_to_product_manager", message)
    return chen.wait_for_modal(title="Website issue").value(HAPPENED)


def test_an_alert_in_attachments_fills_the_form(workspace: Workspace) -> None:
    alert = posted(workspace, attachments=[ALERT])

    assert in_the_form(workspace, alert) == (
        "Checkout is slow\np95 is *4 s*, see the chart (https://watch.example/1)\nService: shop"
    )


def test_an_alert_in_blocks_fills_the_form(workspace: Workspace) -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Checkout is slow"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "p95 &lt; 4 s since <@U0HE>"}},
    ]
    alert = posted(workspace, text="Checkout is slow", blocks=blocks)

    assert in_the_form(workspace, alert) == "Checkout is slow\np95 < 4 s since @He Jun"


def test_a_forwarded_message_fills_the_form_with_its_author(workspace: Workspace) -> None:
    said = workspace.person("wu").say(GENERAL, "the basket is empty", files={"basket.png": PNG})
    forwarded = workspace.person("chen").say(GENERAL, "please look", forward=said)

    words = in_the_form(workspace, forwarded)

    assert words is not None
    assert words.startswith("please look\nWu Min:\nthe basket is empty\nbasket.png")


def test_a_forward_of_a_forwarded_alert_still_fills_the_form(workspace: Workspace) -> None:
    alert = posted(workspace, attachments=[ALERT])
    once = workspace.person("wu").say(GENERAL, "", forward=alert)
    twice = workspace.person("chen").say(GENERAL, "please look", forward=once)

    words = in_the_form(workspace, twice)

    assert words is not None
    assert words.startswith("please look\nWu Min:\n")
    assert "p95 is *4 s*" in words


def test_a_message_that_cannot_be_read_opens_the_form_with_a_hint(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    silent = posted(workspace, blocks=[{"type": "divider"}])

    chen.shortcut("send_to_product_manager", silent)

    modal = chen.wait_for_modal(title="Website issue")
    assert modal.value(HAPPENED) is None
    assert "could not read this message" in modal.plain


def test_a_forwarded_reply_is_passed_on_with_what_it_holds(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = filed(workspace)
    said = workspace.person("wu").say(GENERAL, "the search too")

    reply = chen.say(mine.channel, "", thread_ts=mine.ts, forward=said)

    sun.wait_for_message(containing="> the search too", thread=card)
    workspace.wait_until(lambda: reply.refresh().shape["reactions"])


def test_an_unreadable_reply_is_not_passed_on_and_its_writer_hears_that(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    mine, card = filed(workspace)
    silent = posted(workspace, blocks=[{"type": "divider"}])

    reply = chen.say(mine.channel, "", thread_ts=mine.ts, forward=silent)

    told = chen.wait_for_message(containing="could not read your last message", thread=mine)
    assert "Sun Li has not got it" in told.plain
    workspace.settle()
    assert not reply.refresh().shape["reactions"]
    assert [step.event.value for step in request(workspace).steps] == ["file"]
    assert card.refresh().thread() == []


def test_whom_a_forwarded_message_names_is_not_pinged(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    said = workspace.person("sun").say(GENERAL, "@he.jun as discussed")

    chen.say(GENERAL, "look", forward=said)

    workspace.wait_until(chen.quiet)
    workspace.settle()
    assert chen.ephemerals(GENERAL) == []


def test_a_ping_takes_along_what_it_forwards(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    said = workspace.person("wu").say(GENERAL, "the basket is empty")
    chen.say(GENERAL, "@he.jun look", forward=said)

    chen.wait_for_message(containing="He Jun is building", where=GENERAL).click("Send this to Sun Li…")

    assert chen.wait_for_modal(title="Website issue").value(HAPPENED) == (
        "@He Jun look\nWu Min:\nthe basket is empty"
    )


def request(workspace: Workspace) -> RequestFacts:
    return workspace.look(lambda unit: request_facts(unit, 1))
