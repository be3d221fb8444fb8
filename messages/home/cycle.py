"""How far how many reviews of the company are, for HR."""

from bot.domain.home import CycleOverview
from bot.domain.reviews.way import Mark
from messages.catalog import Words
from messages.kit import Block, section
from messages.reviews.marks import overview
from messages.reviews.score_lines import cycle_title


def cycle_section_title(words: Words, cycle: CycleOverview) -> str:
    return words.label("The cycle, %(period)s", period=cycle_title(cycle.period))


def cycle_section(words: Words, cycle: CycleOverview) -> list[Block]:
    said = words.say(
        "home/cycle",
        total=sum(cycle.counts.values()),
        approved=cycle.counts.get(Mark.APPROVED, 0),
        counts=overview(words, cycle.counts),
    )
    return [section(said)]
