"""The form in which somebody enters all figures of a period: fields, then all of it read over."""

import json
from typing import Any

from bot.domain.goals.figures import FiguresForm, NewFigure, Wanted
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.figure_lines import figure_line
from messages.kit import (
    Block,
    actions,
    button,
    context,
    field_input,
    fit,
    fit_mrkdwn,
    modal,
    section,
    text_input,
)
from messages.quantities import said
from messages.reviews.score_lines import cycle_title, goal_of, short

NEXT = "goals.figures.next"
ENTER = "goals.figures.enter"
BACK = "goals.figures.back"
"""The button's value is the page to which it leads."""
FIGURE = "goals.figures.figure"
DONE = "goals.figures.done"

LINES_SHOWN = 300
LINES_IN_A_SECTION = 10
HINT_LIMIT = 150


def field_of(wanted: Wanted) -> str:
    """The block of one figure; the same on every page, so that Slack keeps what is typed."""
    return f"figure:{wanted.place}"


def figures_modal(words: Words, form: FiguresForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """The form at its page; on the last one it is read over. `notice`: why it is shown again."""
    view = modal(
        title=words.label("%(period)s figures", period=cycle_title(form.period)),
        blocks=[
            context(_progress(words, form)),
            section(notice) if notice else None,
            *(_read_over(words, form) if form.is_read_over else _fields(words, form)),
            _back(words, form),
        ],
        callback_id=ENTER if form.is_read_over else NEXT,
        submit=words.label("Enter") if form.is_read_over else words.label("Next"),
        close=words.label("Close"),
        private_metadata=json.dumps(
            {
                "cycle": form.cycle_id,
                "page": form.page,
                "read_at": form.saved_at.isoformat() if form.saved_at else "",
            }
        ),
    )
    return view if form.is_read_over else {**view, "notify_on_close": True}


def entered_modal(words: Words, form: FiguresForm) -> dict[str, Any]:
    """After it was entered: what holds now, as it was understood."""
    held = [each for each in form.wanted if each.held]
    said_ = words.say("goals/figures_modal/entered", there=len(held), total=len(form.wanted))
    return modal(
        title=words.label("%(period)s figures", period=cycle_title(form.period)),
        blocks=[section(said_), *_listed(words, [_held(words, each) for each in held])],
        callback_id=DONE,
        close=words.label("Close"),
    )


def _progress(words: Words, form: FiguresForm) -> Mrkdwn:
    return words.say("goals/figures_modal/progress", page=form.page, pages=form.pages, saved_at=form.saved_at)


def _fields(words: Words, form: FiguresForm) -> list[Block]:
    fields = [_field(words, form, each) for each in form.on_page(form.page)]
    return [section(words.say("goals/figures_modal/intro")), *fields]


def _field(words: Words, form: FiguresForm, wanted: Wanted) -> Block:
    return field_input(
        fit(f"{wanted.name} · {wanted.whose}", 200),
        text_input(FIGURE, typed=form.text(wanted) or None, limit=120),
        block_id=field_of(wanted),
        optional=True,
        hint=fit(_hint(words, wanted), HINT_LIMIT),
    )


def _hint(words: Words, wanted: Wanted) -> str:
    target = goal_of(words, wanted.target, wanted.unit, quantity=wanted.quantity)
    return words.label("Target: %(target)s. From: %(source)s", target=target, source=wanted.source)


def _read_over(words: Words, form: FiguresForm) -> list[Block]:
    news = form.news()
    missing = sum(not form.text(each) for each in form.wanted)
    by_place = {each.place: each for each in form.wanted}
    intro = words.say("goals/figures_modal/read_over", news=len(news), missing=missing)
    return [section(intro), *_listed(words, [_new(words, by_place[each.place], each) for each in news])]


def _new(words: Words, wanted: Wanted, new: NewFigure) -> Mrkdwn:
    """What was understood, beside what was typed where that looks different."""
    understood = _understood(words, wanted, new)
    return words.say(
        "goals/figures_modal/line",
        name=short(wanted.name),
        whose=short(wanted.whose),
        figure=short(understood),
        typed=short(new.typed) if new.typed != understood else None,
    )


def _understood(words: Words, wanted: Wanted, new: NewFigure) -> str:
    if wanted.quantity is None:
        return new.typed
    if new.value is None:
        return words.label("no figure")
    return said(words, new.value, quantity=wanted.quantity, unit=wanted.unit)


def _held(words: Words, wanted: Wanted) -> Mrkdwn:
    assert wanted.held is not None
    line = figure_line(words, wanted.held, quantity=wanted.quantity, unit=wanted.unit)
    return words.say(
        "goals/figures_modal/line",
        name=short(wanted.name),
        whose=short(wanted.whose),
        figure=line,
        typed=None,
    )


def _listed(words: Words, lines: list[Mrkdwn]) -> list[Block]:
    shown = lines[:LINES_SHOWN]
    if len(lines) > LINES_SHOWN:
        more = words.count("%(number)s more", "%(number)s more", len(lines) - LINES_SHOWN)
        shown.append(escape(f"… {more}"))
    return [
        section(fit_mrkdwn("\n".join(shown[at : at + LINES_IN_A_SECTION])))
        for at in range(0, len(shown), LINES_IN_A_SECTION)
    ]


def _back(words: Words, form: FiguresForm) -> Block | None:
    if form.page == 1:
        return None
    return actions(
        button(words.label("Back"), BACK, value=str(form.page - 1)), block_id=f"figures:back:{form.page}"
    )
