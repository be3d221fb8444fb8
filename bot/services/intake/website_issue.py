"""Filing a website request: the form with what was typed before, and handing it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.domain.intake.facts import Attachment, IssueForm, Source
from bot.domain.intake.states import Event, State
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake.duty import answer_owed_by, person_on_duty
from bot.services.intake.history import announce, record
from bot.services.intake.markup import seen_by_people
from bot.services.intake.no_pings import read_ping
from storage.models.delivery import DraftRow
from storage.models.intake import RequestRow

FORM = "website_issue"
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


def open_form(acting: Acting) -> IssueForm:
    """What the form starts with: what was left unfinished last. Raises Refusal("request.nobody_on_duty")."""
    by = acting.person
    with acting.store.read() as unit:
        duty = person_on_duty(unit, policy=acting.policy)
        draft = unit.requests.newest_draft(by.id, FORM)
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
    by = acting.person
    with acting.store.begin() as unit:
        seen = text or seen_by_people(unit, markup)
        subject = _subject(seen, source)
        draft = unit.drafts.get(by.id, FORM, subject) if subject else unit.requests.newest_draft(by.id, FORM)
        if draft is None and seen:
            unit.drafts.save(by.id, FORM, subject, {"happened": seen, **_place(source)}, at=acting.now)
    with acting.store.read() as unit:
        duty = person_on_duty(unit, policy=acting.policy)
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
    if not any(values.get(name) for name in ("page", "happened", "expected", "since", "urgency")):
        return
    with acting.store.begin() as unit:
        if unit.requests.handed_in(acting.person.id, submission) is None:
            unit.drafts.save(acting.person.id, FORM, subject, {**values, **_place(source)}, at=acting.now)


def drop_draft(acting: Acting, *, subject: str) -> IssueForm:
    """Start again with an empty form; what was unfinished is gone."""
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, FORM, subject)
        return IssueForm(
            subject="", branch=acting.person.branch, on_duty=person_on_duty(unit, policy=acting.policy)
        )


def file_request(acting: Acting, issue: Issue, *, subject: str, submission: str) -> int:
    """File the request with the product manager on duty; returns its number.

    What it says is kept first, so that a refused or failed form loses nothing.
    The same submission twice is one request. Raises Refusal("request.nobody_on_duty").
    """
    values = {name: getattr(issue, name) for name in TYPED} | {"files": len(issue.files)}
    keep_draft(acting, subject=subject, values=values, source=issue.source, submission=submission)
    by = acting.person
    with acting.store.begin() as unit:
        unit.requests.queue_up(by.id)
        unit.drafts.drop(by.id, FORM, subject)
        known = unit.requests.handed_in(by.id, submission)
        if known is not None:
            return known.id
        owner = person_on_duty(unit, policy=acting.policy)
        request = RequestRow(
            requester_id=by.id,
            owner_id=owner.id,
            submission=submission,
            branch=by.branch,
            kind=issue.kind,
            page=issue.page,
            happened=issue.happened,
            expected=issue.expected,
            since=issue.since,
            urgency=issue.urgency,
            state=State.NEW,
            filed_at=acting.now,
            answer_by=answer_owed_by(owner, policy=acting.policy, now=acting.now),
            source_channel=issue.source.channel if issue.source else None,
            source_ts=issue.source.ts if issue.source else None,
            source_link=issue.source_link,
        )
        unit.session.add(request)
        unit.session.flush()
        number = record(unit, request, Event.FILE, acting, source=None, files=issue.files)
        announce(unit, request, number, now=acting.now)
        return request.id


def _place(source: Source | None) -> dict[str, str]:
    return {"channel": source.channel, "ts": source.ts} if source else {}


def _subject(text: str, source: Source | None) -> str:
    if source:
        return f"{source.channel}:{source.ts}"
    return f"text:{sha256(text.encode()).hexdigest()[:16]}" if text else ""


def _resumed(draft: DraftRow, *, by: Person, on_duty: Person) -> IssueForm:
    channel, ts = draft.data.get("channel"), draft.data.get("ts")
    return IssueForm(
        subject=draft.subject,
        branch=by.branch,
        on_duty=on_duty,
        source=Source(channel=channel, ts=ts) if channel and ts else None,
        values=draft.data,
        started_at=draft.saved_at,
    )
