"""Putting a job-responsibility form together: where it begins, and its lists while they are worked on."""

from collections.abc import Sequence
from typing import TypeVar

from bot.domain.goals.job_form import Content, Duty, Requirement, Text, said
from bot.domain.goals.post import MOST_DUTIES, MOST_REQUIREMENTS, Post, RequirementKind
from bot.errors import Refusal

T = TypeVar("T", Duty, Requirement)

OWN_WEIGHT = 1
"""What somebody added counts as little as the lightest of a post's (our choice): nobody weighs their own."""


def from_post(post: Post | None, *, given: int = 0) -> Content:
    """The duties and requirements of a post; nothing where somebody's post is none of those known."""
    if post is None:
        return Content(given=given)
    return Content(
        duties=tuple(Duty(key=each.key, name=each.name, parts=each.parts) for each in post.duties),
        requirements=_required(post),
        given=given,
    )


def from_last(last: Content, post: Post | None) -> Content:
    """What somebody filled in before; of requirements the post's as they are today, and their own."""
    if post is None:
        return last
    own = tuple(each for each in last.requirements if each.is_own)
    required = (*_required(post), *own)[:MOST_REQUIREMENTS]
    keys = {each.key for each in required}
    answers = {key: answer for key, answer in last.answers.items() if key in keys}
    return last.model_copy(update={"requirements": required, "answers": answers})


def with_duty(
    content: Content, key: str | None, *, name: str, parts: Sequence[str], number: int | None, language: str
) -> Content:
    """The form with this duty in place of the one of its key, or as a new one; it comes to `number`.

    What still reads in `language` as it did stays in every language. One that was dropped in another window
    comes back. Raises Refusal("job_form.too_many_duties").
    """
    duties = list(content.duties)
    old = next((each for each in duties if each.key == key), None)
    if old is None:
        _require_room(duties, MOST_DUTIES, "job_form.too_many_duties")
        content, key = _with_key(content, key)
        old = Duty(key=key, name="")
        duties.append(old)
    place = duties.index(old)
    duties.remove(old)
    edited = Duty(
        key=old.key,
        name=_kept([old.name], name, language),
        parts=tuple(_kept(old.parts, part, language) for part in parts),
    )
    return content.model_copy(
        update={"duties": _put(duties, edited, place if number is None else number - 1)}
    )


def with_requirement(
    content: Content, key: str | None, *, kind: RequirementKind, name: str, text: str
) -> Content:
    """The same for a requirement of one's own, which comes to the end of them.

    Raises Refusal: job_form.too_many_requirements, job_form.posts_own.
    """
    requirements = list(content.requirements)
    old = next((each for each in requirements if each.key == key), None)
    if old is None:
        _require_room(requirements, MOST_REQUIREMENTS, "job_form.too_many_requirements")
        content, key = _with_key(content, key)
    elif not old.is_own:
        raise Refusal("job_form.posts_own")
    edited = Requirement(key=key or "", kind=kind, name=name, text=text, weight=OWN_WEIGHT, is_own=True)
    kept = [edited if each is old else each for each in requirements]
    return content.model_copy(update={"requirements": tuple(kept if old else [*kept, edited])})


def moved(content: Content, key: str, *, by: int) -> Content:
    """The form with a duty so many numbers further down, or up where `by` is negative."""
    place = next((place for place, each in enumerate(content.duties) if each.key == key), None)
    if place is None:
        return content
    others = [each for each in content.duties if each.key != key]
    return content.model_copy(update={"duties": _put(others, content.duties[place], place + by)})


def without_duty(content: Content, key: str) -> Content:
    """The form without one of its duties."""
    return content.model_copy(update={"duties": tuple(each for each in content.duties if each.key != key)})


def without_requirement(content: Content, key: str) -> Content:
    """The form without a requirement of one's own; what was said of it stays, for it may come back.

    Raises Refusal("job_form.posts_own").
    """
    if any(each.key == key and not each.is_own for each in content.requirements):
        raise Refusal("job_form.posts_own")
    kept = tuple(each for each in content.requirements if each.key != key)
    return content.model_copy(update={"requirements": kept})


def with_duty_back(content: Content, duty: Duty, place: int) -> Content:
    """A duty that was dropped, back at its place. Raises Refusal("job_form.too_many_duties")."""
    _require_room(content.duties, MOST_DUTIES, "job_form.too_many_duties")
    return content.model_copy(update={"duties": _put(content.duties, duty, place)})


def with_requirement_back(content: Content, requirement: Requirement, place: int) -> Content:
    """The same for a requirement. Raises Refusal("job_form.too_many_requirements")."""
    _require_room(content.requirements, MOST_REQUIREMENTS, "job_form.too_many_requirements")
    return content.model_copy(update={"requirements": _put(content.requirements, requirement, place)})


def handed_in(content: Content) -> Content:
    """What counts: no answers to what is not required any more."""
    keys = {each.key for each in content.requirements}
    answers = {key: answer for key, answer in content.answers.items() if key in keys}
    return content.model_copy(update={"answers": answers})


def _required(post: Post) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(key=each.key, kind=each.kind, name=each.name, text=each.text, weight=each.weight)
        for each in post.requirements
    )


def _require_room(items: Sequence[object], most: int, code: str) -> None:
    if len(items) >= most:
        raise Refusal(code, most=most)


def _with_key(content: Content, key: str | None) -> tuple[Content, str]:
    """A key of one's own, which no post has: a post's begins with a letter or a digit."""
    if key is not None:
        return content, key
    given = content.given + 1
    return content.model_copy(update={"given": given}), f"+{given}"


def _kept(old: Sequence[Text], typed: str, language: str) -> Text:
    """The text in every language that reads so in this one, where there is any; else as it was typed."""
    return next((each for each in old if said(each, language) == typed), typed)


def _put(items: Sequence[T], item: T, place: int) -> tuple[T, ...]:
    place = max(0, min(place, len(items)))
    put = list(items)
    put.insert(place, item)
    return tuple(put)
