"""How far asking reaches: one line a department, a page at a time; the definitions stand beneath."""

import json
from decimal import Decimal
from typing import Any

from bot.domain.nudging.reach import PeriodReach, Reach
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, context, modal, section
from messages.reviews.score_lines import cycle_title, short

TURN_PAGE = "nudging.reach.turn_page"
OPEN = "nudging.reach.open"

LINES = 40
PER_SECTION = 10


def reach_modal(words: Words, found: PeriodReach, *, page: int = 0) -> dict[str, Any]:
    """The latest department first, after the company as a whole. A page that is not there is the last one."""
    last = max(0, len(found.departments) - 1) // LINES
    page = min(page, last)
    shown = found.departments[page * LINES : (page + 1) * LINES]
    lines = [reach_line(words, each) for each in shown]
    return modal(
        title=words.label("Reach, %(cycle)s", cycle=cycle_title(found.period)),
        blocks=[
            section(reach_line(words, found.whole, is_whole=True)) if found.whole else None,
            *(
                section(Mrkdwn("\n".join(lines[start : start + PER_SECTION])))
                for start in range(0, len(lines), PER_SECTION)
            ),
            None if shown else section(words.say("nudging/reach_modal/nothing")),
            context(words.say("nudging/reach_modal/meaning", least=found.least)),
            *_pages(words, page=page, last=last),
        ],
        callback_id="nudging.reach",
        close=words.label("Close"),
        private_metadata=json.dumps({"period": found.period}),
    )


def reach_line(words: Words, each: Reach, *, is_whole: bool = False) -> Mrkdwn:
    """Counts of one department, of small ones together, or of the company."""
    nudges = each.nudges_per_step
    return words.say(
        "nudging/reach_modal/line",
        name=short(each.name) if each.name else "",
        is_whole=is_whole,
        people=each.people,
        steps=each.steps,
        on_time=each.on_time,
        late=each.late,
        share=round(each.late_share * 100),
        waiting=each.open,
        nudges=words.number(Decimal(f"{nudges:.1f}")) if nudges is not None else "",
        days=each.median_days,
    )


def _pages(words: Words, *, page: int, last: int) -> list[Block]:
    if not last:
        return []
    earlier = button(words.label("Previous page"), f"{TURN_PAGE}.earlier", value=str(page - 1))
    later = button(words.label("Next page"), f"{TURN_PAGE}.later", value=str(page + 1))
    return [
        context(words.say("nudging/reach_modal/page", page=page + 1, pages=last + 1)),
        actions(earlier if page else None, later if page < last else None),
    ]
