"""Projects: the discussion, the decision, and what becomes of them."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.project import ProjectFacts
from bot.domain.intake.project_way import AT_ONCE, WITH_A_REASON, Event
from bot.domain.intake.way import Event as RequestEvent
from bot.errors import Refusal
from bot.services.intake.project import (
    amend_argument,
    argue,
    choose_participants,
    estimate,
    find_project,
    open_argument,
    open_line,
    open_project,
    open_project_form,
)
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
from handlers.intake.forms import typed
from handlers.intake.project_form import (
    ProjectMetadata,
    ProjectStepMetadata,
    accounts_in,
    day_of,
    side_of,
    submission_of,
    text_of,
)
from handlers.intake.triage import open_desk_step
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.project_buttons import AMEND, FILE, MENU, PRESS, READ
from messages.intake.project_form import (
    CALLBACK,
    DAYS,
    DECIDE_BY,
    DECIDED_ON,
    DECIDERS,
    NO,
    OUTCOME,
    PARTICIPANTS,
    STEP_CALLBACK,
    TEXT,
    WHOSE,
    YES,
    argument_form,
    decision_form,
    estimate_form,
    participants_form,
    project_form,
    reason_form,
)
from messages.intake.project_modal import project_modal, projects_list

Press = Callable[[Visit, dict[str, Any], int], None]
"""What a button does for the project of that id; Slack's body says where it was pressed."""
Submit = Callable[[Visit, dict[str, Any], ProjectStepMetadata], None]
"""What a form does."""


def register(app: App) -> None:
    app.view(CALLBACK)(on_open)
    app.view_closed(CALLBACK)(on_close)
    app.view(STEP_CALLBACK)(on_step)
    app.view_closed(STEP_CALLBACK)(on_step_closed)
    app.action(re.compile(rf"^{re.escape(PRESS)}\w+$"))(on_press)
    app.action(READ)(on_read)
    app.action(AMEND)(on_amend)
    app.action(FILE)(on_file)


def open_the_project(visit: Visit, body: dict[str, Any], number: int) -> None:
    """From the desk's card: the record, or the form before there is one."""
    found = find_project(visit.acting, request_id=number)
    if found is not None:
        open_over(visit.client, body, project_modal(visit.words, found, visit.person))
        return
    form = open_project_form(visit.acting, request_id=number)
    before = kept_words(visit.acting, about=number, event=Event.OPEN)
    open_over(visit.client, body, project_form(visit.words, form, typed=before))


def on_projects(ack: Ack, _command: dict[str, Any], visit: Visit) -> None:
    """`/intake projects`."""
    listed = projects_list(visit.words, read_projects(visit.acting))
    ack(text=listed.text, blocks=listed.blocks, response_type="ephemeral")


