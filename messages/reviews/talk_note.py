"""What a step of a talk brought, to whom it concerns. The notification names who, never what."""

from bot.domain.history import Entry
from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Event, Party, State
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section
from messages.quoted import quoted
from messages.reviews.review_modal import REVIEW_IT
from messages.reviews.talk_card import HELD_ON
from messages.reviews.talk_lines import IN_MESSAGES, holder_name, judge_name, named


def talk_note(words: Words, facts: TalkFacts, entry: Entry[State, Event]) -> Message:
    """Of a time that was chosen, a talk that was not held, days that are over, an appeal that is decided."""
    said = named(facts) | {
        "event": entry.event.value,
        "is_own": facts.is_own,
        "manager": holder_name(words, facts),
        "judge": judge_name(facts),
        "chosen": entry.facts.chosen,
        "held": words.day(facts.held_on)
        if facts.held_on and facts.talk.stage.waits_for(Party.EMPLOYEE)
        else "",
        "due": words.day(facts.due_on) if facts.due_on else "",
    }
    return message(
        words.plain("reviews/talk_note/headline", **said),
        section(words.say("reviews/talk_note/body", **said)),
        *(quoted(entry.note, limit=IN_MESSAGES)[0] if entry.note else ()),
        _next(words, facts, entry),
    )


def _next(words: Words, facts: TalkFacts, entry: Entry[State, Event]) -> dict[str, object] | None:
    if facts.is_own:
        return None
    is_holders = facts.talk.holder_id == facts.reader.id
    if entry.event is Event.DENY and is_holders and facts.talk.stage.waits_for(Party.HOLDER):
        return actions(button(words.label("Held on…"), HELD_ON, value=str(facts.talk.id), primary=True))
    if entry.event is Event.RESCORE and is_holders:
        return actions(
            button(words.label("Review it…"), REVIEW_IT, value=str(facts.talk.review_id), primary=True)
        )
    return None
