"""The form of a KPI sheet: one line a KPI, its weights counted, what is doubtful above what it concerns."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.goals.draft import REASON_LIMIT, SheetForm
from bot.domain.goals.facts import GoalsFacts
from bot.domain.goals.sheet import KpiChange, Warned, weight_of
from bot.domain.goals.way import Party
from bot.domain.reviews.kpis import Kpi
from messages.catalog import Mrkdwn, Words
from messages.goals.doubts import doubt_text
from messages.goals.kpi_lines import change_lines, kpi_line
from messages.kit import (
    Block,
    actions,
    button,
    context,
    date_input,
    divider,
    field_input,
    modal,
    overflow,
    section,
    select,
    text_input,
)
from messages.refusals import refusal_text
from messages.reviews.score_lines import cycle_title, short

SHEET_FORM = "goals.sheet.form"
KPI_MENU = "goals.sheet.kpi_menu"
"""The ⋯ of a KPI; its values are "edit:<key>", "drop:<key>" and so on."""
EDIT, DROP_KPI, SHARE, CHANGE_FOR_ALL = "edit", "drop", "share", "change"
ADD = "goals.sheet.add"
TAKE_ALL = "goals.sheet.take_all"
TAKE_ONE = "goals.sheet.take_one"
TAKE_LAST = "goals.sheet.take_last"
START_OVER = "goals.sheet.start_over"
REASON = "goals.sheet.reason"
COUNTS_FROM = "goals.sheet.counts_from"


def sheet_modal(words: Words, form: SheetForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """The sheet as it is drafted; submitting it signs and sends it."""
    blocks: list[Block | None] = [
        context(words.say("goals/sheet_modal/saved", at=form.saved_at)) if form.saved_at else None,
        section(notice) if notice else None,
        section(_intro(words, form)),
        *_news(words, form),
        section(_weights(words, form)),
        *(context(_doubt(words, form, each)) for each in form.doubts if each.kpi is None),
        *(block for kpi in form.kpis for block in _kpi(words, form, kpi)),
        _adding(words, form),
        *_changed(words, form),
        *_asked(words, form),
        context(*(refusal_text(words, each.code, each.facts) for each in form.unsound))
        if form.kpis and form.unsound
        else None,
    ]
    return modal(
        title=words.label("%(cycle)s KPI sheet", cycle=cycle_title(form.cycle.name)),
        blocks=blocks,
        callback_id=SHEET_FORM,
        close=words.label("Close"),
        submit=words.label("Sign and send"),
        private_metadata=json.dumps({"goals": form.goals.id, "seen": form.goals.version}),
        notify_on_close=form.needs_reason,
    )


def sent_modal(words: Words, facts: GoalsFacts) -> dict[str, Any]:
    """After it was sent: who has it now, by when."""
    is_managers = facts.goals.stage.waits_for(Party.EMPLOYEE)
    other = facts.employee if is_managers else facts.manager
    said = words.say(
        "goals/sheet_modal/sent", is_managers=is_managers, other=short(other.name), due=facts.due_on
    )
    return modal(
        title=words.label("Sent"),
        blocks=[section(said)],
        callback_id="goals.sheet.sent",
        close=words.label("Close"),
    )


def _intro(words: Words, form: SheetForm) -> Mrkdwn:
    is_covered = form.side is Party.MANAGER and form.reader.id != form.manager.id
    return words.say(
        "goals/sheet_modal/intro",
        in_place_of=short(form.manager.name) if is_covered else "",
        is_managers=form.side is Party.MANAGER,
        is_change=form.is_change,
        name=short(form.employee.name),
        other=short(form.other.name),
    )


def _news(words: Words, form: SheetForm) -> list[Block]:
    if not form.news:
        return []
    said = words.say("goals/sheet_modal/news", other=short(form.other.name))
    return [
        section(said, accessory=button(words.label("Take theirs"), START_OVER, value=str(form.goals.id))),
        *_change_sections(words, form.news, form),
        divider(),
    ]


def _weights(words: Words, form: SheetForm) -> Mrkdwn:
    if form.kpis:
        return words.say("goals/sheet_modal/weights", total=weight_of(form.kpis), count=len(form.kpis))
    post = words.pick(form.post.name) if form.post else ""
    return words.say("goals/sheet_modal/empty", offered=len(form.offered), post=short(post))


def _doubt(words: Words, form: SheetForm, warned: Warned) -> Mrkdwn:
    return doubt_text(words, warned, count=len(form.kpis), scored_after_days=form.scored_after_days)


def _kpi(words: Words, form: SheetForm, kpi: Kpi) -> list[Block]:
    doubts = [_doubt(words, form, each) for each in form.doubts if each.kpi and each.kpi.key == kpi.key]
    choices = [(f"{EDIT}:{kpi.key}", words.label("Edit…")), (f"{DROP_KPI}:{kpi.key}", words.label("Drop"))]
    if form.side is Party.EMPLOYEE:
        is_shared = kpi.shared_id is not None
        shares = words.label("Change for all…") if is_shared else words.label("Share…")
        choices.append((f"{CHANGE_FOR_ALL if is_shared else SHARE}:{kpi.key}", shares))
    return [
        *([context(*doubts)] if doubts else []),
        section(kpi_line(words, kpi), accessory=overflow(KPI_MENU, choices), block_id=f"kpi:{kpi.key}"),
    ]


def _adding(words: Words, form: SheetForm) -> Block:
    value = str(form.goals.id)
    offered = [(kpi.key, words.pick(kpi.name)) for kpi in form.offered]
    begins = not form.kpis
    take_all = words.count("Take the post's KPI", "Take the post's %(number)s KPIs", len(offered))
    take_last = words.label("Begin with last period's")
    return actions(
        button(take_all, TAKE_ALL, value=value, primary=True) if begins and offered else None,
        button(take_last, TAKE_LAST, value=value) if begins and form.last else None,
        select(TAKE_ONE, offered, placeholder=words.label("Add from the post's…")) if offered else None,
        button(words.label("Add…"), ADD, value=value, primary=begins and not offered and not form.last),
    )


def _changed(words: Words, form: SheetForm) -> list[Block]:
    if not form.changed:
        return []
    start_over = button(words.label("Start over"), START_OVER, value=str(form.goals.id))
    return [
        divider(),
        section(words.say("goals/sheet_modal/changed"), accessory=start_over),
        *_change_sections(words, form.changed, form),
    ]


def _change_sections(words: Words, changes: Sequence[KpiChange], form: SheetForm) -> list[Block]:
    return [section(change_lines(words, each, named=form.named, of=len(changes))) for each in changes]


def _asked(words: Words, form: SheetForm) -> list[Block]:
    """Why, where the other side has to be told; from which day, where it replaces something."""
    blocks: list[Block] = []
    if form.needs_reason:
        blocks.append(
            field_input(
                words.label("Why? %(name)s reads this.", name=form.other.name),
                text_input("value", typed=form.reason or None, limit=REASON_LIMIT, multiline=True),
                block_id=REASON,
            )
        )
    if form.is_change:
        blocks.append(
            field_input(
                words.label("From which day does it count?"),
                date_input("value", placeholder=words.label("A day of the period"), chosen=form.counts_from),
                block_id=COUNTS_FROM,
            )
        )
    return blocks
