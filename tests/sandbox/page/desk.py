"""The app that the page is tried with: a form with one of everything, a button too late, a Home tab."""

import threading
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def escaped(text: str) -> str:
    """A person's words, safe inside mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def option(text: str, value: str, hint: str = "") -> Json:
    """A select's option."""
    return {"text": plain(text), "value": value} | ({"description": plain(hint)} if hint else {})


def button(text: str, action_id: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def actions(*elements: Json) -> Json:
    """A row of elements."""
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block; its action is called like the block."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {**element, "action_id": block_id},
    } | more


CITIES = [f"Branch {number}" for number in range(1, 13)]


def form(*more: Json) -> Json:
    """The modal."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Website issue"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            field(
                "page", "Page address", {"type": "url_text_input"}, hint=plain("Copy it from the browser.")
            ),
            field(
                "what", "What happened", {"type": "plain_text_input", "multiline": True, "max_length": 200}
            ),
            field("since", "Since when", {"type": "datepicker"}, optional=True),
            field(
                "urgent",
                "How urgent",
                {
                    "type": "static_select",
                    "options": [option("Today", "t", "Somebody cannot work"), option("Later", "l")],
                },
                dispatch_action=True,
            ),
            field("branch", "Branch", {"type": "external_select", "min_query_length": 2}, optional=True),
            {"type": "actions", "block_id": "more", "elements": [button("Details…", "details")]},
            field("shots", "Screenshots", {"type": "file_input"}, optional=True),
            *more,
        ],
    }


def register_desk(app: App) -> None:
    """Give the app its listeners."""
    app.command("/ask")(on_ask)
    app.shortcut("start")(on_start)
    app.shortcut("pass_on")(on_pass_on)
    app.action("open")(on_start)
    app.action("late")(on_late)
    app.action("approve")(on_approve)
    app.action("urgent")(on_urgent)
    app.action("details")(on_details)
    app.action("menu")(on_menu)
    app.options("branch")(on_branches)
    app.view("form")(on_form)
    app.event("app_home_opened")(on_home)
    app.event("message")(on_message)


def on_ask(ack: Ack, body: Json, client: WebClient) -> None:
    """`/ask hello` answers to one person; `/ask` alone opens the form."""
    if body["text"]:
        ack(f"You asked: {body['text']}")
        return
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=form())


def on_start(ack: Ack, body: Json, client: WebClient) -> None:
    """Opens the form."""
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=form())


def on_pass_on(ack: Ack, body: Json, client: WebClient) -> None:
    """The message shortcut: the form with the message's words in it."""
    ack()
    view = form()
    view["blocks"][1]["element"]["initial_value"] = body["message"]["text"]
    client.views_open(trigger_id=body["trigger_id"], view=view)


def on_late(ack: Ack) -> None:
    """Answers when nobody waits any more."""
    threading.Event().wait(0.7)
    ack()


def on_approve(ack: Ack, body: Json, client: WebClient) -> None:
    """The card says who approved."""
    ack()
    client.chat_update(
        channel=body["channel"]["id"], ts=body["message"]["ts"], text="Approved", blocks=[
            {"type": "section", "text": {"type": "mrkdwn", "text": f"Approved by <@{body['user']['id']}>"}}
        ]
    )  # fmt: skip


def on_urgent(ack: Ack, action: Json, body: Json, client: WebClient) -> None:
    """Urgent things need a reason: one more field, in the middle of typing."""
    ack()
    if action["selected_option"]["value"] == "t":
        why = field("why", "Why today", {"type": "plain_text_input"})
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=form(why))


def on_details(ack: Ack, body: Json, client: WebClient) -> None:
    """One more modal on top."""
    ack()
    note = field("note", "Note", {"type": "plain_text_input"}, optional=True)
    details = {"type": "modal", "title": plain("Details"), "submit": plain("Keep"), "close": plain("Back")}
    client.views_push(trigger_id=body["trigger_id"], view=details | {"blocks": [note]})


def on_menu(ack: Ack, action: Json, respond: Any) -> None:
    """An overflow menu."""
    ack()
    respond(text=f"You chose {action['selected_option']['value']}", replace_original=False)


def on_branches(ack: Ack, payload: Json) -> None:
    """The branches that match."""
    found = [each for each in CITIES if payload["value"].lower() in each.lower()]
    ack(options=[option(each, each) for each in found])


def on_form(ack: Ack, view: Json, body: Json, client: WebClient) -> None:
    """Refuses other people's websites; tells the person what was sent."""
    values = view["state"]["values"]
    if "example.com" not in values["page"]["page"]["value"]:
        ack(response_action="errors", errors={"page": "This is not our website."})
        return
    ack()
    client.chat_postMessage(
        channel=body["user"]["id"],
        text="\n".join(
            [
                f"*Sent:* {escaped(values['what']['what']['value'])}",
                f"since {values['since']['since']['selected_date']}",
                f"branch {(values['branch']['branch']['selected_option'] or {}).get('value')}",
                f"{len(values['shots']['shots']['files'])} file",
            ]
        ),
    )


def on_home(event: Json, client: WebClient) -> None:
    """The Home tab."""
    if event["tab"] == "home":
        blocks = [{"type": "header", "text": plain("What you owe")}, actions(button("Open form", "open"))]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


def on_message() -> None:
    """What people write to each other is not for the app."""
