"""What a tracker is told of a hand-over."""

from datetime import datetime
from hashlib import sha256

from bot.delivery.outgoing import Routes, Snapshot
from bot.delivery.tracker import TrackerCall
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.notices import TrackerHushed, TrackerTold
from bot.domain.intake.tracker import STATES, IssueState
from bot.services.intake.brief import brief_facts
from bot.services.intake.handover import handover_facts
from messages.intake.brief_labels import in_language
from messages.intake.tracker_issue import hushed_body, hushed_title, issue_body, issue_comment, issue_title


def on_tracker_told(at: Snapshot, notice: TrackerTold) -> TrackerCall | None:
    """In the language of the brief. Of a request that is private now nothing is said but that it is over."""
    facts = handover_facts(at.unit, notice.handover_id)
    read = brief_facts(at.unit, facts.request.id)
    if read is None or (facts.issue is None and facts.stage.closed and not facts.is_private):
        return None
    if facts.is_private:
        return _hushed(at, facts, read, since=facts.step(notice.number).at)
    step = facts.step(notice.number)
    words = in_language(at.words_for_channel(), read.brief.locale)
    return TrackerCall(
        mark=_mark(at, facts.id),
        handover_id=facts.id,
        key=facts.issue.key if facts.issue else None,
        title=issue_title(facts, read),
        body=issue_body(words, facts, read),
        comment=issue_comment(words, facts, step),
        comment_mark=_mark(at, facts.id, step.number),
        state=STATES.get(step.event),
        since=step.at,
    )


def on_tracker_hushed(at: Snapshot, notice: TrackerHushed) -> TrackerCall | None:
    """Nothing where the request is shown again in the meantime."""
    facts = handover_facts(at.unit, notice.handover_id)
    read = brief_facts(at.unit, facts.request.id)
    if read is None or not facts.is_private:
        return None
    return _hushed(at, facts, read, since=datetime.fromisoformat(notice.at))


def _hushed(at: Snapshot, facts: HandoverFacts, read: BriefRead, *, since: datetime) -> TrackerCall:
    """Also where no issue is known: one may have been made whose answer was lost."""
    words = in_language(at.words_for_channel(), read.brief.locale)
    return TrackerCall(
        mark=_mark(at, facts.id),
        handover_id=facts.id,
        key=facts.issue.key if facts.issue else None,
        title=hushed_title(facts),
        body=hushed_body(words, facts),
        comment="",
        comment_mark="",
        state=IssueState.CLOSED,
        since=since,
        hushed=[_mark(at, facts.id, each.number) for each in facts.steps],
    )


def _mark(at: Snapshot, handover_id: int, number: int = 0) -> str:
    """Of an issue, or of what was said under it with a step. Nobody at the tracker can guess one, and so make
    an issue of their own pass for it.
    """
    secret = at.unit.handovers.submission_of(handover_id)
    return "steward-" + sha256(f"{secret}.{handover_id}.{number}".encode()).hexdigest()[:24]


ROUTES: Routes = {TrackerTold: on_tracker_told, TrackerHushed: on_tracker_hushed}
