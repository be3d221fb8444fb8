"""One goal of the plan is one form; and the question before one is retired."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import (
    MEASURE_LIMIT,
    NAME_LIMIT,
    OF_ALL,
    SOURCE_LIMIT,
    TARGET_LIMIT,
    UNIT_LIMIT,
    Changed,
    What,
)
from bot.domain.goals.plan_form import GoalForm, RetireForm
from bot.domain.goals.plan_view import Chosen
from bot.domain.quantities import Quantity
from messages.catalog import Mrkdwn, Words
from messages.goals.kpi_lines import DIRECTIONS, LABELS, QUANTITIES
from messages.goals.plan_modal import carried, goal_line, goal_text
from messages.kit import (
    Block,
    context,
    field_input,
    fit,
    modal,
    person_input,
    radio_buttons,
    section,
    select,
    text_input,
)
from messages.reviews.score_lines import short

GOAL_FORM = "goals.plan.goal_form"
RETIRE_FORM = "goals.plan.retire_form"
NONE = "*"
"""The choice of none of the others: the company, no goal above."""
MOST_CHOICES = 99
NEWS_SHOWN = 5
FIELD_LIMIT = 80
PERIOD_LIMIT = 20

FIELD_LABELS: Mapping[str, Callable[[Words], str]] = {
    **{name: LABELS[name] for name in ("name", "quantity", "target", "unit", "direction")},
    **{name: LABELS[name] for name in ("measure", "source")},
    "figure_by": LABELS["figure_by_id"],
    "department": lambda words: words.label("Whose goal it is"),
    "period": lambda words: words.label("Period"),
    "parent": lambda words: words.label("The goal above it"),
}
"""How each field of a goal is called; see bot.domain.goals.plan.FIELDS."""


def plan_goal_modal(
    words: Words, form: GoalForm, *, over: Chosen, notice: Mrkdwn | None = None
) -> dict[str, Any]:
    """Everything that a goal says. `over`: what is on the screen beneath it."""
    return modal(
        title=words.label("Change a goal") if form.seen else words.label("Add a goal"),
        blocks=[
            section(notice) if notice else None,
            context(words.say("goals/plan_goal_modal/kept", at=form.kept_at)) if form.kept_at else None,
            *_news(words, form),
            *_what(words, form),
            *_where(words, form),
            *_figure(words, form),
            context(words.say("goals/plan_goal_modal/key", key=form.key)) if form.seen else None,
        ],
        callback_id=GOAL_FORM,
        close=words.label("Cancel"),
        submit=words.label("Save"),
        private_metadata=json.dumps({"key": form.key, "seen": form.seen, "plan": carried(over)}),
        notify_on_close=True,
    )


def retire_modal(words: Words, form: RetireForm, *, over: Chosen) -> dict[str, Any]:
    """What retiring it means, before it is done."""
    return modal(
        title=words.label("Retire a goal"),
        blocks=[
            section(goal_line(words, form.goal)),
            section(words.say("goals/plan_goal_modal/retire", count=form.kpis)),
        ],
        callback_id=RETIRE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Retire"),
        private_metadata=json.dumps({"key": form.goal.key, "seen": form.seen, "plan": carried(over)}),
    )


def _news(words: Words, form: GoalForm) -> list[Block]:
    """What others changed meanwhile, line by line, the newest first."""
    if not form.news:
        return []
    lines = [line for each in form.news[:NEWS_SHOWN] for line in _changed(words, each)]
    return [section(words.say("goals/plan_goal_modal/news")), section(Mrkdwn("\n".join(lines)))]


def _changed(words: Words, change: Changed) -> list[Mrkdwn]:
    by = change.by or words.label("The command line")
    said = []
    if change.what in (What.RETIRED, What.RETURNED):
        is_gone = change.what is What.RETIRED
        said = [words.say("goals/plan_goal_modal/retired", by=by, at=change.at, is_gone=is_gone)]
    return said + [
        words.say(
            "goals/plan_goal_modal/changed",
            by=by,
            at=change.at,
            label=FIELD_LABELS[field](words),
            was=short(_kept_text(words, field, change.was[field]), FIELD_LIMIT),
            now=short(_kept_text(words, field, change.now[field]), FIELD_LIMIT),
        )
        for field in change.was
        if field in FIELD_LABELS
    ]


def _kept_text(words: Words, field: str, value: Any) -> str:
    """What a field said, of what the history keeps."""
    if isinstance(value, Mapping):
        return words.pick({OF_ALL: "", **value}) or "–"
    if field == "quantity":
        return QUANTITIES[Quantity(value)](words)
    if field == "direction":
        return DIRECTIONS[Direction(value)](words)
    if field == "department":
        return value or words.label("The company")
    return str(value or "–")


def _what(words: Words, form: GoalForm) -> list[Block]:
    quantities = [(quantity.value, QUANTITIES[quantity](words)) for quantity in Quantity]
    directions = [(direction.value, DIRECTIONS[direction](words)) for direction in Direction]
    target_hint = words.plain("goals/plan_goal_modal/target_hint")
    unit_hint = words.label("For example: CNY, orders a day.")
    return [
        _text(words, form, "name", NAME_LIMIT, is_asked=True),
        _choice(words, form, "quantity", quantities, form.typed.quantity or Quantity.COUNT.value),
        _text(words, form, "target", TARGET_LIMIT, is_asked=True, hint=target_hint),
        _text(words, form, "unit", UNIT_LIMIT, hint=unit_hint),
        field_input(
            FIELD_LABELS["direction"](words),
            radio_buttons(_value(form), directions, chosen=form.typed.direction),
            block_id="direction",
        ),
    ]


def _where(words: Words, form: GoalForm) -> list[Block]:
    period_hint = words.label("A year, a half-year or a quarter: 2027, 2027H1 or 2027Q1.")
    departments = [(each, each) for each in form.departments]
    above = [(goal.key, goal_text(words, goal)) for goal in form.above]
    at_top = words.label("None: it is at the top")
    return [
        _text(words, form, "period", PERIOD_LIMIT, is_asked=True, hint=period_hint),
        _or_none(words, form, "department", words.label("The company"), departments),
        _or_none(words, form, "parent", at_top, above),
    ]


def _figure(words: Words, form: GoalForm) -> list[Block]:
    source_id = form.source.slack_id if form.source else None
    by = person_input(_value(form), placeholder=words.label("Nobody yet"), chosen=source_id)
    return [
        _text(words, form, "measure", MEASURE_LIMIT),
        _text(words, form, "source", SOURCE_LIMIT),
        field_input(FIELD_LABELS["figure_by"](words), by, block_id="figure_by", optional=True),
    ]


def _value(form: GoalForm) -> str:
    """Another one after somebody else's change: Slack keeps under the same what it showed before."""
    return f"value.{form.seen}"


