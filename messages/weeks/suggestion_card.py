"""A suggestion before the head who answers it, and their own copy before whoever made it."""

from bot.domain.weeks.suggestion import SuggestionFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Element, Message, actions, button, context, message, section
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import (
    CARD_ROOM,
    NAME_LIMIT,
    came_line,
    came_lines,
    is_cut,
    what_was_suggested,
)

ANSWER = "weeks.suggestion.answer"
TAKE_BACK = "weeks.suggestion.take_back"
READ = "weeks.suggestion.read"
"""The value of each is the suggestion's id."""


def suggestion_card(words: Words, facts: SuggestionFacts) -> Message:
    """Before whoever answers, or has answered; and before whoever made it."""
    text = words.plain("weeks/suggestion_card/notification", is_own=facts.is_own)
    if not facts.suggestion.stage.stands:
        return message(text, section(headline(words, facts)), context(how_far(words, facts)))
    shown = [_answer(words, facts), _take_back(words, facts), _read(words, facts)]
    came = came_lines(words, facts, room=CARD_ROOM // 2)
    return message(
        text,
        section(headline(words, facts)),
        *what_was_suggested(words, facts, room=CARD_ROOM),
        *came,
        actions(*shown) if any(shown) else None,
        None if came else context(how_far(words, facts)),
    )


def taken_over_card(words: Words, facts: SuggestionFacts) -> Message:
    """Before whoever was the head: who has it now; its words are not theirs to read any more."""
    text = words.plain("weeks/suggestion_card/notification", is_own=False)
    names = [str(short(person.name, NAME_LIMIT)) for person in facts.answering]
    said = words.say("weeks/suggestion_card/taken_over", names=words.names(names) if names else "")
    return message(text, section(headline(words, facts)), context(said))


def answered_note(words: Words, facts: SuggestionFacts) -> Message:
    """Under the giver's copy: what came of it."""
    return message(
        words.plain("weeks/suggestion_card/answer_has_come"),
        *came_lines(words, facts, room=CARD_ROOM * 2),
    )


def headline(words: Words, facts: SuggestionFacts) -> Mrkdwn:
    """Who made it, when."""
    return words.say(
        "weeks/suggestion_card/headline",
        is_own=facts.is_own,
        giver=short(facts.giver.name, NAME_LIMIT),
        made=facts.suggestion.made_on,
    )


def how_far(words: Words, facts: SuggestionFacts) -> Mrkdwn:
    """Whose move it is and by when; or what came of it."""
    if facts.came is not None:
        return came_line(words, facts)
    names = [str(short(person.name, NAME_LIMIT)) for person in facts.answering]
    due = facts.due_on
    return words.say(
        "weeks/suggestion_card/how_far",
        is_gone=not facts.suggestion.stage.stands,
        is_own=facts.is_own,
        is_asked=facts.is_asked,
        is_for_hr=facts.is_for_hr,
        giver=short(facts.giver.name, NAME_LIMIT),
        names=words.names(names) if names else "",
        due=due,
        is_late=due is not None and words.now.astimezone(words.zone).date() > due,
        may_take_back=facts.may_take_back,
    )


def _answer(words: Words, facts: SuggestionFacts) -> Element | None:
    if not facts.is_asked:
        return None
    return button(words.label("Answer…"), ANSWER, value=str(facts.suggestion.id), primary=True)


def _take_back(words: Words, facts: SuggestionFacts) -> Element | None:
    if not facts.may_take_back:
        return None
    return button(words.label("Take it back"), TAKE_BACK, value=str(facts.suggestion.id), danger=True)


def _read(words: Words, facts: SuggestionFacts) -> Element | None:
    answer = facts.came.text if facts.came else ""
    if not is_cut(facts.suggestion.behaviour, facts.suggestion.consequence, answer):
        return None
    return button(words.label("Read all…"), READ, value=str(facts.suggestion.id))
