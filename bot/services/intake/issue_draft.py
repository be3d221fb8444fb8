"""What was typed into the form for a website issue and not sent yet."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.drafts import Draft, Form
from bot.domain.intake.form_facts import IssueForm, Source
from bot.domain.intake.triage import Whose
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.intake.duty import person_on_duty
from bot.services.intake.passed_on import is_usually_the_authors
from storage.unit import Unit

PRESET = frozenset({"kind", "urgency", "whose", "files", "channel", "ts", "author"})
"""What a draft holds though nobody has typed anything; the files cannot be kept."""


def keep_draft(
    acting: Acting,
    *,
    subject: str,
    values: Mapping[str, Any],
    source: Source | None,
    submission: str,
    author_id: int | None = None,
) -> None:
    """Remember an unfinished form. An empty one, and one that was handed in meanwhile, is not kept.

    What was typed into fields that another kind of request does not have stays.
    """
    require(Deed.KEEP_DRAFT, acting.by)
    by_id = acting.person.id
    with acting.store.begin() as unit:
        if unit.requests.was_handed_in(submission):
            return
        before = unit.drafts.get(by_id, Form.WEBSITE_ISSUE, subject)
        data = {**(before.data if before else {}), **values, **place_of(source, author_id)}
        if any(value for name, value in data.items() if name not in PRESET):
            unit.drafts.save(by_id, Form.WEBSITE_ISSUE, subject, data, at=acting.now)
        elif before is not None and before.saved_at <= acting.now:
            unit.drafts.drop(by_id, Form.WEBSITE_ISSUE, subject)


def drop_draft(acting: Acting, *, subject: str) -> IssueForm:
    """Start again with an empty form; what was unfinished is gone."""
    require(Deed.KEEP_DRAFT, acting.by)
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, Form.WEBSITE_ISSUE, subject)
        duty = person_on_duty(unit, policy=acting.policy, now=acting.now)
        return empty_form(acting.person, on_duty=duty, policy=acting.policy)


def choose_kind(
    acting: Acting,
    *,
    subject: str,
    values: Mapping[str, Any],
    source: Source | None,
    submission: str,
    author_id: int | None = None,
) -> IssueForm:
    """The form as it asks for the kind that was chosen, with all that was typed, here and before.

    Raises Refusal("request.nobody_on_duty"); what was typed is kept then, too.
    """
    keep_draft(
        acting, subject=subject, values=values, source=source, submission=submission, author_id=author_id
    )
    with acting.store.read() as unit:
        kept = unit.drafts.get(acting.person.id, Form.WEBSITE_ISSUE, subject)
        duty = person_on_duty(unit, policy=acting.policy, now=acting.now)
        # What is kept is newer than these values where two choices overtook each other.
        data = {**values, **place_of(source, author_id), **(kept.data if kept else {})}
        return form_with(unit, acting, data, subject=subject, on_duty=duty)


def resumed(unit: Unit, acting: Acting, draft: Draft, *, on_duty: Person) -> IssueForm:
    """The form with what was left unfinished."""
    form = form_with(unit, acting, draft.data, subject=draft.subject, on_duty=on_duty)
    return replace(form, started_at=draft.saved_at)


def empty_form(by: Person, *, on_duty: Person, policy: Policy) -> IssueForm:
    """The form with nothing in it."""
    return IssueForm(subject="", branch=by.branch, on_duty=on_duty, own_fields=policy.form_fields)


def form_with(
    unit: Unit, acting: Acting, data: Mapping[str, Any], *, subject: str, on_duty: Person
) -> IssueForm:
    """The form with these values, of the message and for the author that stand among them."""
    channel, ts, author_id = data.get("channel"), data.get("ts"), data.get("author")
    author = unit.people.get(author_id) if author_id else None
    chosen = data.get("whose")
    return IssueForm(
        subject=subject,
        branch=acting.person.branch,
        on_duty=on_duty,
        source=Source(channel=channel, ts=ts) if channel and ts else None,
        values=data,
        author=author if author and author.is_active else None,
        is_authors=chosen == Whose.AUTHOR if chosen else is_usually_the_authors(acting.person),
        own_fields=acting.policy.form_fields,
    )


def place_of(source: Source | None, author_id: int | None) -> dict[str, Any]:
    """Where a form's words come from, for its draft."""
    place = {"channel": source.channel, "ts": source.ts} if source else {}
    return place | ({"author": author_id} if author_id else {})
