"""`/intake`: the website desk by command."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import as_seen
from bot.domain.text import typed_text, word
from bot.errors import Refusal
from bot.services.intake.rota import who_is_on_duty
from handlers.intake.focus import on_focus
from handlers.intake.pings_weekly import on_pings
from handlers.visit import Visit
from messages.intake.desk_answers import duty_answer, help_answer
from messages.kit import fit

COMMAND = "/intake"
SHOWN = 80
"""So much of what was not understood is said back."""


def on_help(ack: Ack, _command: dict[str, Any], visit: Visit) -> None:
    ack(text=help_answer(visit.words, visit.person), response_type="ephemeral")


def on_duty(ack: Ack, _command: dict[str, Any], visit: Visit) -> None:
    ack(text=duty_answer(visit.words, who_is_on_duty(visit.acting)), response_type="ephemeral")


TOPICS: Mapping[str, Callable[[Ack, dict[str, Any], Visit], None]] = {
    "": on_help,
    "help": on_help,
    "duty": on_duty,
    "focus": on_focus,
    "pings": on_pings,
}
"""By the first word, a listener that reads the rest, as Slack's markup; each has its line in the help."""


def register(app: App) -> None:
    app.command(COMMAND)(on_intake)


def on_intake(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    said = typed_text(as_seen(command.get("text") or "", {})).split()
    topic = word(said[0]).removeprefix("/") if said else ""
    if topic not in TOPICS:
        raise Refusal("desk.usage", text=fit(" ".join(said), SHOWN))
    TOPICS[topic](ack, command, visit)
