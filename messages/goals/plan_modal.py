"""The plan as a tree, by period, a page at a time, with what became of each goal."""

import json
from dataclasses import replace
from typing import Any

from bot.domain.goals.alignment import Alignment, Part
from bot.domain.goals.plan import OF_ALL, Goal
from bot.domain.goals.plan_view import Chosen, PlanRow, PlanView, Showing
from messages.catalog import Mrkdwn, Words
from messages.goals.kpi_lines import DIRECTIONS
from messages.kit import Block, actions, button, context, modal, overflow, section, select
from messages.quantities import said
from messages.reviews.score_lines import cycle_title, short

PLAN_VIEW = "goals.plan.view"
PERIOD = "goals.plan.period"
WHOSE = "goals.plan.whose"
SHOWING = "goals.plan.showing"
TURN_PAGE = "goals.plan.turn_page"
ADD_GOAL = "goals.plan.add"
GOAL_MENU = "goals.plan.menu"
"""The ⋯ of a goal; its values are "edit:<key>", "retire:<key>" and "back:<key>"."""
EDIT, RETIRE, BRING_BACK = "edit", "retire", "back"
EVERYBODYS = "*"
"""The choice of all goals, where whose can be chosen."""

LINES = 40
PARTS_SHOWN = 5
MOST_CHOICES = 99
NAME_LIMIT, TARGET_LIMIT, TEXT_LIMIT, OWNER_LIMIT = 100, 60, 120, 60
DEEPEST = 6


def plan_modal(words: Words, view: PlanView) -> dict[str, Any]:
    """The goals that were chosen, each under the one above it. A page that is not there is the last one."""
    last = max(0, len(view.rows) - 1) // LINES
    page = min(view.chosen.page, last)
    shown = view.rows[page * LINES : (page + 1) * LINES]
    return modal(
        title=words.label("The plan"),
        blocks=[
            _choices(words, view),
            context(_summary(words, view)),
            *(_row(words, view, row) for row in shown),
            *_pages(words, page=page, last=last),
        ],
        callback_id=PLAN_VIEW,
        close=words.label("Close"),
        private_metadata=json.dumps(carried(replace(view.chosen, page=page))),
    )


def carried(chosen: Chosen) -> dict[str, Any]:
    """What was chosen of the plan, as its view and the forms over it carry it along."""
    return {
        "period": chosen.period,
        "whose": chosen.whose or "",
        "showing": chosen.showing.value,
        "page": chosen.page,
    }


def goal_line(words: Words, goal: Goal) -> Mrkdwn:
    """ "*Visits to the shop* · 150,000 visits · Marketing · 2027 Q1"."""
    return words.say(
        "goals/plan_modal/goal",
        name=short(words.pick(goal.name), NAME_LIMIT),
        target=short(target_text(words, goal), TARGET_LIMIT),
        owner=short(goal.department or words.label("The company"), OWNER_LIMIT),
        period=cycle_title(goal.period),
    )


def goal_text(words: Words, goal: Goal) -> str:
    """The same as a choice of a menu: its name, whose it is, when."""
    owner = goal.department or words.label("The company")
    return f"{words.pick(goal.name)} · {owner} · {cycle_title(goal.period)}"


def target_text(words: Words, goal: Goal) -> str:
    """A goal's target as its reader writes numbers, with its unit."""
    amount, unit = goal.amount, words.pick({OF_ALL: "", **goal.unit})
    return goal.target if amount is None else said(words, amount, quantity=goal.quantity, unit=unit)


def _choices(words: Words, view: PlanView) -> Block | None:
    periods = [(each, cycle_title(each)) for each in view.periods[:MOST_CHOICES]]
    owners = [
        (EVERYBODYS, words.label("Everybody's goals")),
        *((each, words.label("%(department)s and the company", department=each)) for each in view.owners),
    ]
    showing = [
        (Showing.ALL.value, words.label("All goals")),
        (Showing.OPEN.value, words.label("What needs a look")),
        (Showing.RETIRED.value, words.label("Retired goals")),
    ]
    can_choose = [
        each
        for each in showing
        if (each[0] != Showing.OPEN or view.open_count is not None)
        and (each[0] != Showing.RETIRED or view.may_change)
    ]
    chosen = view.chosen
    add = button(words.label("Add a goal…"), ADD_GOAL, value="new", primary=view.is_empty)
    elements = [
        select(PERIOD, periods, placeholder=words.label("Period"), chosen=chosen.period) if periods else None,
        select(
            WHOSE,
            owners[: MOST_CHOICES + 1],
            placeholder=words.label("Whose goals"),
            chosen=chosen.whose or EVERYBODYS,
        ),
        select(SHOWING, can_choose, placeholder=words.label("Which goals"), chosen=chosen.showing)
        if len(can_choose) > 1
        else None,
        add if view.may_change else None,
    ]
    return actions(*elements)


