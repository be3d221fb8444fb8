"""To a product manager: what was handed over is late, with nobody any more, or closed too early."""

from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_due import Want
from bot.domain.intake.handover_way import HANDOVER, Event
from messages.catalog import Words
from messages.intake.handover_card import LABELS, PRESS, READ, issue_link
from messages.kit import Message, actions, button, message, section
from messages.whose_move import whose_turn

OFFERED = {
    Want.ANOTHER: (Event.REASSIGN, Event.WITHDRAW),
    Want.LATE: (Event.REASSIGN,),
    Want.CLOSED: (Event.REASSIGN, Event.WITHDRAW),
}
"""What the owner can do about it at once."""


def wants_you(words: Words, facts: HandoverFacts, want: Want) -> Message:
    """One line, whose move it is, and what can be done."""
    said = words.say(
        "intake/handover_due/wants",
        want=want.value,
        name=facts.assignee.name,
        request=facts.request.id,
        due_on=facts.handover.due_on,
        stage=words.say("intake/handover_card/stage", stage=facts.stage.key),
        issue=facts.issue.key if facts.issue else "",
    )
    leads = issue_link(words, facts) if want is Want.CLOSED else None
    value, nobody_has_it = str(facts.id), want is Want.ANOTHER
    row = [
        button(LABELS[each](words), PRESS + each, value=value, primary=nobody_has_it and place == 0)
        for place, each in enumerate(OFFERED[want])
        if each in HANDOVER.possible(facts.handover.state)
    ]
    turns = whose_turn(words, facts.turn(facts.owner)) if not nobody_has_it else []
    read = button(words.label("Read it…"), READ, value=value, primary=not nobody_has_it)
    first, rest = (row, [read]) if nobody_has_it else ([read], row)
    lines = [section(each) for each in (*turns, leads) if each]
    return message(said, section(said), *lines, actions(*first, *rest))
