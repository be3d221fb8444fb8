"""A real Bolt app over Socket Mode."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient


def test_a_button_in_a_message_opens_a_modal_whose_answer_reaches_the_app(sandbox, bolt):
    got: list[dict[str, Any]] = []

    def register(app: App) -> None:
        @app.command("/ask")
        def ask(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.chat_postMessage(
                channel=body["user_id"],
                text="Hello",
                blocks=[
                    {"type": "section", "text": {"type": "mrkdwn", "text": "Hello <@U1>"}},
                    {
                        "type": "actions",
                        "elements": [
                            {
                                "type": "button",
                                "text": {"type": "plain_text", "text": "Open"},
                                "action_id": "open",
                                "value": "7",
                            }
                        ],
                    },
                ],
            )

        @app.action("open")
        def opened(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.views_open(
                trigger_id=body["trigger_id"],
                view={
                    "type": "modal",
                    "callback_id": "form",
                    "title": {"type": "plain_text", "text": "Form"},
                    "submit": {"type": "plain_text", "text": "Send"},
                    "blocks": [
                        {
                            "type": "input",
                            "block_id": "what",
                            "label": {"type": "plain_text", "text": "What"},
                            "element": {"type": "plain_text_input", "action_id": "text"},
                        }
                    ],
                },
            )

        @app.view("form")
        def submitted(ack: Ack, view: dict[str, Any]) -> None:
            ack()
            got.append(view["state"]["values"])

    bolt(sandbox, register)
    ann = sandbox.person("U1")

    ann.command("/ask")
    ann.wait_for_message(containing="Hello @Ann Lee").click("Open")
    modal = ann.wait_for_modal(title="Form")
    modal.fill("What", "a thing")
    modal.submit()

    assert got == [{"what": {"text": {"type": "plain_text_input", "value": "a thing"}}}]
    assert ann.modal() is None
