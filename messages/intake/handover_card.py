"""A brief that was handed over: its card in the developers' channel, and the same in a modal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.intake.brief import Part
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_way import HANDOVER, OF_THE_DEVELOPER, Event
from bot.domain.people import Person, Role
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.assess_line import priority_text
from messages.intake.brief_card import ROOM_WORDS, TRANSLATED, brief_parts
from messages.intake.climb_line import tried_line
from messages.intake.terms import marked
from messages.kit import (
    LEADS_ON,
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    fit,
    fit_mrkdwn,
    header,
    message,
    modal,
    overflow,
    section,
)
from messages.whose_move import whose_turn

PRESS = "intake.handover.press."
"""A button's action_id is this and the name of its event; its value the hand-over's id."""
MENU = "more"
"""The key of the ⋯ menu. The value of each of its options is an event, a colon, the id."""
READ = "intake.handover.read"
"""The value is the hand-over's id."""
READ_CALLBACK = "intake.handover.modal"
IN_A_ROW = 2
ROOM_SAID = 900
"""Of each line that was said of it: the word that told of it had all of it."""


@dataclass(frozen=True, kw_only=True)
class HandoverButton:
    """One thing that can be done; `event` finds what it does in handlers.intake.handover.PRESSED.

    It is not offered where `unless` is possible.
    """

    event: Event
    label: Callable[[Words], str]
    unless: Event | None = None

    def applies(self, facts: HandoverFacts) -> bool:
        possible = HANDOVER.possible(facts.handover.state)
        return self.event in possible and self.unless not in possible

    def is_for(self, reader: Person | None, facts: HandoverFacts) -> bool:
        """Whether it is that reader's to do; a channel's card (None) has what anybody may."""
        is_theirs = reader is None or reader.id == facts.assignee_id
        at_the_desk = reader is None or reader.has(Role.PRODUCT_MANAGER) or reader.has(Role.ADMIN)
        return is_theirs if self.event in OF_THE_DEVELOPER else at_the_desk


HANDOVER_BUTTONS: tuple[HandoverButton, ...] = (
    HandoverButton(event=Event.CONFIRM, label=lambda words: words.label("Yes, that is meant")),
    HandoverButton(event=Event.CORRECT, label=lambda words: words.label("Correct it…")),
    HandoverButton(
        event=Event.SAY, label=lambda words: words.label("Say what you will do…"), unless=Event.CONFIRM
    ),
    HandoverButton(event=Event.START, label=lambda words: words.label("Begin"), unless=Event.SEND_BACK),
    HandoverButton(event=Event.READY, label=lambda words: words.label("Ready to check")),
    HandoverButton(event=Event.WAIT, label=lambda words: words.label("It waits…")),
    HandoverButton(event=Event.FINISH, label=lambda words: words.label("Mark as done…"), unless=Event.READY),
    HandoverButton(event=Event.SEND_BACK, label=lambda words: words.label("Not right yet…")),
    HandoverButton(event=Event.ASK, label=lambda words: words.label("Ask the product manager…")),
    HandoverButton(event=Event.REASSIGN, label=lambda words: words.label("Give to another…")),
    HandoverButton(event=Event.WITHDRAW, label=lambda words: words.label("Take back…")),
)
"""In the order in which they are wanted; the first that applies is the obvious one."""


LABELS: Mapping[Event, Callable[[Words], str]] = {
    **{each.event: each.label for each in HANDOVER_BUTTONS},
    Event.REPLY: lambda words: words.label("Answer…"),
}
ANSWERED_WITH: Mapping[Event, tuple[Event, ...]] = {
    Event.SEND: (Event.SAY, Event.ASK),
    Event.REASSIGN: (Event.SAY, Event.ASK),
    Event.CORRECT: (Event.SAY, Event.ASK),
    Event.SAY: (Event.CONFIRM, Event.CORRECT),
    Event.CONFIRM: (Event.START,),
    Event.READY: (Event.FINISH, Event.SEND_BACK),
    Event.ASK: (Event.REPLY,),
}
"""What the other of the two can do at once, under the word that tells them of a step."""


def handover_card(
    words: Words, facts: HandoverFacts, read: BriefRead, *, reader: Person | None = None
) -> Message:
    """The brief, what the developer said will be done, and whose move it is. `words` are the developers'.

    `reader`: the one before whom alone it stands.
    """
    return message(headline(words, facts), *handover_blocks(words, facts, read, reader=reader))


def handover_modal(words: Words, facts: HandoverFacts, read: BriefRead, *, reader: Person) -> dict[str, Any]:
    """The same for whoever opens it elsewhere, with what is theirs to do."""
    return modal(
        title=words.label("Request #%(number)d", number=facts.request.id),
        callback_id=READ_CALLBACK,
        close=words.label("Close"),
        private_metadata=LEADS_ON,
        blocks=handover_blocks(words, facts, read, reader=reader),
    )


def handover_blocks(
    words: Words, facts: HandoverFacts, read: BriefRead, *, reader: Person | None = None
) -> list[Block | None]:
    """The same, for a message (all that can be done by anybody) or a modal of that reader."""
    brief, request = read.brief, facts.request
    return [
        header(brief.says(Part.HEADLINE) or headline(words, facts)),
        context(*_about(words, facts)),
        *brief_parts(words, brief),
        *_understood(words, facts),
        _buttons(words, facts, reader),
        divider(),
        context(words.say("intake/brief_card/own_words", name=request.requester.name)),
        marked(fit(request.happened, ROOM_WORDS), read.glossary, translated=TRANSLATED),
        context(
            words.say("intake/handover_card/stage", stage=facts.stage.key),
            *whose_turn(words, facts.turn(None)),
            *_arrived(words, facts, in_channel=reader is None),
            *_words_known(words, facts),
        ),
    ]


