"""An appeal before whoever decides about it."""

from bot.domain.reviews.talk import TalkFacts
from messages.catalog import Words, quote
from messages.kit import Message, actions, button, context, fit_mrkdwn, message, section
from messages.reviews.talk_lines import QUOTE_LIMIT, holder_name, named

READ = "reviews.appeal.read"
DECIDE = "reviews.appeal.decide"
"""The value of each is the talk's id."""


def appeal_card(words: Words, facts: TalkFacts) -> Message:
    """What is said, by when it is to be decided, or how it was."""
    waits = not facts.talk.stage.closed and facts.is_here
    is_moved = facts.talk.judge_id != facts.reader.id
    due, decided, value = facts.due_on, facts.decision, str(facts.talk.id)
    said = words.say(
        "reviews/appeal_card/body",
        is_moved=is_moved,
        event=decided.event.value if decided else "",
        at=decided.at if decided else None,
        due=words.day(due) if due else "",
        is_late=due is not None and words.now.astimezone(words.zone).date() > due,
        **named(facts),
    )
    text = words.plain("reviews/appeal_card/headline", **named(facts))
    if is_moved:
        return message(text, section(said))
    return message(
        text,
        section(said),
        section(fit_mrkdwn(quote(facts.appeal.note or ""), QUOTE_LIMIT)) if facts.appeal else None,
        section(fit_mrkdwn(quote(decided.note or ""), QUOTE_LIMIT)) if decided else None,
        actions(
            button(words.label("Decide…"), DECIDE, value=value, primary=True),
            button(words.label("Read the result…"), READ, value=value),
        )
        if waits
        else None,
        context(words.say("reviews/appeal_card/why_you", manager=holder_name(words, facts)))
        if waits
        else None,
    )
