"""How many website requests stand where, for product managers."""

from bot.domain.home import Desk
from messages.catalog import Mrkdwn, Words
from messages.intake.desk_buttons import open_button
from messages.intake.labels import stage_labels
from messages.intake.queue_modal import queue_button, queue_line
from messages.kit import Block, actions, section


def desk_title(words: Words, _desk: Desk) -> str:
    return words.label("The website desk")


def desk_section(words: Words, desk: Desk) -> list[Block]:
    """How many stand where, what is due next, and the way to all of it."""
    return [
        section(desk_line(words, desk)),
        *(
            section(queue_line(words, each), accessory=open_button(words, each.request.number))
            for each in desk.due_next
        ),
        actions(queue_button(words)),
    ]


def desk_line(words: Words, desk: Desk) -> Mrkdwn:
    """Each stage in which any stands."""
    counted = [
        words.label("%(state)s: %(count)s", state=label, count=words.number(desk.counts[stage]))
        for stage, label in stage_labels(words).items()
        if desk.counts.get(stage)
    ]
    return Mrkdwn(" · ".join(counted)) if counted else words.say("home/empty_desk")