def _arrived(words: Words, facts: HandoverFacts, *, in_channel: bool) -> list[Mrkdwn]:
    """Whether it has arrived, until it is understood."""
    said = tried_line(words, facts, in_channel=in_channel)
    return [said] if said else []


def _words_known(words: Words, facts: HandoverFacts) -> list[Mrkdwn]:
    """Which words in the thread do the same as the buttons."""
    return (
        [words.say("intake/handover_card/words")] if facts.stage.understood and not facts.stage.closed else []
    )


def headline(words: Words, facts: HandoverFacts) -> Mrkdwn:
    """ "#1 is with He Jun"; also the notification's text."""
    return words.say(
        "intake/handover_card/headline",
        request=facts.request.id,
        assignee=facts.assignee.name,
        due_on=facts.handover.due_on,
    )


def handover_note(words: Words, facts: HandoverFacts, number: int, *first: Element) -> Message:
    """To the other of the two: what was done with a step. `first`: what can be done before all else."""
    step = facts.step(number)
    said = words.say(
        "intake/handover_card/step",
        event=step.event.value,
        name=facts.who_did(step),
        request=facts.request.id,
        due_on=facts.handover.due_on,
    )
    row = [
        button(LABELS[each](words), PRESS + each, value=str(facts.id), primary=place == 0 and not first)
        for place, each in enumerate(ANSWERED_WITH.get(step.event, ()))
    ]
    row = [*first, *row]
    read = button(words.label("Read it…"), READ, value=str(facts.id))
    return message(said, section(said), section(quote(step.text)) if step.text else None, actions(*row, read))


def given_away_note(words: Words, facts: HandoverFacts, number: int) -> Message:
    """To the developer who had it: somebody else has it now."""
    by = facts.step(number).by or facts.owner
    said = words.say("intake/handover_card/given_away", name=by.name, request=facts.request.id)
    return message(said, section(said))


def _about(words: Words, facts: HandoverFacts) -> list[Mrkdwn]:
    """With whom it is, by when, and how much it matters."""
    said = words.say(
        "intake/handover_card/about",
        request=facts.request.id,
        branch=facts.request.branch,
        assignee=facts.assignee.name,
        by=facts.by.name,
        due_on=facts.handover.due_on,
        is_late=facts.is_late(words.now),
    )
    known = (said, priority_text(words, facts.request), issue_link(words, facts))
    return [each for each in known if each]


def issue_link(words: Words, facts: HandoverFacts) -> Mrkdwn | None:
    """Where it stands at a tracker."""
    if facts.issue is None:
        return None
    return words.say("intake/handover_card/issue", url=facts.issue.url, key=facts.issue.key)


def _understood(words: Words, facts: HandoverFacts) -> list[Block]:
    """What the developer said, what the product manager corrected, and what hinders it."""
    blocks = []
    if facts.said is not None:
        said = words.say(
            "intake/handover_card/said",
            name=facts.assignee.name,
            is_confirmed=facts.stage.understood,
            text=facts.said.text,
        )
        blocks.append(section(fit_mrkdwn(said, ROOM_SAID)))
    if facts.meant is not None:
        said = words.say(
            "intake/handover_card/meant",
            name=facts.request.requester.name,
            is_meant=facts.meant.event is Event.MEANT,
            text=facts.meant.text,
        )
        blocks.append(section(fit_mrkdwn(said, ROOM_SAID)))
    if facts.hindrance is not None and facts.hindrance.text:
        said = words.say(
            "intake/handover_card/hindrance",
            is_waiting=facts.hindrance.event is Event.WAIT,
            name=facts.who_did(facts.hindrance) or facts.owner.name,
            text=facts.hindrance.text,
        )
        blocks.append(section(fit_mrkdwn(said, ROOM_SAID)))
    if facts.asked is not None and facts.handover.is_open:
        said = words.say("intake/handover_card/asked", name=facts.assignee.name, text=facts.asked.text)
        blocks.append(section(fit_mrkdwn(said, ROOM_SAID)))
    if facts.said is None and facts.correction is not None:
        by = facts.correction.by or facts.owner
        said = words.say("intake/handover_card/corrected", name=by.name, text=facts.correction.text)
        blocks.append(section(fit_mrkdwn(said, ROOM_SAID)))
    return blocks


def _buttons(words: Words, facts: HandoverFacts, reader: Person | None) -> Block | None:
    offered = [each for each in HANDOVER_BUTTONS if each.applies(facts) and each.is_for(reader, facts)]
    if not offered:
        return None
    value = str(facts.id)
    row: list[Element | None] = [
        button(each.label(words), PRESS + each.event, value=value, primary=number == 0)
        for number, each in enumerate(offered[:IN_A_ROW])
    ]
    rest = [(f"{each.event}:{value}", each.label(words)) for each in offered[IN_A_ROW:]]
    return actions(*row, overflow(PRESS + MENU, rest) if rest else None)
