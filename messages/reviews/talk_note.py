"""What a step of a talk brought, to whom it concerns. The notification names who, never what."""

from bot.domain.history import Entry
from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import TALK, Event, State
from messages.catalog import Words, quote
from messages.kit import Message, actions, button, fit_mrkdwn, message, section
from messages.reviews.review_modal import REVIEW_IT
from messages.reviews.talk_card import HELD_ON
from messages.reviews.talk_lines import QUOTE_LIMIT, holder_name, judge_name, named


def talk_note(words: Words, facts: TalkFacts, entry: Entry[State, Event]) -> Message:
    """Of a time that was chosen, a talk that was not held, days that are over, an appeal that is decided."""
    said = named(facts) | {
        "event": entry.event.value,
        "is_own": facts.is_own,
        "manager": holder_name(words, facts),
        "judge": judge_name(facts),
        "chosen": entry.facts.chosen,
        "due": words.day(facts.due_on) if facts.due_on else "",
    }
    return message(
        words.plain("reviews/talk_note/headline", **said),
        section(words.say("reviews/talk_note/body", **said)),
        section(fit_mrkdwn(quote(entry.note), QUOTE_LIMIT)) if entry.note else None,
        _next(words, facts, entry),
    )


def _next(words: Words, facts: TalkFacts, entry: Entry[State, Event]) -> dict[str, object] | None:
    if facts.is_own:
        return None
    if entry.event is Event.DENY and TALK.stage(facts.talk.state).move is not None and not facts.held_on:
        return actions(button(words.label("Held on…"), HELD_ON, value=str(facts.talk.id), primary=True))
    if entry.event is Event.RESCORE:
        return actions(
            button(words.label("Review it…"), REVIEW_IT, value=str(facts.talk.review_id), primary=True)
        )
    return None
