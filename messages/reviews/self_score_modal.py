"""The form in which somebody scores themselves: one modal, one screen of thought a step."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.reviews.facts import Item
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.self_score import (
    ACTUAL_LIMIT,
    TEXT_LIMIT,
    Answer,
    Part,
    Problem,
    SelfScoreForm,
    Step,
    StepKind,
)
from bot.domain.weeks import pocket
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    Element,
    actions,
    button,
    context,
    field_input,
    modal,
    section,
    select_several,
    text_input,
)
from messages.reviews.balance_lines import balance_block
from messages.reviews.score_lines import in_full, short
from messages.reviews.sections import ItemLine, Renderer, rendered
from messages.reviews.self_score_fields import block_id
from messages.reviews.self_score_files import files_beside, is_about_files
from messages.reviews.self_score_items import overview
from messages.reviews.self_score_pocket import pocket_beside
from messages.steps import back, progress

NEXT = "reviews.self_score.next"
SUBMIT = "reviews.self_score.submit"
GO_TO = "reviews.self_score.go_to"
"""Back, or straight to a step that is to be changed; the button's value is the step."""
WRITE = "reviews.self_score.write"
"""The button's value is the item."""
ACTUAL = "reviews.self_score.actual"
EVIDENCE = "reviews.self_score.evidence"
RUNGS = "reviews.self_score.rungs"
"""For which rungs a case speaks; behind it which can be chosen: under the same name Slack would keep those
that were chosen of others.
"""
COMMENT = "reviews.self_score.comment"
COMMENT_BLOCK = "self_score:comment"

ROOMY = 90
"""Blocks with which a screen still has its lines between items; Slack takes 100."""
FEW = 4
"""Items beside which there is room to see all their scores at once."""


