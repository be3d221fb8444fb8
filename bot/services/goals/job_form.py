"""Filling in a job-responsibility form: open it, keep every step of it, sign it once, take it back."""

from collections.abc import Mapping

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.goals.job_form import Answer
from bot.domain.goals.job_form_draft import (
    Draft,
    JobFormForm,
    Lack,
    Start,
    first_unfinished,
    lacks,
    with_answers,
    within,
)
from bot.domain.goals.job_form_editing import handed_in
from bot.domain.goals.job_form_facts import FormFacts
from bot.domain.goals.job_form_way import JOB_FORM, Event
from bot.domain.goals.way import Party
from bot.domain.history import Facts
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.advance_job_form import advance
from bot.services.goals.job_form_draft import changed, keep, working_on
from bot.services.goals.job_form_facts import form_facts, why_past

Entered = Mapping[str, Answer]
"""What stood in one screen's fields, by the requirement's key."""


class ReadOverAgain(Refusal):
    """The form is not what its employee last saw, or not complete: `form` stands where to go on."""

    def __init__(self, code: str, form: JobFormForm) -> None:
        super().__init__(code)
        self.form = form


def open_job_form(acting: Acting, *, form_id: int) -> JobFormForm:
    """The form where it was left; as it was last, or as the post has it, where nothing is kept.

    Raises Refusal: job_form.not_yours, job_form.withdrawn, job_form.sent_already.
    """
    with acting.store.read() as unit:
        return working_on(unit, form_id, acting)


def open_or_read(acting: Acting, *, form_id: int) -> JobFormForm | FormFacts:
    """The form where it is its employee's to fill in; else the version that was signed last.

    Raises Refusal: job_form.not_yours, job_form.withdrawn.
    """
    with acting.store.read() as unit:
        form = unit.job_forms.look(form_id)
        require(Deed.FILL_JOB_FORM, acting.by, form, refuse=lambda: Refusal("job_form.not_yours"))
        if form.newest is None or form.stage.waits_for(Party.EMPLOYEE):
            return working_on(unit, form_id, acting)
        return form_facts(unit, form_id, form.newest, policy=acting.policy)


def keep_step(
    acting: Acting, *, form_id: int, entered: Entered, go_to: int, window: str = "", acted_at: str = ""
) -> JobFormForm:
    """Keep what one screen holds, finished or not, and go on at `go_to`. Raises as `open_job_form`."""

    def change(form: JobFormForm) -> Draft:
        content = with_answers(form.draft.content, entered)
        return form.draft.model_copy(update={"content": content, "step": go_to})

    return changed(acting, form_id=form_id, change=change, window=window, acted_at=acted_at)


def pass_step(
    acting: Acting, *, form_id: int, step: int, entered: Entered, window: str = ""
) -> tuple[JobFormForm, list[Lack]]:
    """Keep one screen and go on to the next; where something is missing it is kept all the same, and one
    stays. Raises as `open_job_form`.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, form_id, acting, lock=True)
        content = with_answers(form.draft.content, entered)
        step = within(content, step)
        found = lacks(form.steps[step - 1], content)
        told = {"content": content, "step": step if found else step + 1, "window": window}
        return keep(unit, form, form.draft.model_copy(update=told), acting), found


def keep_closed(acting: Acting, *, form_id: int, entered: Entered, read_at: str, window: str) -> None:
    """Keep what stood in a form that was closed, unless something newer was kept from another window.

    `read_at` is `saved_at` of what the window showed, as ISO. Raises as `open_job_form`.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, form_id, acting, lock=True)
        if _saved_at(form) != read_at and form.draft.window != window:
            return
        content = with_answers(form.draft.content, entered)
        if content != form.draft.content:
            keep(unit, form, form.draft.model_copy(update={"content": content, "window": window}), acting)


def begin_with(acting: Acting, *, form_id: int, start: Start, window: str, acted_at: str) -> JobFormForm:
    """Let go of what the form holds, and begin with last period's or with the post's.

    Raises as `open_job_form`.
    """

    return changed(
        acting,
        form_id=form_id,
        change=lambda form: form.begun(start),
        window=window,
        acted_at=acted_at,
    )


def fill(acting: Acting, *, form_id: int, read_at: str) -> FormFacts:
    """Sign what was read over, and send it to the manager.

    `read_at` is `saved_at` of the form that was read, as ISO. Raises as `open_job_form`, and ReadOverAgain:
    job_form.changed_elsewhere, job_form.incomplete.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, form_id, acting, lock=True)
        if _saved_at(form) != read_at:
            raise ReadOverAgain("job_form.changed_elsewhere", form)
        unfinished = first_unfinished(form.draft.content)
        if unfinished is not None:
            raise ReadOverAgain("job_form.incomplete", form.at(unfinished))
        unit.drafts.drop(acting.person.id, Form.JOB_FORM, str(form_id))
        content = handed_in(form.draft.content)
        number = unit.job_forms.add_version(form_id, content, by_id=acting.person.id, at=acting.now)
        advance(unit, form.form, Event.FILL, acting, facts=Facts(form=number), filled=number)
        return form_facts(unit, form_id, number, policy=acting.policy)


def take_back(acting: Acting, *, form_id: int, number: int) -> JobFormForm:
    """The employee takes back what the manager has not rated yet, and goes on with it.

    `number`: the version that was shown. Raises Refusal: job_form.not_yours, job_form.withdrawn,
    job_form.rated_already, job_form.changed_since.
    """
    with acting.store.begin() as unit:
        form = unit.job_forms.get(form_id)
        require(Deed.FILL_JOB_FORM, acting.by, form, refuse=lambda: Refusal("job_form.not_yours"))
        if form.filled != number or Event.TAKE_BACK not in JOB_FORM.possible(form.state):
            raise why_past(unit, form, number)
        advance(unit, form, Event.TAKE_BACK, acting, facts=Facts(form=number))
        return working_on(unit, form_id, acting)


def _saved_at(form: JobFormForm) -> str:
    return form.saved_at.isoformat() if form.saved_at else ""
