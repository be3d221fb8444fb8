"""What a tracker is told of a hand-over."""

from bot.delivery.outgoing import Routes, Snapshot
from bot.delivery.tracker import TrackerCall
from bot.domain.intake.notices import TrackerTold
from bot.domain.intake.tracker import STATES
from bot.services.intake.brief import brief_facts
from bot.services.intake.handover import handover_facts
from messages.intake.brief_labels import in_language
from messages.intake.tracker_issue import issue_body, issue_comment, issue_title


def on_tracker_told(at: Snapshot, notice: TrackerTold) -> TrackerCall | None:
    """In the language of the brief. Of a request that is private now nothing is said but that it is over."""
    facts = handover_facts(at.unit, notice.handover_id)
    issue, read = at.unit.tracker_issues.of(notice.handover_id), brief_facts(at.unit, facts.request.id)
    is_private = facts.request.is_private
    if read is None or (issue is None and (is_private or facts.stage.closed)):
        return None
    step = next(each for each in facts.steps if each.number == notice.number)
    words = in_language(at.words_for_channel(), read.brief.locale)
    return TrackerCall(
        mark=f"steward-handover-{notice.handover_id}",
        handover_id=notice.handover_id,
        key=None if issue is None else issue.key,
        title="" if is_private else issue_title(facts, read),
        body="" if is_private else issue_body(words, facts, read),
        comment="" if is_private else issue_comment(words, facts, step),
        state=STATES.get(step.event),
        since=step.at,
    )


ROUTES: Routes = {TrackerTold: on_tracker_told}
