"""Filing a website request: the form with what was typed before, and handing it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.drafts import Draft, Form
from bot.domain.intake.facts import Attachment, IssueForm, Source, Told
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.duty import answer_owed_by, person_on_duty
from bot.services.intake.markup import seen_by_people
from bot.services.intake.no_pings import read_ping

TYPED = ("kind", "page", "happened", "expected", "since", "urgency")
"""What a draft holds of an issue, beside the number of its files."""


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What the form holds once it is checked."""

    kind: Kind
    page: str
    happened: str
    expected: str
    since: str
    urgency: Urgency
    files: Sequence[Attachment] = ()
    source: Source | None = None
    source_link: str | None = None
    is_private: bool = False


def open_form(acting: Acting) -> IssueForm:
    """What the form starts with: what was left unfinished last. Raises Refusal("request.nobody_on_duty")."""
    _require(acting)
    by = acting.person
    with acting.store.read() as unit:
        duty = person_on_duty(unit, policy=acting.policy, now=acting.now)
        draft = unit.drafts.newest(by.id, Form.WEBSITE_ISSUE)
        if draft is not None:
            return _resumed(draft, by=by, on_duty=duty)
        return IssueForm(subject="", branch=by.branch, on_duty=duty)


def open_form_with(
    acting: Acting, *, markup: str = "", text: str = "", source: Source | None = None
) -> IssueForm:
    """The form with what was said: behind the command, in a message, or what was left of it unfinished.

    It comes as Slack's `markup` or, read already, as `text`, and is kept before anything can go wrong:
    it stands nowhere else. Each has a draft of its own, so that nothing typed elsewhere is overwritten
    by it. Raises Refusal("request.nobody_on_duty").
    """
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        seen = text or seen_by_people(unit, markup)
        subject = _subject(seen, source)
        draft = (
            unit.drafts.get(by.id, Form.WEBSITE_ISSUE, subject)
            if subject
            else unit.drafts.newest(by.id, Form.WEBSITE_ISSUE)
        )
        if draft is None and seen:
            kept = {"happened": seen, **_place(source)}
            unit.drafts.save(by.id, Form.WEBSITE_ISSUE, subject, kept, at=acting.now)
    with acting.store.read() as unit:
        duty = person_on_duty(unit, policy=acting.policy, now=acting.now)
    if draft is not None:
        return _resumed(draft, by=by, on_duty=duty)
    values = {"happened": seen} if seen else {}
    return IssueForm(subject=subject, branch=by.branch, on_duty=duty, source=source, values=values)


def open_form_for_ping(acting: Acting, *, ping_id: int) -> IssueForm:
    """The form with what somebody wrote to a developer. Raises as `read_ping` does."""
    ping = read_ping(acting, ping_id=ping_id)
    return open_form_with(acting, text=ping.text, source=Source(channel=ping.channel, ts=ping.ts))


def keep_draft(
    acting: Acting, *, subject: str, values: Mapping[str, Any], source: Source | None, submission: str
) -> None:
    """Remember an unfinished form. An empty one, and one that was handed in meanwhile, is not kept."""
    if any(values.get(name) for name in ("page", "happened", "expected", "since", "urgency")):
        drafts.keep_draft(
            acting,
            form=Form.WEBSITE_ISSUE,
            subject=subject,
            data={**values, **_place(source)},
            view=submission,
        )


def drop_draft(acting: Acting, *, subject: str) -> IssueForm:
    """Start again with an empty form; what was unfinished is gone."""
    require(Deed.KEEP_DRAFT, acting.by)
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, Form.WEBSITE_ISSUE, subject)
        return IssueForm(
            subject="",
            branch=acting.person.branch,
            on_duty=person_on_duty(unit, policy=acting.policy, now=acting.now),
        )


def file_request(acting: Acting, issue: Issue, *, subject: str, submission: str) -> int:
    """File the request with the product manager on duty; returns its number.

    What it says is kept first, so that a refused or failed form loses nothing. The same submission twice
    is one request. Raises Refusal("request.nobody_on_duty").
    """
    values = {name: getattr(issue, name) for name in TYPED} | {"files": len(issue.files)}
    values |= {"private": ["yes"] if issue.is_private else []}
    keep_draft(acting, subject=subject, values=values, source=issue.source, submission=submission)
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        unit.requests.queue_up(by.id)
        unit.drafts.drop(by.id, Form.WEBSITE_ISSUE, subject)
        known = unit.requests.handed_in(by.id, submission)
        if known is not None:
            return known
        owner = person_on_duty(unit, policy=acting.policy, now=acting.now)
        told = Told(
            branch=by.branch,
            kind=issue.kind,
            page=issue.page,
            happened=issue.happened,
            expected=issue.expected,
            since=issue.since,
            urgency=issue.urgency,
            filed_at=acting.now,
            from_message=issue.source is not None,
            source_link=issue.source_link,
        )
        request = unit.requests.add(
            told,
            requester_id=by.id,
            owner_id=owner.id,
            submission=submission,
            source=issue.source,
            answer_by=answer_owed_by(
                unit, owner, urgency=issue.urgency, policy=acting.policy, now=acting.now
            ),
            is_private=issue.is_private,
        )
        advance(unit, request, Event.FILE, acting, files=issue.files)
        return request.id


def _require(acting: Acting) -> None:
    require(Deed.FILE_REQUEST, acting.by)


def _place(source: Source | None) -> dict[str, str]:
    return {"channel": source.channel, "ts": source.ts} if source else {}


def _subject(text: str, source: Source | None) -> str:
    if source:
        return f"{source.channel}:{source.ts}"
    return f"text:{sha256(text.encode()).hexdigest()[:16]}" if text else ""


def _resumed(draft: Draft, *, by: Person, on_duty: Person) -> IssueForm:
    channel, ts = draft.data.get("channel"), draft.data.get("ts")
    return IssueForm(
        subject=draft.subject,
        branch=by.branch,
        on_duty=on_duty,
        source=Source(channel=channel, ts=ts) if channel and ts else None,
        values=draft.data,
        started_at=draft.saved_at,
    )
