"""To whom a training is offered: what, for what, by when; they take it up, or say why not."""

from bot.domain.actions.action import Listed
from bot.domain.people import Person
from messages.actions.action_lines import NAME_LIMIT, kind_label, reasons
from messages.actions.actions_modal import ME, NEW, OPEN, TAKE_UP, TURN_DOWN
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Block, Message, actions, button, context, fit_mrkdwn, message, section
from messages.reviews.score_lines import short

TEXT_LIMIT = 1200


def training_card(words: Words, listed: Listed, *, offered_by: Person) -> Message:
    """The offer while it waits; after that what came of it."""
    action = listed.action
    return message(
        words.plain("actions/training_card/notification"),
        section(words.say("actions/training_card/offered", by=short(offered_by.name, NAME_LIMIT))),
        section(
            fit_mrkdwn(
                words.say(
                    "actions/training_card/what",
                    kind=kind_label(words, action),
                    text=fit_mrkdwn(escape(action.text), TEXT_LIMIT),
                    reason=reasons(words, action),
                    due=action.due_on,
                )
            )
        ),
        _buttons(words, listed),
        context(_next(words, listed)),
    )


def declined_note(words: Words, listed: Listed) -> Message:
    """To whoever offered it: why it was not taken up, and the way to offer another one."""
    said = words.say(
        "actions/training_card/declined",
        name=short(listed.person.name, NAME_LIMIT),
        text=short(listed.action.text, 200),
        why=short(listed.last.note, 200) if listed.last else "",
    )
    another = button(words.label("Offer something else…"), NEW, value=str(listed.person.id))
    return message(
        words.plain("actions/training_card/declined_notification"), section(said), actions(another)
    )


def _buttons(words: Words, listed: Listed) -> Block | None:
    action = listed.action
    value = f"{action.id}:{action.version}"
    if action.stage.offered:
        return actions(
            button(words.label("Take it up"), TAKE_UP, value=value, primary=True),
            button(words.label("Turn it down…"), TURN_DOWN, value=value),
        )
    if action.stage.turned_down:
        return actions(button(words.label("Take it up"), TAKE_UP, value=value))
    return actions(button(words.label("Actions…"), OPEN, value=ME)) if action.stage.open else None


def _next(words: Words, listed: Listed) -> Mrkdwn:
    return words.say("actions/training_card/next", state=listed.action.state.value)