def _text(
    words: Words, form: GoalForm, name: str, limit: int, *, is_asked: bool = False, hint: str | None = None
) -> Block:
    is_long = name in ("measure", "source") or None
    typed = fit(getattr(form.typed, name), limit)
    element = text_input(_value(form), typed=typed, limit=limit, multiline=is_long)
    return field_input(FIELD_LABELS[name](words), element, block_id=name, hint=hint, optional=not is_asked)


def _choice(
    words: Words,
    form: GoalForm,
    name: str,
    choices: list[tuple[str, str]],
    chosen: str,
    *,
    hint: str | None = None,
) -> Block:
    menu = select(_value(form), choices, placeholder=words.label("Choose"), chosen=chosen)
    return field_input(FIELD_LABELS[name](words), menu, block_id=name, hint=hint)


def _or_none(words: Words, form: GoalForm, name: str, none: str, choices: list[tuple[str, str]]) -> Block:
    """Chosen from a menu, as far as Slack takes so many; what was chosen is always among them."""
    chosen, shown = getattr(form.typed, name), choices[:MOST_CHOICES]
    if chosen and chosen not in dict(shown):
        shown = [*shown[:-1], *((value, label) for value, label in choices if value == chosen)]
    is_cut = len(choices) > MOST_CHOICES
    hint = words.label("Only the first %(count)s are shown.", count=MOST_CHOICES) if is_cut else None
    return _choice(words, form, name, [(NONE, none), *shown], chosen or NONE, hint=hint)
