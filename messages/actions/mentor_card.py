"""To whoever is asked to be a mentor: for whom, for what, until when; they are asked, not assigned."""

from bot.domain.actions.action import Listed
from bot.domain.people import Person
from messages.actions.action_lines import NAME_LIMIT, short_line
from messages.actions.actions_modal import NEW
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, actions, button, context, message, section
from messages.reviews.score_lines import short

ACCEPT = "actions.mentors.accept"
DECLINE = "actions.mentors.decline"
"""The value of both is the action's id."""
TEXT_LIMIT = 1200


def mentor_card(words: Words, listed: Listed, *, asked_by: Person) -> Message:
    """The question while it is one; after that what came of it."""
    action = listed.action
    name, by = short(listed.person.name, NAME_LIMIT), short(asked_by.name, NAME_LIMIT)
    asked = words.say("actions/mentor_card/asked", name=name, by=by)
    buttons = actions(
        button(words.label("Yes, gladly"), ACCEPT, value=str(action.id), primary=True),
        button(words.label("I can't now…"), DECLINE, value=str(action.id)),
    )
    return message(
        words.plain("actions/mentor_card/notification"),
        section(asked),
        section(short_line(words, listed, limit=TEXT_LIMIT)),
        buttons if action.stage.asked else None,
        context(_next(words, listed)),
    )


def answered_note(words: Words, listed: Listed) -> Message:
    """To whoever asked: what they said; where they cannot, the way to ask somebody else."""
    said = words.say(
        "actions/mentor_card/answered",
        mentor=short(listed.owner.name, NAME_LIMIT),
        name=short(listed.person.name, NAME_LIMIT),
        is_yes=listed.action.stage.open,
        why=short(listed.last.note, 200) if listed.last else "",
    )
    another = button(words.label("Ask somebody else…"), NEW, value=str(listed.person.id))
    return message(
        words.plain("actions/mentor_card/answered_notification"),
        section(said),
        None if listed.action.stage.open else actions(another),
    )


def _next(words: Words, listed: Listed) -> Mrkdwn:
    return words.say(
        "actions/mentor_card/next",
        state=listed.action.state.value,
        name=short(listed.person.name, NAME_LIMIT),
    )
