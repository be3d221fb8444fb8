"""What one side says to the other about a check-in. The notification names who, never what."""

from bot.domain.weeks.check_in_way import Event
from bot.domain.weeks.digest_words import WordFacts
from messages.catalog import Words, quote
from messages.kit import Block, Message, actions, button, fit_mrkdwn, message, section
from messages.reviews.score_lines import short
from messages.weeks.digest_card import OTHER_TIMES, REPLY

ANSWER = "weeks.word.answer"
ACCEPT = "weeks.word.accept"
"""Followed by the place of the time. The value is "<check-in>:<number of the offer>:<place>"."""
NONE_OF_THESE = "weeks.word.none"
"""Its value is "<check-in>:<number of the offer>"."""

QUOTE_LIMIT = 2800


def word_card(words: Words, facts: WordFacts) -> Message:
    """One word, with what can be answered to it."""
    offer = facts.offer
    text = words.say(
        "weeks/digest_words_card/notice",
        event=facts.event.value,
        name=short(facts.by.name),
        week=facts.check_in.week.monday,
    )
    said = words.say(
        "weeks/digest_words_card/said",
        event=facts.event.value,
        name=short(facts.by.name),
        week=facts.check_in.week.monday,
        chosen=facts.chosen or (offer.chosen if offer else None),
        is_declined=offer is not None and offer.is_declined,
        is_replaced=offer is None,
        is_open=offer is not None and offer.is_open,
    )
    return message(text, section(said), _quoted(facts), *_answering(words, facts))


def _quoted(facts: WordFacts) -> Block | None:
    return section(fit_mrkdwn(quote(facts.text), QUOTE_LIMIT)) if facts.text else None


def _answering(words: Words, facts: WordFacts) -> list[Block]:
    value = str(facts.check_in.id)
    if not facts.may_answer:
        return []
    if facts.event is Event.REPLY:
        return [actions(button(words.label("Answer…"), ANSWER, value=value))]
    if facts.event is Event.ANSWER_BACK:
        return [actions(button(words.label("Reply…"), REPLY, value=value))]
    if facts.event is Event.DECLINE_TALK:
        return [actions(button(words.label("Other times…"), OTHER_TIMES, value=value))]
    if facts.event is Event.OFFER_TALK and facts.offer is not None and facts.offer.is_open:
        return _times(words, facts)
    return []


def _times(words: Words, facts: WordFacts) -> list[Block]:
    """Only those that are to come."""
    this = f"{facts.check_in.id}:{facts.number}"
    times = [
        button(words.stamp(at), f"{ACCEPT}.{place}", value=f"{this}:{place}")
        for place, at in enumerate(facts.times)
        if at > words.now
    ]
    none = button(words.label("None of these…"), NONE_OF_THESE, value=this)
    return [*([actions(*times)] if times else []), actions(none)]
