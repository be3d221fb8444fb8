"""The talk about a result before whoever holds it, in their thread, and before whom it is about."""

from typing import Any

from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Event, Party
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    fit_mrkdwn,
    message,
    section,
)
from messages.reviews.score_lines import cycle_title, short

PREPARE = "reviews.talk.prepare"
PROPOSE = "reviews.talk.propose"
HELD_ON = "reviews.talk.held_on"
ACKNOWLEDGE = "reviews.talk.acknowledge"
DENY = "reviews.talk.deny"
APPEAL = "reviews.appeal.open"
"""The value of each is the talk's id."""
CHOOSE = "reviews.talk.choose"
"""Followed by the place of the time. The value is "<talk>:<number of the offer>:<place>"."""

QUOTE_LIMIT = 2500


def talk_card(words: Words, facts: TalkFacts) -> Message:
    """Whom to talk with, by when, and what is there of it."""
    waits = facts.talk.stage.waits_for(Party.HOLDER) and facts.is_here
    text = words.plain("reviews/talk_card/headline", **named(facts))
    return message(
        text,
        section(words.say("reviews/talk_card/body", **_said(words, facts))),
        _denied(words, facts) if waits else None,
        _times(words, facts) if waits else None,
        actions(*holder_buttons(words, facts)) if waits else None,
        context(words.say("reviews/talk_card/next", prepared_at=facts.prepared_at)) if waits else None,
    )


def holder_buttons(words: Words, facts: TalkFacts) -> list[Element]:
    """Prepare it first, then say when it was held."""
    value, is_prepared = str(facts.talk.id), facts.prepared_at is not None
    return [
        button(words.label("Prepare…"), PREPARE, value=value, primary=not is_prepared),
        button(words.label("Propose times…"), PROPOSE, value=value),
        button(words.label("Held on…"), HELD_ON, value=value, primary=is_prepared),
    ]


def my_talk_card(words: Words, facts: TalkFacts) -> Message:
    """What its employee can choose or answer, and what became of their appeal."""
    said = _said(words, facts)
    asked = facts.talk.stage.waits_for(Party.EMPLOYEE)
    return message(
        words.plain("reviews/my_talk_card/headline", **said),
        section(words.say("reviews/my_talk_card/body", **said)),
        *_reason(facts),
        _choices(words, facts),
        actions(*answer_buttons(words, facts)) if asked else None,
        context(words.say("reviews/my_talk_card/means")) if asked else None,
    )


def answer_buttons(words: Words, facts: TalkFacts) -> list[Element]:
    """That they talked and know it; that they have not; that they do not accept it."""
    value = str(facts.talk.id)
    return [
        button(words.label("Acknowledge"), ACKNOWLEDGE, value=value, primary=True),
        *beside_acknowledging(words, value),
    ]


def beside_acknowledging(words: Words, value: str) -> list[Element]:
    """What else can be answered."""
    sure = confirm(
        title=words.label("You have not talked?"),
        text=words.plain("reviews/my_talk_card/sure"),
        yes=words.label("We have not talked"),
        no=words.label("Cancel"),
    )
    return [
        button(words.label("We have not talked"), DENY, value=value, asks=sure),
        button(words.label("Appeal…"), APPEAL, value=value),
    ]


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


def _said(words: Words, facts: TalkFacts) -> dict[str, Any]:
    offer, due, closed = facts.offer, facts.due_on, facts.closed_at
    decided = facts.decision
    return named(facts) | {
        "state": facts.talk.state.value,
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


def _denied(words: Words, facts: TalkFacts) -> Block | None:
    if facts.denied_at is None:
        return None
    return section(words.say("reviews/talk_card/denied", at=facts.denied_at, **named(facts)))


def _times(words: Words, facts: TalkFacts) -> Block | None:
    if facts.offer is None:
        return None
    times = words.names([words.stamp(at) for at in facts.offer.times])
    return section(
        words.say("reviews/talk_card/times", chosen=facts.offer.chosen, times=times, **named(facts))
    )


def _choices(words: Words, facts: TalkFacts) -> Block | None:
    """The times that are still to come, until one is chosen."""
    offer, waits = facts.offer, facts.talk.stage.waits_for(Party.HOLDER)
    if offer is None or offer.chosen or not waits:
        return None
    shown = [
        button(words.stamp(at), f"{CHOOSE}.{place}", value=f"{facts.talk.id}:{offer.number}:{place}")
        for place, at in enumerate(offer.times)
        if at > words.now
    ]
    return actions(*shown) if shown else None


def _reason(facts: TalkFacts) -> list[Block]:
    """What whoever decided wrote; until then what the employee did."""
    entry = facts.decision or facts.appeal
    if entry is None or not entry.note or not facts.talk.stage.appealed:
        return []
    return [section(fit_mrkdwn(quote(entry.note), QUOTE_LIMIT))]
