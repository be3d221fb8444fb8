"""A KPI is shared: asked for, agreed to or not, changed for all, taken back."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.domain.goals.kpi_form import KpiUnclear
from bot.errors import Refusal
from bot.services.goals import shared as shares
from bot.services.goals.shared_draft import (
    CHANGE,
    SHARE,
    keep_shared_typed,
    open_change,
    open_decline,
    open_share,
)
from bot.services.goals.shared_draft import (
    DECLINE as DECLINING,
)
from bot.services.goals.shared_facts import read_shared
from handlers.carried import row_id
from handlers.goals.shared_form import KpiKey, because_in, shared_with
from handlers.goals.sheet_form import kpi_in
from handlers.opening import open_form
from handlers.visit import Visit
from messages.goals.shared_card import AGREE, DECLINE, READ, WITHDRAW
from messages.goals.shared_modal import (
    BECAUSE,
    CHANGE_FORM,
    DECLINE_FORM,
    DEPARTMENTS,
    PEOPLE,
    READ_FORM,
    SHARE_FORM,
    change_modal,
    decline_modal,
    read_modal,
    share_modal,
)
from messages.refusals import refusal_text


def register(app: App) -> None:
    app.action(AGREE)(on_agree)
    app.action(WITHDRAW)(on_withdraw)
    app.action(READ)(on_read)
    app.action(DECLINE)(on_decline)
    app.view(READ_FORM)(on_read_and_agreed)
    app.view(DECLINE_FORM)(on_declined)
    app.view_closed(DECLINE_FORM)(on_decline_closed)
    app.view(SHARE_FORM)(on_share)
    app.view_closed(SHARE_FORM)(on_share_closed)
    app.view(CHANGE_FORM)(on_change)
    app.view_closed(CHANGE_FORM)(on_change_closed)


def on_agree(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    shares.agree(visit.acting, shared_kpi_id=row_id(action["value"]))
    ack()


def on_withdraw(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    shares.withdraw(visit.acting, shared_kpi_id=row_id(action["value"]))
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_shared(visit.acting, shared_kpi_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], read_modal(visit.words, facts))
    ack()


def on_read_and_agreed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    shares.agree(visit.acting, shared_kpi_id=row_id(view["private_metadata"]))
    ack()


def on_decline(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = open_decline(visit.acting, shared_kpi_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], decline_modal(visit.words, facts, typed=typed))
    ack()


def on_declined(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    shares.decline(visit.acting, shared_kpi_id=row_id(view["private_metadata"]), reason=because_in(view))
    ack()


def on_decline_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    if reason := because_in(view):
        subject = str(row_id(view["private_metadata"]))
        keep_shared_typed(visit.acting, form=DECLINING, subject=subject, typed={BECAUSE: reason})
    ack()


def push_share(body: dict[str, Any], visit: Visit, *, goals_id: int, key: str) -> None:
    """The form with whom, over the sheet's."""
    asked = open_share(visit.acting, goals_id=goals_id, key=key)
    view = share_modal(visit.words, asked.form, departments=asked.departments, typed=asked.typed)
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)


def push_change(body: dict[str, Any], visit: Visit, *, goals_id: int, key: str) -> None:
    """The form of what all share, over the sheet's."""
    asked = open_change(visit.acting, goals_id=goals_id, key=key)
    view = change_modal(visit.words, asked.form, names=asked.names, typed=asked.typed)
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)


def on_share(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, (people, departments) = KpiKey.of(view), shared_with(view)
    _keep_share(view, visit)
    shares.share_kpi(
        visit.acting,
        goals_id=place.goals,
        key=place.key,
        with_accounts=people,
        departments=departments,
        because=because_in(view),
    )
    ack()


def on_share_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        _keep_share(view, visit)
    ack()


def on_change(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """What cannot be taken is kept and said at its fields."""
    place, (typed, source_id) = KpiKey.of(view), kpi_in(view)
    _keep_change(view, visit)
    try:
        shares.propose_change(
            visit.acting,
            goals_id=place.goals,
            key=place.key,
            typed=typed,
            source_id=source_id,
            because=because_in(view),
        )
    except KpiUnclear as unclear:
        errors = {
            str(each.field): str(refusal_text(visit.words, each.code, each.facts))
            for each in reversed(unclear.problems)
        }
        ack(response_action="errors", errors=errors)
        return
    ack()


def on_change_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        _keep_change(view, visit)
    ack()


def _keep_share(view: dict[str, Any], visit: Visit) -> None:
    people, departments = shared_with(view)
    because = because_in(view)
    if people or departments or because:
        typed = {PEOPLE: people, DEPARTMENTS: departments, BECAUSE: because}
        keep_shared_typed(visit.acting, form=SHARE, subject=KpiKey.of(view).subject, typed=typed)


def _keep_change(view: dict[str, Any], visit: Visit) -> None:
    typed, _ = kpi_in(view)
    said = {name: value for name, value in typed.as_kept().items() if name in view["state"]["values"]}
    keep_shared_typed(
        visit.acting,
        form=CHANGE,
        subject=KpiKey.of(view).subject,
        typed={**said, BECAUSE: because_in(view)},
    )
