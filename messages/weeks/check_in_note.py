"""After a check-in was given or skipped: who reads it when, and the way back."""

from bot.domain.weeks.check_in import CheckInFacts
from messages.actions.actions_modal import ME
from messages.actions.actions_modal import OPEN as OPEN_ACTIONS
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, Message, actions, button, message, section
from messages.reviews.score_lines import short
from messages.weeks.check_in_buttons import OPEN
from messages.weeks.check_in_lines import concerned, reason_word


def check_in_note(words: Words, facts: CheckInFacts) -> Message:
    """Beside the message in which it was asked."""
    said = note(words, facts)
    row = actions(_change(words, facts), _actions(words) if facts.open_actions or facts.offered else None)
    return message(words.label("Your week is noted."), section(said), row)


def note(words: Words, facts: CheckInFacts) -> Mrkdwn:
    reason = facts.check_in.skipped_for
    if facts.answers is None and reason is not None:
        return words.say(
            "weeks/check_in_note/skipped",
            reason=reason_word(words, reason),
            manager=short(facts.manager.name),
            read_on=facts.read_on,
        )
    answers = facts.answers
    concerns = answers.concerns if answers else ()
    return words.say(
        "weeks/check_in_note/answered",
        is_repeated=facts.is_repeated,
        open_actions=facts.open_actions,
        offered=facts.offered,
        concerns=concerned(words, concerns) if facts.is_repeated else "",
        blockers=short(answers.blockers, 200) if answers and facts.is_repeated else "",
        manager=short(facts.manager.name),
        read_on=facts.read_on,
    )


def change_row(words: Words, facts: CheckInFacts) -> Block:
    return actions(_change(words, facts))


def _change(words: Words, facts: CheckInFacts) -> Element:
    return button(words.label("Change…"), OPEN, value=str(facts.check_in.id))


def _actions(words: Words) -> Element:
    return button(words.label("Actions…"), OPEN_ACTIONS, value=ME)
