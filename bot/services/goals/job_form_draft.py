"""A half-finished job-responsibility form: loaded for whoever fills it in, kept with every step."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Draft as Kept
from bot.domain.drafts import Form
from bot.domain.goals.job_form import FormVersion, JobForm
from bot.domain.goals.job_form_draft import Draft, JobFormForm, Start, within
from bot.domain.goals.job_form_editing import from_last, from_post
from bot.domain.goals.job_form_way import JOB_FORM, Event
from bot.domain.goals.post import Post
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.job_form_facts import known_before
from bot.services.goals.posts import post_held_by
from storage.unit import Unit

_BEGINS = (Event.CHANGE, Event.FILL, Event.WANT)
"""Of these the last one says how a new draft begins."""


def working_on(unit: Unit, form_id: int, acting: Acting, *, lock: bool = False) -> JobFormForm:
    """The form as its employee left it; where nothing is kept, as it begins. `lock`: to change it.

    Raises Refusal: job_form.not_yours, job_form.withdrawn, job_form.sent_already.
    """
    if lock:
        unit.job_forms.get(form_id)
    form, cycle, employee, manager = unit.job_forms.whole(form_id)
    require(Deed.FILL_JOB_FORM, acting.by, form, refuse=lambda: Refusal("job_form.not_yours"))
    _require_can_fill(form, period=cycle.name, manager=manager)
    kept = unit.drafts.get(acting.person.id, Form.JOB_FORM, str(form_id))
    post = post_held_by(unit, employee)
    versions, history = unit.job_forms.versions(form_id), unit.job_forms.history(form_id)
    before = None if versions else unit.job_forms.before(form)
    last, last_period = before or (None, "")
    asked = next((each for each in reversed(history) if each.event in _BEGINS), None)
    newest = versions[-1] if versions else None
    if newest is not None and asked is not None and asked.event is Event.WANT:
        newest, last, last_period = None, newest, cycle.name  # for another post: only what it has in common
    return JobFormForm(
        form=form,
        period=cycle.name,
        employee=employee,
        manager=manager,
        draft=_restored(kept) if kept else _begun(newest, last, post),
        saved_at=kept.saved_at if kept else None,
        question=asked.note if asked and asked.event is Event.CHANGE else None,
        post=post,
        last=last,
        last_period=last_period,
        known=known_before(unit, form, None, history),
        partly_percent=acting.policy.goals.partly_counts_percent,
        mark=acting.policy.goals.match_mark,
    )


def changed(
    acting: Acting,
    *,
    form_id: int,
    change: Callable[[JobFormForm], Draft],
    window: str = "",
    acted_at: str = "",
) -> JobFormForm:
    """Keep what a click or a form does to the draft. A click that comes after a newer one is passed over.

    `window`: the view in which it was done; `acted_at`: Slack's time of the click. Raises as `working_on`,
    and what `change` raises.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, form_id, acting, lock=True)
        if acted_at and acted_at <= form.draft.acted_at:
            return form
        draft = change(form)
        told = {"acted_at": acted_at or draft.acted_at, "window": window or draft.window}
        return keep(unit, form, draft.model_copy(update=told), acting)


def keep(unit: Unit, form: JobFormForm, draft: Draft, acting: Acting) -> JobFormForm:
    """Keep all that was entered so far, in place of what was kept before; the form as it stands then."""
    draft = draft.model_copy(update={"step": within(draft.content, draft.step)})
    data = draft.model_dump(mode="json")
    unit.drafts.save(acting.person.id, Form.JOB_FORM, str(form.form.id), data, at=acting.now)
    return replace(form, draft=draft, saved_at=acting.now)


def _require_can_fill(form: JobForm, *, period: str, manager: Person) -> None:
    if form.stage.closed:
        raise Refusal("job_form.withdrawn", period=period)
    if Event.FILL not in JOB_FORM.possible(form.state):
        raise Refusal("job_form.sent_already", manager=manager.name, at=form.owed_since)


def _restored(kept: Kept) -> Draft:
    draft = Draft.model_validate(kept.data)
    return draft.model_copy(update={"step": within(draft.content, draft.step)})


def _begun(newest: FormVersion | None, last: FormVersion | None, post: Post | None) -> Draft:
    if newest is not None:
        return Draft(content=newest.content)
    if last is not None:
        return Draft(content=from_last(last.content, post), start=Start.LAST)
    return Draft(content=from_post(post))
