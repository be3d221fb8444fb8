"""The talk about a result before whoever holds it, in their thread."""

from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Party
from messages.catalog import Words
from messages.kit import Block, Element, Message, actions, button, context, message, section
from messages.reviews.talk_lines import how_far, named

PREPARE = "reviews.talk.prepare"
PROPOSE = "reviews.talk.propose"
HELD_ON = "reviews.talk.held_on"
"""The value of each is the talk's id."""


def talk_card(words: Words, facts: TalkFacts) -> Message:
    """Whom to talk with, by when, and what is there of it."""
    waits = facts.talk.stage.waits_for(Party.HOLDER) and facts.is_here
    text = words.plain("reviews/talk_card/headline", **named(facts))
    return message(
        text,
        section(words.say("reviews/talk_card/body", **how_far(words, facts))),
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
