"""What a half-finished self-score becomes by what is typed, suggested and taken out of the pocket."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.self_score import TEXT_LIMIT, Answer, Draft, Entered, Step, StepKind
from bot.domain.text import is_blank
from bot.domain.weeks.pocket import COMMENT, put_in
from bot.errors import Missing, Refusal


def merged(draft: Draft, step: Step, entered: Entered, *, scheme: Scheme, basis: Basis) -> Draft:
    """The draft with what stood on one screen: only what the screen asks, and only what can be given.

    A score that stood there because the figure suggests it was chosen by nobody, until it is changed.
    """
    if step.section is None:
        return draft if entered.comment is None else replace(draft, comment=entered.comment)
    answers, suggested = dict(draft.answers), set(draft.suggested)
    for item in step.scored:
        new, old = entered.answers.get(item, Answer()), draft.answer(*item)
        score = new.score if new.score in step.section.points(scheme.points) else old.score
        actual = old.actual if new.actual is None else new.actual
        if score != old.score:
            was_offered = old.score is None and score == step.section.suggested(basis, item[1], old.actual)
            suggested = suggested | {item} if was_offered else suggested - {item}
        # What a case speaks for is asked by the score: of another one it is asked anew.
        rungs = (old.rungs if new.rungs is None else new.rungs) if score == old.score else None
        evidence = old.evidence if new.evidence is None else new.evidence
        answers[item] = Answer(score=score, actual=actual, evidence=evidence, rungs=rungs, files=old.files)
    return with_computed(
        replace(draft, answers=answers, suggested=frozenset(suggested)), scheme=scheme, basis=basis
    )


def with_computed(draft: Draft, *, scheme: Scheme, basis: Basis) -> Draft:
    """The draft with the scores that nobody chooses."""
    computed = scheme.computed(basis)
    scored = {item: replace(draft.answer(*item), score=score) for item, score in computed.items()}
    return replace(draft, answers={**draft.answers, **scored}) if scored else draft


def as_suggested(draft: Draft, step: Step, *, basis: Basis) -> Draft:
    """The draft with what the figures suggest on this screen, wherever nobody has chosen a score."""
    if step.section is None:
        return draft
    answers, suggested = dict(draft.answers), set(draft.suggested)
    for section, item in step.scored:
        answer = draft.answer(section, item)
        score = step.section.suggested(basis, item, answer.actual)
        if score is not None and (answer.score is None or (section, item) in suggested):
            answers[section, item] = replace(answer, score=score)
            suggested.add((section, item))
    return replace(draft, answers=answers, suggested=frozenset(suggested))


def with_case(draft: Draft, step: Step, item: Item, text: str, *, rung: int | None = None) -> Draft:
    """The draft with a case put under what was typed at an item of this screen, or as closing remark.

    `rung`: the one under which it was kept; it is said to speak for it, where it can. Raises Missing for an
    item of another screen; Refusal("pocket.no_room").
    """
    taken = {**draft.taken, item: draft.taken.get(item, 0) + 1}
    if item == COMMENT and step.kind is StepKind.READ_OVER:
        return replace(draft, comment=put_in(draft.comment, text, limit=TEXT_LIMIT), taken=taken)
    if step.section is None or item not in step.scored:
        raise Missing
    answer = draft.answer(*item)
    case = replace(answer, evidence=put_in(answer.evidence, text, limit=step.case_limit))
    if rung is not None and rung in step.section.speaks_for(answer.score):
        before = answer.rungs or () if answer.evidence else ()
        case = replace(case, rungs=tuple(sorted({*before, rung})))
    return replace(draft, answers={**draft.answers, item: case}, taken=taken)


def with_files(draft: Draft, item: Item, files: tuple[int, ...]) -> Draft:
    """The draft with these files at an item, in place of those that were there."""
    answer = replace(draft.answer(*item), files=files)
    return replace(draft, answers={**draft.answers, item: answer})


def with_remark(draft: Draft, remark: str | None) -> Draft:
    """The draft with a closing remark from elsewhere beside its own, as far as there is room."""
    if is_blank(remark or ""):
        return draft
    try:
        return replace(draft, comment=put_in(draft.comment, remark or "", limit=TEXT_LIMIT))
    except Refusal:
        return draft


def with_room(draft: Draft, step: Step, item: Item) -> Draft:
    """The draft with room for a case at an item of this screen, whether its score asks for one or not.

    Raises Missing for an item of another screen.
    """
    if item not in step.scored:
        raise Missing
    return replace(draft, taken={**draft.taken, item: draft.taken.get(item, 0) + 1})


def volunteered(answers: Mapping[Item, Answer], *, scheme: Scheme) -> dict[Item, int]:
    """Where a case was handed in that no score asked for, as `Draft.taken` has it."""
    return {
        item: 1
        for item, answer in answers.items()
        if answer.evidence and scheme.section(item[0]).case_needed(answer.score) is Need.NONE
    }


def handed_in(draft: Draft, *, scheme: Scheme, basis: Basis) -> dict[Item, Answer]:
    """The answers that count: one an item, without cases that no score asks for any more, but with those
    that were taken out of the pocket.
    """
    answers: dict[Item, Answer] = {}
    for section in scheme.sections:
        for key in section.items(basis):
            answer = draft.answer(section.key, key)
            item = (section.key, key)
            wants_case = section.case_needed(answer.score) is not Need.NONE or item in draft.taken
            evidence = answer.evidence if wants_case and not is_blank(answer.evidence or "") else None
            rungs = answer.rungs or section.first_of(answer.score) or None
            came_along = {"rungs": rungs, "files": answer.files} if evidence else {"rungs": None, "files": ()}
            answers[item] = replace(answer, evidence=evidence, **came_along)
    return answers