def _summary(words: Words, view: PlanView) -> Mrkdwn:
    return words.say(
        "goals/plan_modal/summary",
        is_empty=view.is_empty,
        may_change=view.may_change,
        showing=view.chosen.showing.value,
        period=cycle_title(view.chosen.period),
        count=len(view.rows),
        open_count=view.open_count,
        uneven_count=view.uneven_count,
    )


def _row(words: Words, view: PlanView, row: PlanRow) -> Block:
    goal = row.goal
    indent = "\N{EM SPACE}" * 2 * (min(row.depth, DEEPEST) - 1) + "↳ " if row.depth else ""
    lines = [Mrkdwn(indent + goal_line(words, goal)), _about(words, goal)]
    if row.taken is not None and view.chosen.showing is not Showing.RETIRED:
        lines += _taken(words, row.taken)
    accessory = overflow(GOAL_MENU, _menu(words, view, goal)) if view.may_change else None
    text = Mrkdwn("\n".join(line for line in lines if line))
    return section(text, accessory=accessory, block_id=f"goal:{goal.key}")


def _menu(words: Words, view: PlanView, goal: Goal) -> list[tuple[str, str]]:
    if view.chosen.showing is Showing.RETIRED:
        return [(f"{BRING_BACK}:{goal.key}", words.label("Bring it back"))]
    return [
        (f"{EDIT}:{goal.key}", words.label("Edit…")),
        (f"{RETIRE}:{goal.key}", words.label("Retire…")),
    ]


def _about(words: Words, goal: Goal) -> Mrkdwn:
    return words.say(
        "goals/plan_modal/about",
        direction=DIRECTIONS[goal.direction](words),
        measure=short(words.pick({OF_ALL: "", **goal.measure}), TEXT_LIMIT),
        source=short(words.pick({OF_ALL: "", **goal.source}), TEXT_LIMIT),
    )


def _taken(words: Words, taken: Alignment) -> list[Mrkdwn]:
    """Who has taken it up, and what that comes to."""
    named = [_part(words, part) for part in taken.parts[:PARTS_SHOWN]]
    lines = [
        words.say(
            "goals/plan_modal/taken",
            is_taken=taken.is_taken_up,
            parts=named,
            more=len(taken.parts) - len(named),
        )
    ]
    if taken.total is not None and taken.goal.amount is not None:
        lines.append(_comes_to(words, taken))
    return lines


def _part(words: Words, part: Part) -> Mrkdwn:
    return words.say(
        "goals/plan_modal/part",
        owner=short(words.names(part.owners or [words.label("The company")]), OWNER_LIMIT),
        name=short(words.pick(part.name), OWNER_LIMIT),
        target=short(part.target, TARGET_LIMIT),
    )


def _comes_to(words: Words, taken: Alignment) -> Mrkdwn:
    goal, total, amount = taken.goal, taken.total, taken.goal.amount
    assert total is not None
    assert amount is not None
    unit = words.pick({OF_ALL: "", **goal.unit})
    return words.say(
        "goals/plan_modal/comes_to",
        balance=taken.balance.value if taken.balance else None,
        total=said(words, total, quantity=goal.quantity, unit=unit),
        target=said(words, amount, quantity=goal.quantity, unit=unit),
        off=said(words, abs(total - amount), quantity=goal.quantity, unit=unit),
    )


def _pages(words: Words, *, page: int, last: int) -> list[Block]:
    if not last:
        return []
    earlier = button(words.label("Previous page"), f"{TURN_PAGE}.earlier", value=str(page - 1))
    later = button(words.label("Next page"), f"{TURN_PAGE}.later", value=str(page + 1))
    return [
        context(words.say("concerns/page", page=page + 1, pages=last + 1)),
        actions(earlier if page else None, later if page < last else None),
    ]
