"""What people do on its way to the app, and what they see when it is late or fails."""

from bot.sandbox.state.app import Answer
from bot.sandbox.state.context import Context
from bot.sandbox.state.workspace import Json

NOT_INTERACTIVE = "interactivity_disabled"


async def deliver(context: Context, user: str, kind: str, payload: Json) -> Answer:
    """Send an interaction; meanwhile the person's page shows that something is coming."""
    if kind == "interactive" and not context.workspace.manifest.interactivity:
        return Answer(False, reason=NOT_INTERACTIVE)
    context.in_flight[user] = context.in_flight.get(user, 0) + 1
    context.stream.tell([user], "views")
    try:
        return await context.app.reach(kind, payload)
    finally:
        context.in_flight[user] -= 1
        context.stream.tell([user], "views")


def refusal(context: Context, user: str, answer: Answer, text: str) -> Json:
    """What the client shows when the app was late or failed."""
    context.stream.tell([user], notice={"kind": "timeout" if answer.late else "error", "text": text})
    return {"ok": False, "error": text, "late": answer.late, "reason": answer.reason}


def did_not_respond(context: Context, answer: Answer) -> str:
    """Slack's words beside a button or shortcut."""
    if answer.reason == NOT_INTERACTIVE:
        return "This app is not configured to handle interactive responses."
    name = context.workspace.manifest.app_name
    return f"{name} did not respond in time." if answer.late else f"{name} could not be reached. Try again?"
