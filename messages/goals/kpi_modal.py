"""One KPI is one form."""

import json
from typing import Any

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.draft import KpiForm, SheetForm
from bot.domain.goals.kpi_form import (
    ANCHORS_LIMIT,
    NAME_LIMIT,
    SOURCE_LIMIT,
    TARGET_LIMIT,
    TEXT_LIMIT,
    UNIT_LIMIT,
    TypedKpi,
)
from bot.domain.goals.sheet import weight_of
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Measures
from messages.catalog import Words
from messages.goals.kpi_lines import DIRECTIONS, LABELS, MEASURES, QUANTITIES, SCORED_BY, kpi_line
from messages.goals.plan_modal import goal_text
from messages.kit import (
    Block,
    context,
    field_input,
    modal,
    person_input,
    radio_buttons,
    section,
    select,
    text_input,
)
from messages.reviews.score_lines import short

KPI_FORM = "goals.sheet.kpi_form"
VALUE = "value"
NONE = "none"
"""The choice of none of the others."""
OWN = ("weight", "duty")
"""What is everybody's own of a KPI that they share."""
MOST_CHOICES = 99
"""Of a menu, beside the choice of none."""
MOST_AT_ONCE = 3
"""Choices that are all seen at once; of more one is picked from a menu."""


def kpi_modal(words: Words, form: KpiForm) -> dict[str, Any]:
    """Everything that both sides agree on about a KPI."""
    others = weight_of([kpi for kpi in form.sheet.kpis if kpi.key != form.key])
    return modal(
        title=words.label("KPI"),
        blocks=[
            section(words.say("goals/kpi_modal/kept")) if form.was_kept else None,
            context(words.say("goals/kpi_modal/intro", others=others, left=max(0, 100 - others))),
            *(_own(words, form) if form.is_shared else _inputs(words, form)),
        ],
        callback_id=KPI_FORM,
        close=words.label("Cancel"),
        submit=words.label("Put on the sheet"),
        private_metadata=json.dumps({"goals": form.sheet.goals.id, "key": form.key}),
        notify_on_close=True,
    )


def shared_inputs(words: Words, form: KpiForm) -> list[Block]:
    """What all who share a KPI have in common: everything but the weight and the duty."""
    inputs = _inputs(words, form)
    return [block for block in inputs if block is not None and block["block_id"] not in OWN]


def _own(words: Words, form: KpiForm) -> list[Block]:
    """Of a KPI that others share only what is one's own; the rest is changed for all."""
    assert form.own is not None
    names = [str(short(name, 40)) for name in form.sheet.named.owners.get(form.own.shared_id or 0, ())]
    return [
        section(kpi_line(words, form.own)),
        section(words.say("goals/kpi_modal/shared", names=words.names(names) if names else "")),
        *(block for block in _inputs(words, form) if block is not None and block["block_id"] in OWN),
    ]


def _inputs(words: Words, form: KpiForm) -> list[Block | None]:
    return [
        *_what(words, form.typed),
        *_earns(words, form.sheet, form.typed),
        *_belongs(words, form),
    ]


def _what(words: Words, typed: TypedKpi) -> list[Block]:
    quantities = [(quantity.value, QUANTITIES[quantity](words)) for quantity in Quantity]
    return [
        _text(words, "name", typed.name, NAME_LIMIT, is_asked=True),
        _text(words, "weight", typed.weight, 10, is_asked=True),
        _choice(words, "quantity", [*quantities, (NONE, QUANTITIES[None](words))], typed.quantity or NONE),
        _text(
            words,
            "target",
            typed.target,
            TARGET_LIMIT,
            is_asked=True,
            hint=words.plain("goals/kpi_modal/target_hint"),
        ),
        _text(words, "unit", typed.unit, UNIT_LIMIT, hint=words.label("For example: CNY, orders a day.")),
        _text(words, "measure", typed.measure, TEXT_LIMIT),
    ]


def _earns(words: Words, form: SheetForm, typed: TypedKpi) -> list[Block]:
    directions = [(direction.value, DIRECTIONS[direction](words)) for direction in Direction]
    scored_by = [(each.value, SCORED_BY[each](words)) for each in ScoredBy]
    points = words.label(", ").join(words.number(point) for point in form.cycle.scheme.points)
    return [
        _choice(words, "direction", [*directions, (NONE, DIRECTIONS[None](words))], typed.direction or NONE),
        _choice(words, "scored_by", scored_by, typed.scored_by),
        _text(
            words,
            "anchors",
            typed.anchors,
            ANCHORS_LIMIT,
            is_asked=True,
            multiline=True,
            hint=words.plain("goals/kpi_modal/anchors_hint", points=points),
        ),
    ]


def _belongs(words: Words, form: KpiForm) -> list[Block | None]:
    typed = form.typed
    source_id = form.source.slack_id if form.source else None
    by = person_input(VALUE, placeholder=words.label("Nobody: the employee knows it"), chosen=source_id)
    return [
        _duty(words, form.sheet, typed),
        _above(words, form),
        _text(words, "result", typed.result, TEXT_LIMIT),
        _measures(words, form),
        _text(words, "source", typed.source, SOURCE_LIMIT),
        field_input(LABELS["figure_by_id"](words), by, block_id="figure_by_id", optional=True),
        _text(words, "arrives_days", typed.arrives_days, 4),
    ]


def _measures(words: Words, form: KpiForm) -> Block:
    """A KPI that says nothing of it goes on saying nothing, until somebody chooses."""
    says_nothing = form.key is not None and not form.typed.measures
    choices = [(each.value, MEASURES[each](words)) for each in Measures]
    if says_nothing:
        choices.append((NONE, words.label("Not said")))
    chosen = form.typed.measures or (NONE if says_nothing else Measures.RESULT.value)
    return _choice(words, "measures", choices, chosen)


def _duty(words: Words, form: SheetForm, typed: TypedKpi) -> Block:
    """Chosen among those of the post; written where Steward knows none."""
    known = [words.pick(duty.name) for duty in form.post.duties] if form.post else []
    if not known:
        return _text(words, "duty", typed.duty, NAME_LIMIT)
    duties = [duty for duty in dict.fromkeys([*known, typed.duty]) if duty]
    choices = [*((duty, duty) for duty in duties), (NONE, words.label("None of them"))]
    return _choice(words, "duty", choices, typed.duty or NONE)


def _above(words: Words, form: KpiForm) -> Block | None:
    """The goals of the plan that it can hang on, where there are any."""
    choices = [(goal.key, goal_text(words, goal)) for goal in form.above[:MOST_CHOICES]]
    if not choices:
        return None
    chosen = form.typed.goal_key if form.typed.goal_key in dict(choices) else NONE
    return _choice(words, "goal_key", [(NONE, words.label("None of them")), *choices], chosen)


def _text(
    words: Words,
    name: str,
    typed: str,
    limit: int,
    *,
    is_asked: bool = False,
    multiline: bool | None = None,
    hint: str | None = None,
) -> Block:
    return field_input(
        LABELS[name](words),
        text_input(VALUE, typed=typed, limit=limit, multiline=multiline),
        block_id=name,
        hint=hint,
        optional=not is_asked,
    )


def _choice(words: Words, name: str, choices: list[tuple[str, str]], chosen: str) -> Block:
    few = len(choices) <= MOST_AT_ONCE
    element = (
        radio_buttons(VALUE, choices, chosen=chosen)
        if few
        else select(VALUE, choices, placeholder=words.label("Choose"), chosen=chosen)
    )
    return field_input(LABELS[name](words), element, block_id=name)
