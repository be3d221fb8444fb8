"""The desk in figures: `/intake report`, the form to choose days, and the files."""

import re
from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import as_seen
from bot.domain.intake.report_period import (
    FIRST,
    LAST,
    PERIOD,
    Days,
    FileForm,
    Which,
    checked,
    chosen,
    days_of,
    said,
)
from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.intake.report import ask_for_report, ask_for_report_file, require_report
from handlers.intake.forms import typed
from handlers.opening import open_form, open_over
from handlers.visit import Visit
from messages.intake.report_card import FILE, OTHER, report_on_its_way
from messages.intake.report_form import CALLBACK, report_comes, report_form
from messages.kit import fit

SHOWN = 80
"""So much of what was not understood is said back."""


def register(app: App) -> None:
    app.view(CALLBACK)(on_submit)
    app.action(re.compile(rf"^{re.escape(FILE)}\.\w+$"))(on_file)
    app.action(OTHER)(on_other)


def on_report(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """Without more: the form to choose days; else of the days that are written."""
    _, *rest = typed_text(as_seen(command.get("text") or "", {})).split(maxsplit=1)
    wanted = rest[0].strip() if rest else ""
    require_report(visit.acting)
    if not wanted:
        open_form(visit.client, command["trigger_id"], _form(visit))
        ack()
        return
    ask_for_report(visit.acting, days=said(fit(wanted, SHOWN), today=visit.acting.today))
    ack(text=report_on_its_way(visit.words), response_type="ephemeral")


def on_other(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    require_report(visit.acting)
    open_over(visit.client, body, _form(visit, days=_days(action["value"], visit)))
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    days = _chosen(typed(view), today=visit.acting.today)
    ask_for_report(visit.acting, days=days)
    ack(response_action="update", view=report_comes(visit.words, days))


def on_file(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    _, _, form = action["action_id"].rpartition(".")
    if form not in set(FileForm):
        raise Refusal("card.unknown")
    ask_for_report_file(visit.acting, days=_days(action["value"], visit), form=FileForm(form))
    ack()


def _form(visit: Visit, *, days: Days | None = None) -> dict[str, Any]:
    today = visit.acting.today
    offered: dict[Which, Days] = {
        which: chosen(which, today=today) for which in Which if which is not Which.OTHER
    }
    return report_form(visit.words, offered, days=days)


def _chosen(values: dict[str, Any], *, today: date) -> Days:
    """Raises Refusal beside what is not right."""
    which = values.get(PERIOD) or ""
    if which not in set(Which):
        raise Refusal("request.not_a_choice", field=PERIOD)
    if which != Which.OTHER:
        return chosen(Which(which), today=today)
    first, last = values.get(FIRST), values.get(LAST)
    if not first:
        raise Refusal("report.no_day", field=FIRST)
    if not last:
        raise Refusal("report.no_day", field=LAST)
    return checked(date.fromisoformat(first), date.fromisoformat(last), today=today)


def _days(value: str, visit: Visit) -> Days:
    try:
        days = days_of(value)
    except ValueError:
        raise Refusal("card.unknown") from None
    return checked(days.first, days.last, today=visit.acting.today)
