"""How many website requests stand where, for product managers."""

from bot.domain.home import Desk
from messages.catalog import Mrkdwn, Words
from messages.intake.labels import stage_labels
from messages.kit import Block, section


def desk_title(words: Words, _desk: Desk) -> str:
    return words.label("The website desk")


def desk_section(words: Words, desk: Desk) -> list[Block]:
    return [section(desk_line(words, desk))]


def desk_line(words: Words, desk: Desk) -> Mrkdwn:
    """Each stage in which any stands."""
    counted = [
        words.label("%(state)s: %(count)s", state=label, count=words.number(desk.counts[stage]))
        for stage, label in stage_labels(words).items()
        if desk.counts.get(stage)
    ]
    return Mrkdwn(" · ".join(counted)) if counted else words.say("home/empty_desk")
