"""A project is discussed: opened from the desk's card, lines for and against, an estimate, who takes part."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.project_way import Event
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
from bot.services.intake.project_steps import open_project_step, read_project
from handlers import carried
from handlers.carried import row_id
from handlers.intake.forms import text_in, typed
from handlers.intake.project_form import (
    ProjectMetadata,
    ProjectStepMetadata,
    accounts_in,
    day_of,
    side_of,
    submission_of,
    text_of,
)
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.project_buttons import AMEND
from messages.intake.project_form import (
    CALLBACK,
    DAYS,
    DECIDE_BY,
    PARTICIPANTS,
    TEXT,
    WHOSE,
    argument_form,
    estimate_form,
    participants_form,
    project_form,
)
from messages.intake.project_modal import project_modal


def register(app: App) -> None:
    app.view(CALLBACK)(on_open)
    app.view_closed(CALLBACK)(on_close)
    app.action(AMEND)(on_amend)


def open_the_project(visit: Visit, body: dict[str, Any], number: int) -> None:
    """From the desk's card: the record, or the form before there is one."""
    found = find_project(visit.acting, request_id=number)
    if found is not None:
        open_over(visit.client, body, project_modal(visit.words, found, visit.person))
        return
    form = open_project_form(visit.acting, request_id=number)
    before = kept_words(visit.acting, about=number, event=Event.OPEN)
    open_over(visit.client, body, project_form(visit.words, form, typed=before))


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
    ack(response_action="update", view=record(visit, project.id))


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(ProjectMetadata, view["private_metadata"])
    text = text_in(view, TEXT)
    keep_words(visit.acting, about=about.request, event=Event.OPEN, text=text)
    ack()


def on_amend(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, line = open_line(visit.acting, argument_id=row_id(action["value"]))
    open_over(visit.client, body, argument_form(visit.words, facts, line=line))
    ack()


def argue_it(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_argument(visit.acting, project_id=project_id)
    before = kept_words(visit.acting, about=project_id, event=Event.ARGUE)
    open_over(visit.client, body, argument_form(visit.words, facts, typed=before))


def argued(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    values = typed(view)
    side, text = side_of(values), text_of(values)
    if about.line is None:
        argue(visit.acting, project_id=about.project, side=side, text=text, submission=submission_of(view))
    else:
        amend_argument(
            visit.acting, argument_id=about.line, side=side, text=text, submission=submission_of(view)
        )


def estimate_it(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_project_step(visit.acting, project_id=project_id, event=Event.ESTIMATE)
    open_over(visit.client, body, estimate_form(visit.words, facts, visit.person))


def estimated(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    (account,) = accounts_in(view, WHOSE) or ("",)
    days = text_in(view, DAYS)
    estimate(
        visit.acting, project_id=about.project, days=days, account=account, submission=submission_of(view)
    )


def invite(visit: Visit, body: dict[str, Any], project_id: int) -> None:
    facts = open_project_step(visit.acting, project_id=project_id, event=Event.INVITE)
    open_over(visit.client, body, participants_form(visit.words, facts))


def invited(visit: Visit, view: dict[str, Any], about: ProjectStepMetadata) -> None:
    accounts = accounts_in(view, PARTICIPANTS)
    choose_participants(
        visit.acting, project_id=about.project, accounts=accounts, submission=submission_of(view)
    )


def record(visit: Visit, project_id: int, *, is_sent: bool = False) -> dict[str, Any]:
    facts = read_project(visit.acting, project_id=project_id)
    return project_modal(visit.words, facts, visit.person, is_sent=is_sent)
