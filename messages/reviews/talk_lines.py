"""What the cards of a talk and of an appeal have in common: whom it is about, who talks, who decides."""

from typing import Any

from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Event
from messages.catalog import Mrkdwn, Words
from messages.reviews.score_lines import cycle_title, short

QUOTE_LIMIT = 2500
IN_MESSAGES, IN_FORMS = 9000, 40_000
"""What is read in full: an appeal and what shows it are 6,000 characters, up to five times as many escaped. A
message takes about 13,200 in all.
"""


def named(facts: TalkFacts) -> dict[str, Any]:
    """Whom it is about, and of which period."""
    return {"name": short(facts.employee.name), "cycle": cycle_title(facts.cycle_name)}


def holder_name(words: Words, facts: TalkFacts) -> Mrkdwn:
    """Who talks; where nobody does, the manager whoever that is."""
    return short(facts.holder.name) if facts.holder else Mrkdwn(words.label("Your manager"))


def judge_name(facts: TalkFacts) -> Mrkdwn | None:
    """Who decided, or is to."""
    judge = facts.decided_by or facts.judge
    return short(judge.name) if judge else None


def how_far(words: Words, facts: TalkFacts) -> dict[str, Any]:
    """What both sides' cards say of it."""
    offer, due, closed = facts.offer, facts.due_on, facts.closed_at
    decided = facts.decision
    return named(facts) | {
        "stage": facts.talk.stage.mark.value,
        "is_gone": not facts.is_here,
        "manager": holder_name(words, facts),
        "judge": judge_name(facts),
        "due": words.day(due) if due else "",
        "is_late": due is not None and words.now.astimezone(words.zone).date() > due,
        "held": words.day(facts.held_on) if facts.held_on else "",
        "at": closed or (decided.at if decided else None),
        "is_rescored": decided is not None and decided.event is Event.RESCORE,
        "offered": offer is not None,
        "to_come": offer is not None and any(at > words.now for at in offer.times),
        "chosen": offer.chosen if offer else None,
        "denied_at": facts.denied_at,
    }
