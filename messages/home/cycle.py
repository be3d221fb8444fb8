"""How far how many reviews of the company are, for HR."""

from bot.domain.home import CycleOverview
from bot.domain.reviews.way import UNRATED_MARKS, Mark
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Block, Element, actions, button, section
from messages.reviews.calibration_modal import OPEN as CALIBRATE
from messages.reviews.marks import overview
from messages.reviews.matrix_modal import OPEN as MATRIX
from messages.reviews.release_modal import OPEN as RELEASE
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.talk_overview import talk_counts
from messages.reviews.view_as_modal import OPEN as VIEW_AS

STAND_INS_SHOWN = 8


def cycle_section_title(words: Words, cycle: CycleOverview | None) -> str:
    if cycle is None:
        return words.label("The cycle")
    if cycle.beside:
        return words.label("The cycles")
    return words.label("The cycle, %(period)s", period=cycle_title(cycle.period))


def cycle_line(words: Words, cycle: CycleOverview) -> Mrkdwn:
    return Mrkdwn(
        "\n".join(
            words.say("home/line", title=cycle_title(each.period), said=_released(words, each))
            for each in (cycle, *cycle.beside)
        )
    )


def cycle_section(words: Words, cycle: CycleOverview) -> list[Block]:
    """How many are how far; of several each under its name."""
    blocks: list[Block] = []
    for each in (cycle, *cycle.beside):
        name = [words.say("home/tab", name=cycle_title(each.period))] if cycle.beside else []
        blocks.append(section(Mrkdwn("\n".join([*name, _counts(words, each)]))))
        is_last = each is (cycle, *cycle.beside)[-1]
        steps = [*_steps(words, each), *([_view_as(words)] if is_last else [])]
        blocks += [actions(*steps)] if steps else []
    return blocks


def _view_as(words: Words) -> Element:
    return button(words.label("View as…"), VIEW_AS, value="-")


def _counts(words: Words, cycle: CycleOverview) -> Mrkdwn:
    talks = [talk_counts(words, cycle.talks)] if cycle.talks else []
    counts = words.say("home/cycle", counts=overview(words, cycle.counts))
    return Mrkdwn("\n".join([_released(words, cycle), counts, *talks, *_stand_ins(words, cycle)]))


def _steps(words: Words, cycle: CycleOverview) -> list[Element]:
    found: list[Element] = []
    if cycle.counts.get(Mark.CONFIRMED):
        found.append(button(words.label("Release…"), RELEASE, value=cycle.period))
        found.append(button(words.label("Calibrate…"), CALIBRATE, value=cycle.period))
    if cycle.counts.get(Mark.RELEASED):
        found.append(button(words.label("Performance and values…"), MATRIX, value=cycle.period))
    return found


def _stand_ins(words: Words, cycle: CycleOverview) -> list[Mrkdwn]:
    shown = [
        words.say(
            "home/stand_in", count=each.reviews, delegate=short(each.delegate), manager=short(each.manager)
        )
        for each in cycle.stand_ins[:STAND_INS_SHOWN]
    ]
    more = len(cycle.stand_ins) - len(shown)
    return [*shown, *([escape(words.count("%(number)s more", "%(number)s more", more))] if more else [])]


def _released(words: Words, cycle: CycleOverview) -> Mrkdwn:
    released = cycle.counts.get(Mark.RELEASED, 0)
    total = sum(count for mark, count in cycle.counts.items() if mark not in UNRATED_MARKS)
    return words.say("home/released", released=words.number(released), total=words.number(total))
