"""The talk about a result before whom it is about: a time to choose, an answer, what became of an appeal."""

from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Party
from messages.catalog import Words
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    message,
    section,
)
from messages.quoted import quoted
from messages.reviews.talk_lines import IN_MESSAGES, how_far

ACKNOWLEDGE = "reviews.talk.acknowledge"
DENY = "reviews.talk.deny"
APPEAL = "reviews.appeal.open"
"""The value of each is the talk's id."""
CHOOSE = "reviews.talk.choose"
"""Followed by the place of the time. The value is "<talk>:<number of the offer>:<place>"."""


def my_talk_card(words: Words, facts: TalkFacts) -> Message:
    """What its employee can choose or answer, and what became of their appeal."""
    said = how_far(words, facts)
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
    """What the employee wrote; once it is decided, why stands below, in what they are told."""
    if facts.appeal is None or not facts.appeal.note or not facts.talk.stage.waits_for(Party.JUDGE):
        return []
    return quoted(facts.appeal.note, limit=IN_MESSAGES)[0]