def on_open(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(ProjectMetadata, view["private_metadata"])
    values = typed(view)
    keep_words(visit.acting, about=about.request, event=Event.OPEN, text=values.get(TEXT) or "")
    project = open_project(
        visit.acting,
        request_id=about.request,
        accounts=accounts_in(view, PARTICIPANTS),
        decide_by=day_of(values, DECIDE_BY),
        text=text_of(values),
        submission=submission_of(view),
    )
    ack(response_action="update", view=_record(visit, project.id))


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    project_id, under = row_id(action["value"]), stands_under(body)
    facts = read_project(visit.acting, project_id=project_id, under=under)
    open_over(visit.client, body, project_modal(visit.words, facts, visit.person))
    ack()


def on_file(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    project_id = row_id(action["value"])
    want_project_file(visit.acting, project_id=project_id)
    open_over(visit.client, body, _record(visit, project_id, is_sent=True))
    ack()


def on_amend(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, line = open_line(visit.acting, argument_id=row_id(action["value"]))
    open_over(visit.client, body, argument_form(visit.words, facts, line=line))
    ack()


def argue_it(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_argument(visit.acting, project_id=project_id)
    before = kept_words(visit.acting, about=project_id, event=Event.ARGUE)
    open_over(visit.client, body, argument_form(visit.words, facts, typed=before))


def decide_it(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_project_step(visit.acting, project_id=project_id, event=Event.DECIDE)
    today = visit.acting.now.astimezone(visit.person.zone).date()
    before = kept_words(visit.acting, about=project_id, event=Event.DECIDE)
    form = decision_form(visit.words, facts, visit.person, today=today, typed=before)
    open_over(visit.client, body, form)


def estimate_it(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_project_step(visit.acting, project_id=project_id, event=Event.ESTIMATE)
    open_over(visit.client, body, estimate_form(visit.words, facts, visit.person))


def invite(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_project_step(visit.acting, project_id=project_id, event=Event.INVITE)
    open_over(visit.client, body, participants_form(visit.words, facts))


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


def _show(visit: Visit, body: dict[str, Any], facts: ProjectFacts) -> None:
    """In the record in which it was clicked; a card in a message is brought up to date by itself."""
    if (body.get("view") or {}).get("type") == "modal":
        view = project_modal(visit.words, facts, visit.person)
        visit.client.views_update(view_id=body["view"]["id"], view=view)


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


def on_press(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    key, value = action["action_id"].removeprefix(PRESS), action.get("value") or ""
    if key == MENU:
        key, _, value = action["selected_option"]["value"].partition(":")
    if key not in PRESSED:
        raise Refusal("card.unknown")
    PRESSED[key](visit, body, row_id(value))
    ack()


def _argued(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    values = typed(view)
    side, text = side_of(values), text_of(values)
    if about.line is None:
        argue(visit.acting, project_id=about.project, side=side, text=text, submission=submission_of(view))
    else:
        amend_argument(
            visit.acting, argument_id=about.line, side=side, text=text, submission=submission_of(view)
        )


def _estimated(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    (account,) = accounts_in(view, WHOSE) or ("",)
    days = typed(view).get(DAYS) or ""
    estimate(
        visit.acting, project_id=about.project, days=days, account=account, submission=submission_of(view)
    )


def _invited(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    accounts = accounts_in(view, PARTICIPANTS)
    choose_participants(
        visit.acting, project_id=about.project, accounts=accounts, submission=submission_of(view)
    )


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


def _reasoned(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    take_project_step(
        visit.acting,
        project_id=about.project,
        event=about.event,
        text=text_of(typed(view)),
        submission=submission_of(view),
    )


SUBMITTED: Mapping[Event, Submit] = {
    Event.ARGUE: _argued,
    Event.AMEND: _argued,
    Event.ESTIMATE: _estimated,
    Event.INVITE: _invited,
    Event.DECIDE: _decided,
    **dict.fromkeys(WITH_A_REASON, _reasoned),
}
"""What each form does; the record as it is then is shown in its place."""


def on_step(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(ProjectStepMetadata, view["private_metadata"])
    if about.event not in SUBMITTED:
        raise Refusal("card.unknown")
    _keep(visit, view, about)
    SUBMITTED[about.event](visit, view, about)
    ack(response_action="update", view=_record(visit, about.project))


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(ProjectMetadata, view["private_metadata"])
    text = typed(view).get(TEXT) or ""
    keep_words(visit.acting, about=about.request, event=Event.OPEN, text=text)
    ack()


def on_step_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    _keep(visit, view, carried.read(ProjectStepMetadata, view["private_metadata"]))
    ack()


def _keep(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    """What stands on record already is not kept apart while it is edited."""
    if about.line is None:
        text = typed(view).get(TEXT) or ""
        keep_words(visit.acting, about=about.project, event=about.event, text=text)


def _record(visit: Visit, project_id: int, *, is_sent: bool = False) -> dict[str, Any]:
    facts = read_project(visit.acting, project_id=project_id)
    return project_modal(visit.words, facts, visit.person, is_sent=is_sent)
