"""A swap of weeks before the one who asks and the one who is asked."""

from bot.domain.intake.rota import last_of
from bot.domain.intake.swap import SwapFacts
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.duty import NAME_LENGTH
from messages.kit import Block, Element, Message, actions, button, context, fit, message, section

ACCEPT = "intake.swap.accept"
DECLINE = "intake.swap.decline"
WITHDRAW = "intake.swap.withdraw"
READ = "intake.swap.read"
"""The value of each is the swap's id."""


def swap_card(words: Words, facts: SwapFacts) -> Message:
    """What is asked, what came of it, and what the reader can do."""
    return message(what_is_asked(words, facts), *swap_blocks(words, facts))


def swap_blocks(words: Words, facts: SwapFacts) -> list[Block | None]:
    """The same, for a message or a modal."""
    reason = facts.swap.reason
    return [
        section(what_is_asked(words, facts)),
        section(quote(reason)) if reason else None,
        _buttons(words, facts),
        context(how_it_stands(words, facts)),
    ]


def settled_note(words: Words, facts: SwapFacts) -> Message:
    """Under the card, for the one who did not do it."""
    said = how_it_stands(words, facts)
    return message(said, section(said))


def what_is_asked(words: Words, facts: SwapFacts) -> Mrkdwn:
    """Which week goes from whom to whom, and which comes back."""
    swap = facts.swap
    return words.say(
        "intake/swap_card/asked",
        is_asker=facts.reader.id == facts.asker.id,
        asker=fit(facts.asker.name, NAME_LENGTH),
        other=fit(facts.other.name, NAME_LENGTH),
        week=swap.week,
        last=last_of(swap.week),
        back=swap.in_return,
        back_last=last_of(swap.in_return) if swap.in_return else None,
    )


def how_it_stands(words: Words, facts: SwapFacts) -> Mrkdwn:
    """Whose move it is and by when; or what came of it."""
    return words.say(
        "intake/swap_card/how_it_stands",
        state=facts.swap.state.value,
        is_asker=facts.reader.id == facts.asker.id,
        asker=fit(facts.asker.name, NAME_LENGTH),
        other=fit(facts.other.name, NAME_LENGTH),
        answer_on=facts.swap.answer_on,
        at=facts.swap.decided_at,
    )


def _buttons(words: Words, facts: SwapFacts) -> Block | None:
    value = str(facts.swap.id)
    shown: list[Element] = []
    if facts.is_asked:
        shown = [
            button(words.label("Accept the swap"), ACCEPT, value=value, primary=True),
            button(words.label("Decline the swap…"), DECLINE, value=value),
        ]
    elif facts.may_withdraw:
        shown = [button(words.label("Take it back"), WITHDRAW, value=value)]
    return actions(*shown) if shown else None
