"""Filing a website request: the form with what was typed before, and handing it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.intake.details import Answers
from bot.domain.intake.facts import Attachment, Told
from bot.domain.intake.form_facts import IssueForm, Source
from bot.domain.intake.triage import Kind, Reach, Urgency
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.duty import answer_owed_by, person_on_duty
from bot.services.intake.issue_draft import empty_form, form_with, keep_draft, place_of, resumed
from bot.services.intake.markup import seen_by_people
from bot.services.intake.no_pings import became_request, read_ping
from bot.services.intake.passed_on import author_of, requester_of
from bot.services.intake.reaction import read_reacted
from bot.services.intake.similar import note_what_was_alike

TYPED = (
    "kind",
    "page",
    "happened",
    "expected",
    "since",
    "urgency",
    "device",
    "reach",
    "for_whom",
    "wished_by",
)
"""What a draft holds of an issue, beside the number of its files and the company's own fields."""


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What the form holds once it is checked.

    `author_id`: the colleague whose request it is to be, where that is not who sends it. `answered` is what
    stands in the company's own fields, for a draft.
    """

    kind: Kind
    page: str
    happened: str
    expected: str
    since: str
    urgency: Urgency
    device: str = ""
    reach: Reach | None = None
    for_whom: str = ""
    wished_by: str = ""
    extra: Answers = ()
    answered: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Attachment] = ()
    source: Source | None = None
    source_link: str | None = None
    is_private: bool = False
    author_id: int | None = None

    @property
    def typed(self) -> dict[str, Any]:
        """All that a draft keeps of it."""
        typed = {name: getattr(self, name) for name in TYPED} | {"files": len(self.files), **self.answered}
        return typed | {"private": ["yes"] if self.is_private else []}


def open_form(acting: Acting) -> IssueForm:
    """What the form starts with: what was left unfinished last. Raises Refusal("request.nobody_on_duty")."""
    _require(acting)
    with acting.store.read() as unit:
        duty = person_on_duty(unit, policy=acting.policy, now=acting.now)
        draft = unit.drafts.newest(acting.person.id, Form.WEBSITE_ISSUE)
        if draft is not None:
            return resumed(unit, acting, draft, on_duty=duty)
        return empty_form(acting.person, on_duty=duty, policy=acting.policy)


def open_form_with(
    acting: Acting,
    *,
    markup: str = "",
    text: str = "",
    source: Source | None = None,
    written_by: str | None = None,
) -> IssueForm:
    """The form with what was said: behind the command, in a message, or what was left of it unfinished.

    It comes as Slack's `markup` or, read already, as `text`, and is kept before anything can go wrong:
    it stands nowhere else. Each has a draft of its own, so that nothing typed elsewhere is overwritten
    by it. `written_by`: the Slack id of a message's author. Raises Refusal("request.nobody_on_duty").
    """
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        seen = text or seen_by_people(unit, markup)
        subject = _subject(seen, source)
        author = author_of(unit, written_by, acting)
        draft = (
            unit.drafts.get(by.id, Form.WEBSITE_ISSUE, subject)
            if subject
            else unit.drafts.newest(by.id, Form.WEBSITE_ISSUE)
        )
        kept = {"happened": seen, **place_of(source, author.id if author else None)}
        if draft is None and seen:
            unit.drafts.save(by.id, Form.WEBSITE_ISSUE, subject, kept, at=acting.now)
    with acting.store.read() as unit:
        duty = person_on_duty(unit, policy=acting.policy, now=acting.now)
        if draft is not None:
            return resumed(unit, acting, draft, on_duty=duty)
        return form_with(unit, acting, kept if seen or source else {}, subject=subject, on_duty=duty)


def open_form_for_ping(acting: Acting, *, ping_id: int) -> IssueForm:
    """The form with what somebody wrote to a developer. Raises as `read_ping` does."""
    ping = read_ping(acting, ping_id=ping_id)
    return open_form_with(acting, text=ping.text, source=Source(channel=ping.channel, ts=ping.ts))


def open_form_for_reaction(acting: Acting, *, reaction_id: int) -> IssueForm:
    """The form with the message to which somebody reacted. Raises as `read_reacted` does."""
    message, author = read_reacted(acting, reaction_id=reaction_id)
    return open_form_with(
        acting,
        text=message.text,
        source=Source(channel=message.channel, ts=message.ts),
        written_by=author.slack_id if author else None,
    )


def file_request(acting: Acting, issue: Issue, *, subject: str, submission: str) -> int:
    """File the request with the product manager on duty; returns its number.

    What it says is kept first, so that a refused or failed form loses nothing. The same submission twice
    is one request. Raises Refusal("request.nobody_on_duty").
    """
    keep_draft(acting, subject=subject, values=issue.typed, source=issue.source, submission=submission)
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        unit.people.queue_up(by.id)
        unit.drafts.drop(by.id, Form.WEBSITE_ISSUE, subject)
        requester = requester_of(unit, acting, author_id=issue.author_id)
        known = unit.requests.handed_in(requester.id, submission)
        if known is not None:
            return known
        owner = person_on_duty(unit, policy=acting.policy, now=acting.now)
        request = unit.requests.add(
            _told(issue, requester, acting),
            requester_id=requester.id,
            owner_id=owner.id,
            submission=submission,
            source=issue.source,
            answer_by=answer_owed_by(
                unit, owner, urgency=issue.urgency, policy=acting.policy, now=acting.now
            ),
            is_private=issue.is_private,
        )
        advance(unit, request, Event.FILE, acting, files=issue.files)
        became_request(unit, request.id, requester_id=requester.id, source=issue.source, acting=acting)
        note_what_was_alike(unit, request.id, acting, submission=submission)
        return request.id


def _told(issue: Issue, requester: Person, acting: Acting) -> Told:
    return Told(
        branch=requester.branch,
        kind=issue.kind,
        page=issue.page,
        happened=issue.happened,
        expected=issue.expected,
        since=issue.since,
        urgency=issue.urgency,
        filed_at=acting.now,
        from_message=issue.source is not None,
        source_link=issue.source_link,
        device=issue.device,
        reach=issue.reach,
        for_whom=issue.for_whom,
        wished_by=issue.wished_by,
        extra=issue.extra,
    )


def _require(acting: Acting) -> None:
    require(Deed.FILE_REQUEST, acting.by)


def _subject(text: str, source: Source | None) -> str:
    if source:
        return f"{source.channel}:{source.ts}"
    return f"text:{sha256(text.encode()).hexdigest()[:16]}" if text else ""
