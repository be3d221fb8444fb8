"""A project is decided, started, paused, given up; and read. What its buttons and forms do stands here."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.project import ProjectFacts
from bot.domain.intake.project_way import AT_ONCE, WITH_A_REASON, Event
from bot.domain.intake.way import Event as RequestEvent
from bot.errors import Refusal
from bot.services.intake.project_draft import keep_words, kept_words
from bot.services.intake.project_steps import (
    decide_project,
    open_project_step,
    read_project,
    read_projects,
    take_project_step,
    want_project_file,
)
from handlers import carried
from handlers.carried import row_id, stands_under
from handlers.intake.forms import text_in, typed
from handlers.intake.project import argue_it, argued, estimate_it, estimated, invite, invited, record
from handlers.intake.project_form import ProjectStepMetadata, accounts_in, day_of, submission_of, text_of
from handlers.intake.triage import open_desk_step
from handlers.opening import open_over, show_while_open
from handlers.visit import Visit
from messages.intake.project_buttons import FILE, MENU, PRESS, READ
from messages.intake.project_form import (
    DECIDED_ON,
    DECIDERS,
    NO,
    OUTCOME,
    STEP_CALLBACK,
    TEXT,
    YES,
    decision_form,
    reason_form,
)
from messages.intake.project_modal import project_modal, projects_list

Press = Callable[[Visit, dict[str, Any], int], None]
"""What a button does for the project of that id; Slack's body says where it was pressed."""
Submit = Callable[[Visit, dict[str, Any], ProjectStepMetadata], None]
"""What a form does."""


def register(app: App) -> None:
    app.view(STEP_CALLBACK)(on_step)
    app.view_closed(STEP_CALLBACK)(on_step_closed)
    app.action(re.compile(rf"^{re.escape(PRESS)}\w+$"))(on_press)
    app.action(READ)(on_read)
    app.action(FILE)(on_file)


def on_projects(ack: Ack, _command: dict[str, Any], visit: Visit) -> None:
    """`/intake projects`."""
    listed = projects_list(visit.words, read_projects(visit.acting))
    ack(text=listed.text, blocks=listed.blocks, response_type="ephemeral")


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    project_id, under = row_id(action["value"]), stands_under(body)
    facts = read_project(visit.acting, project_id=project_id, under=under)
    open_over(visit.client, body, project_modal(visit.words, facts, visit.person))
    ack()


def on_file(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    project_id = row_id(action["value"])
    want_project_file(visit.acting, project_id=project_id)
    open_over(visit.client, body, record(visit, project_id, is_sent=True))
    ack()


def decide_it(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_project_step(visit.acting, project_id=project_id, event=Event.DECIDE)
    today = visit.acting.now.astimezone(visit.person.zone).date()
    before = kept_words(visit.acting, about=project_id, event=Event.DECIDE)
    form = decision_form(visit.words, facts, visit.person, today=today, typed=before)
    open_over(visit.client, body, form)


def _decided(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    values = typed(view)
    if values.get(OUTCOME) not in (YES, NO):
        raise Refusal("request.not_a_choice", field=OUTCOME)
    decide_project(
        visit.acting,
        project_id=about.project,
        is_for=values[OUTCOME] == YES,
        on=day_of(values, DECIDED_ON),
        accounts=accounts_in(view, DECIDERS),
        text=text_of(values),
        submission=submission_of(view),
    )


def finish(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    """The request is done, and with it the project: its requester reads what the form says."""
    facts = read_project(visit.acting, project_id=project_id)
    open_desk_step(visit, body, facts.request.id, RequestEvent.FINISH)


def _at_once(event: Event) -> Press:
    def press(visit: Visit, body: dict[str, Any], project_id: int) -> None:
        facts = take_project_step(visit.acting, project_id=project_id, event=event)
        _show(visit, body, facts)

    return press


def _with_a_reason(event: Event) -> Press:
    def press(visit: Visit, body: dict[str, Any], project_id: int) -> None:
        facts = open_project_step(visit.acting, project_id=project_id, event=event)
        before = kept_words(visit.acting, about=project_id, event=event)
        open_over(visit.client, body, reason_form(visit.words, facts, event, typed=before))

    return press


def _reasoned(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    take_project_step(
        visit.acting,
        project_id=about.project,
        event=about.event,
        text=text_of(typed(view)),
        submission=submission_of(view),
    )


def _show(visit: Visit, body: dict[str, Any], facts: ProjectFacts) -> None:
    """In the record in which it was clicked; a card in a message is brought up to date by itself."""
    if (body.get("view") or {}).get("type") == "modal":
        view = project_modal(visit.words, facts, visit.person)
        show_while_open(visit.client, body["view"]["id"], view)


PRESSED: Mapping[str, Press] = {
    Event.ARGUE.value: argue_it,
    Event.DECIDE.value: decide_it,
    Event.ESTIMATE.value: estimate_it,
    Event.INVITE.value: invite,
    Event.FINISH.value: finish,
    **{event.value: _at_once(event) for event in sorted(AT_ONCE)},
    **{event.value: _with_a_reason(event) for event in sorted(WITH_A_REASON)},
}
"""What each button does."""

SUBMITTED: Mapping[Event, Submit] = {
    Event.ARGUE: argued,
    Event.AMEND: argued,
    Event.ESTIMATE: estimated,
    Event.INVITE: invited,
    Event.DECIDE: _decided,
    **dict.fromkeys(WITH_A_REASON, _reasoned),
}
"""What each form does; the record as it is then is shown in its place."""


def on_press(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    key, value = action["action_id"].removeprefix(PRESS), action.get("value") or ""
    if key == MENU:
        key, _, value = action["selected_option"]["value"].partition(":")
    if key not in PRESSED:
        raise Refusal("card.unknown")
    PRESSED[key](visit, body, row_id(value))
    ack()


def on_step(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(ProjectStepMetadata, view["private_metadata"])
    if about.event not in SUBMITTED:
        raise Refusal("card.unknown")
    _keep(visit, view, about)
    SUBMITTED[about.event](visit, view, about)
    ack(response_action="update", view=record(visit, about.project))


def on_step_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    _keep(visit, view, carried.read(ProjectStepMetadata, view["private_metadata"]))
    ack()


def _keep(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    """What stands on record already is not kept apart while it is edited."""
    if about.line is None:
        text = text_in(view, TEXT)
        keep_words(visit.acting, about=about.project, event=about.event, text=text)
