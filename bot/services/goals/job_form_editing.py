"""The lists of a job-responsibility form: put something on them, move it, drop it, bring it back."""

from collections.abc import Callable, Sequence

from bot.domain.goals.job_form import Content
from bot.domain.goals.job_form_draft import (
    Draft,
    JobFormForm,
    brought_back,
    duty_dropped,
    requirement_dropped,
)
from bot.domain.goals.job_form_editing import moved, with_duty, with_requirement
from bot.domain.goals.post import RequirementKind
from bot.services.acting import Acting
from bot.services.goals.job_form_draft import changed


def put_duty(
    acting: Acting,
    *,
    form_id: int,
    key: str | None,
    name: str,
    parts: Sequence[str],
    number: int | None,
    language: str,
) -> JobFormForm:
    """Put a duty on the form, or in place of the one of this key; it comes to `number`, counted from 1.

    `language`: in which its lines were shown. Raises as `open_job_form`, and
    Refusal("job_form.too_many_duties").
    """

    def change(content: Content) -> Content:
        return with_duty(content, key, name=name, parts=parts, number=number, language=language)

    return _edited(acting, form_id, change)


def put_requirement(
    acting: Acting, *, form_id: int, key: str | None, kind: RequirementKind, name: str, text: str
) -> JobFormForm:
    """Put a requirement of one's own on the form, or in place of the one of this key.

    Raises as `open_job_form`, and Refusal: job_form.too_many_requirements, job_form.posts_own.
    """

    def change(content: Content) -> Content:
        return with_requirement(content, key, kind=kind, name=name, text=text)

    return _edited(acting, form_id, change)


def move_duty(acting: Acting, *, form_id: int, key: str, by: int, acted_at: str) -> JobFormForm:
    """Move a duty so many numbers down, or up where `by` is negative. Raises as `open_job_form`."""
    return _edited(acting, form_id, lambda content: moved(content, key, by=by), acted_at=acted_at)


def drop_duty(acting: Acting, *, form_id: int, key: str, acted_at: str) -> JobFormForm:
    """Take a duty off the form; it can be brought back. Raises as `open_job_form`."""
    return changed(
        acting, form_id=form_id, change=lambda form: duty_dropped(form.draft, key), acted_at=acted_at
    )


def drop_requirement(acting: Acting, *, form_id: int, key: str, acted_at: str) -> JobFormForm:
    """The same for a requirement of one's own.

    Raises as `open_job_form`, and Refusal("job_form.posts_own").
    """
    return changed(
        acting,
        form_id=form_id,
        change=lambda form: requirement_dropped(form.draft, key),
        acted_at=acted_at,
    )


def bring_back(acting: Acting, *, form_id: int, acted_at: str) -> JobFormForm:
    """What was dropped last. Raises as `put_duty` and `put_requirement`."""
    return changed(acting, form_id=form_id, change=lambda form: brought_back(form.draft), acted_at=acted_at)


def _edited(
    acting: Acting, form_id: int, change: Callable[[Content], Content], *, acted_at: str = ""
) -> JobFormForm:
    def edit(form: JobFormForm) -> Draft:
        return form.draft.model_copy(update={"content": change(form.draft.content)})

    return changed(acting, form_id=form_id, change=edit, acted_at=acted_at)
