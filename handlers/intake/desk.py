"""`/intake`: the website desk by command."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import as_seen, mentioned
from bot.domain.text import key, typed_text, word
from bot.errors import Refusal
from bot.services.intake.hours import choose_hours, my_hours, usual_hours
from bot.services.intake.report import reads_report
from bot.services.intake.rota import decide_week, who_is_on_duty
from handlers.intake.focus import on_focus
from handlers.intake.glossary import on_glossary
from handlers.intake.handover_list import on_handed
from handlers.intake.known_answers import on_answers
from handlers.intake.pings_weekly import on_pings
from handlers.intake.project_steps import on_projects
from handlers.intake.queue import on_queue
from handlers.intake.report import on_report
from handlers.intake.swap import on_swap
from handlers.visit import Visit
from messages.intake.desk_answers import help_answer
from messages.intake.duty import decided_answer, duty_answer
from messages.intake.hours_answer import hours_answer
from messages.kit import fit

COMMAND = "/intake"
SHOWN = 80
"""So much of what was not understood is said back."""
USUAL = {"usual", "default", "off", "平时", "平時"}
"""Behind `hours`: the desk's own again."""

_PERSON = re.compile(r"<@[^>]*>")


def on_help(ack: Ack, _command: dict[str, Any], visit: Visit) -> None:
    text = help_answer(visit.words, visit.person, reads_report=reads_report(visit.acting))
    ack(text=text, response_type="ephemeral")


def on_duty(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """Without more: who has it; `@name 2026-W50`: whose that week is."""
    _, *rest = (command.get("text") or "").split(maxsplit=1)
    if not rest or not rest[0].strip():
        card = duty_answer(visit.words, who_is_on_duty(visit.acting))
        ack(text=card.text, blocks=card.blocks, response_type="ephemeral")
        return
    people = mentioned(rest[0])
    if len(people) != 1:
        raise Refusal("duty.usage", text=fit(typed_text(as_seen(rest[0], {})), SHOWN))
    week = typed_text(as_seen(_PERSON.sub(" ", rest[0]), {})).strip()
    decided = decide_week(visit.acting, slack_id=people[0], said=week)
    ack(text=decided_answer(visit.words, decided), response_type="ephemeral")


def on_hours(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """Without more: which they are; `usual`: the desk's again; else what is written."""
    _, *rest = typed_text(as_seen(command.get("text") or "", {})).split(maxsplit=1)
    said = rest[0].strip() if rest else ""
    if not said:
        found = my_hours(visit.acting)
    elif key(said) in USUAL:
        found = usual_hours(visit.acting)
    else:
        found = choose_hours(visit.acting, said=said)
    text = hours_answer(visit.words, found.hours, are_own=found.are_own, has_changed=bool(said))
    ack(text=text, response_type="ephemeral")


TOPICS: Mapping[str, Callable[[Ack, dict[str, Any], Visit], None]] = {
    "": on_queue,
    "help": on_help,
    "duty": on_duty,
    "focus": on_focus,
    "pings": on_pings,
    "swap": on_swap,
    "projects": on_projects,
    "hours": on_hours,
    "answers": on_answers,
    "glossary": on_glossary,
    "report": on_report,
    "handed": on_handed,
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