def self_score_modal(words: Words, form: SelfScoreForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """The form at its draft's step. `notice`: why it is shown again."""
    number = form.draft.step
    step = form.steps[number - 1]
    is_last = step.kind is StepKind.READ_OVER
    return modal(
        title=words.label("Your year") if form.cycle.scheme.asks_periods else words.label("Score yourself"),
        blocks=[
            context(progress(words, step=form.draft.step, total=len(form.steps), saved_at=form.saved_at)),
            section(notice) if notice else None,
            *_question(words, form),
            *_fields(words, form, step),
            back(words, number, GO_TO, form="self_score") if number > 1 else None,
        ],
        callback_id=SUBMIT if is_last else NEXT,
        submit=words.label("Submit") if is_last else words.label("Next"),
        close=words.label("Close"),
        private_metadata=json.dumps(
            {
                "review": form.review_id,
                "step": number,
                "read_at": form.saved_at.isoformat() if form.saved_at else "",
            }
        ),
    ) | {"notify_on_close": True}


def case_notice(words: Words, form: SelfScoreForm, problems: Sequence[Problem]) -> Mrkdwn | None:
    """Why a case is asked for on this step, where its field had not been on screen."""
    step = form.steps[form.draft.step - 1]
    item = next((each.item for each in problems if each.part is Part.EVIDENCE), None)
    if step.section is None or item is None:
        return None
    score = form.draft.answer(*item).score
    return words.say(
        "reviews/self_score_modal/case_wanted",
        need=step.section.case_needed(score).value,
        score=score,
        name=rendered(words, form.cycle.scheme, step.section, form.basis).line(item[1]).name,
    )


def _question(words: Words, form: SelfScoreForm) -> list[Block]:
    if not form.question:
        return []
    asks = section(words.say("reviews/self_score_modal/question", manager=short(form.manager.name)))
    return [asks, *(section(piece) for piece in in_full(form.question))]


def _fields(words: Words, form: SelfScoreForm, step: Step) -> Sequence[Block | None]:
    if step.kind is StepKind.READ_OVER or step.section is None:
        return _read_over(words, form)
    shown = rendered(words, form.cycle.scheme, step.section, form.basis)
    fields = (field for key in step.items for field in _item(words, form, shown, step, key))
    all_scored = all(form.draft.answer(*item).score is not None for item in step.scored)
    outro = shown.outro(all_scored=all_scored)
    blocks = [field for field in (*shown.intro(), *fields, *outro) if field is not None]
    for is_spared in (_is_line, is_about_files):
        if len(blocks) > ROOMY:
            blocks = [each for each in blocks if not is_spared(each)]
    return blocks


def _is_line(block: Block) -> bool:
    return bool(block["type"] == "divider")


def _item(
    words: Words, form: SelfScoreForm, shown: Renderer[Any], step: Step, key: str
) -> list[Block | None]:
    line = shown.line(key)
    answer, taken = form.draft.answer(*line.item), form.draft.taken.get(line.item, 0)
    need = shown.section.case_needed(answer.score)
    asks = need is not Need.NONE or taken > 0
    asked = shown.asked(key)
    return [
        *_asked(words, asked, line.item, is_open=asks),
        pocket_beside(
            words,
            form.pocket.get(line.item, ()),
            line.item,
            typed=answer.evidence,
            taken=taken,
            noted=form.noted.get(line.item, ()),
        ),
        _figure(words, line, answer, prefilled=shown.prefilled(key)) if shown.section.has_figure else None,
        *shown.score(key, answer, at_once=len(step.items) <= FEW),
        _case(words, line, answer, need, taken=taken, limit=step.case_limit) if asks else None,
        _below(words, asked, line.item, answer, is_open=asks),
        _rungs(words, shown, line, answer) if asks else None,
        *(files_beside(words, line.name, line.item, answer, form.files) if asks else ()),
    ]


def _asked(words: Words, asked: list[Block], item: Item, *, is_open: bool) -> list[Block]:
    """What is scored, and the way to a case for it where none is asked for."""
    at = next((number for number, block in enumerate(asked) if block["type"] == "section"), None)
    if at is None or is_open:
        return asked
    return [*asked[:at], {**asked[at], "accessory": _write(words, item)}, *asked[at + 1 :]]


def _below(words: Words, asked: list[Block], item: Item, answer: Answer, *, is_open: bool) -> Block | None:
    """The same where no text stands beside which it could: once it is scored, and no case is asked for."""
    if is_open or answer.score is None or any(block["type"] == "section" for block in asked):
        return None
    return actions(_write(words, item))


def _write(words: Words, item: Item) -> Element:
    return button(words.label("Write a case…"), WRITE, value=f"{item[0]}:{item[1]}")


def _figure(words: Words, line: ItemLine, answer: Answer, *, prefilled: str | None) -> Block:
    return field_input(
        words.label("%(name)s: figure reached", name=line.name),
        text_input(ACTUAL, typed=prefilled if answer.actual is None else answer.actual, limit=ACTUAL_LIMIT),
        block_id=block_id(Part.ACTUAL, line.item),
    )


def _case(words: Words, line: ItemLine, answer: Answer, need: Need, *, taken: int, limit: int) -> Block:
    """What was put there out of the pocket stands there even where no score asks for it."""
    name, hint = line.name, words.label("What happened, when, and who was there.")
    if need is Need.WORDS:
        label = words.label("Your year in your own words")
        hint = words.label("What came of it, what you learnt, what you want next.")
    elif need is Need.NONE:
        label = words.label("%(name)s: what shows it", name=name)
    elif need is Need.AGAINST:
        label = words.label("%(name)s: a case of what went against it", name=name)
    else:
        label = words.label("%(name)s: a convincing case for it", name=name)
    return field_input(
        label,
        text_input(_after(EVIDENCE, taken), typed=answer.evidence, limit=limit, multiline=True),
        block_id=block_id(Part.EVIDENCE, line.item),
        hint=hint,
        optional=need is Need.NONE,
    )


def _rungs(words: Words, shown: Renderer[Any], line: ItemLine, answer: Answer) -> Block | None:
    """For which rungs the case speaks, where there are more than one."""
    rungs = shown.section.speaks_for(answer.score)
    if len(rungs) <= 1 and set(answer.rungs or ()) <= set(rungs):
        return None
    chosen = answer.rungs or shown.section.first_of(answer.score)
    return field_input(
        words.label("%(name)s: the case speaks for", name=line.name),
        select_several(
            f"{RUNGS}.{rungs[0]}-{rungs[-1]}.{'-'.join(map(str, answer.rungs or ()))}",
            [(str(rung), words.label("Rung %(rung)s", rung=rung)) for rung in rungs],
            placeholder=words.label("Which rungs?"),
            chosen=[str(rung) for rung in chosen],
        ),
        block_id=block_id(Part.RUNGS, line.item),
        optional=True,
    )


def _comment(words: Words, form: SelfScoreForm) -> list[Block | None]:
    typed, taken = form.draft.comment, form.draft.taken.get(pocket.COMMENT, 0)
    remark = field_input(
        words.label("Anything else that %(manager)s should know", manager=form.manager.name),
        text_input(_after(COMMENT, taken), typed=typed, limit=TEXT_LIMIT, multiline=True),
        block_id=COMMENT_BLOCK,
        optional=True,
    )
    kept = form.pocket.get(pocket.COMMENT, ())
    return [pocket_beside(words, kept, pocket.COMMENT, typed=typed, taken=taken), remark]


def _after(action: str, taken: int) -> str:
    """Another name each time when something was put into a field: under the same, Slack would go on showing
    what stood in it before.
    """
    return f"{action}.{taken}" if taken else action


def _read_over(words: Words, form: SelfScoreForm) -> list[Block | None]:
    intro = words.say(
        "reviews/self_score_modal/read_over_intro",
        manager=short(form.manager.name),
        is_year=form.cycle.scheme.asks_periods,
    )
    return [
        section(intro),
        *overview(
            words,
            scheme=form.cycle.scheme,
            basis=form.basis,
            answers=form.draft.answers,
            files=form.files,
            comment=None,
            outcome=form.outcome,
            change=lambda step: button(words.label("Change…"), GO_TO, value=str(step)),
        ),
        _balance(words, form),
        *_comment(words, form),
    ]


def _balance(words: Words, form: SelfScoreForm) -> Block | None:
    if form.balance is None:
        return None
    scheme, basis = form.cycle.scheme, form.basis
    shown = [rendered(words, scheme, part, basis) for part in scheme.sections]
    names = {line.item: line.name for each in shown for line in map(each.line, each.items)}
    return balance_block(words, form.balance, names)
