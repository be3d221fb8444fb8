"""The things that are scored, as the form, its preview and the overview show them."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from bot.domain.reviews.facts import Item, Kpi
from bot.domain.reviews.scheme import Ladder, Scheme, Section
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.self_score import Answer, StepKind, steps
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, context, fit, fit_mrkdwn, section
from messages.reviews.rungs import rungs
from messages.reviews.score_lines import exact, goal, in_full, meaning, option_value, short

ANCHOR_LIMIT = 200
ANCHORS_SHOWN = 8
LINES_IN_A_SECTION = 5

Change = Callable[[int], Element | None]


def kpi_blocks(words: Words, kpi: Kpi) -> list[Block]:
    """A KPI with its weight and target, and what earns what."""
    about = words.say(
        "reviews/self_score/kpi",
        name=kpi.name,
        weight=kpi.weight,
        target=goal(kpi),
        measure=kpi.measure,
        source=kpi.source,
        result=kpi.result,
    )
    if not kpi.anchors:
        return [section(about)]
    anchors = [
        [words.number(score), short(text, ANCHOR_LIMIT)] for score, text in kpi.anchors[:ANCHORS_SHOWN]
    ]
    return [section(about), section(words.say("reviews/self_score/anchors", anchors=anchors))]


def ladder_block(words: Words, ladder: Ladder) -> Block:
    """A value and its five rungs."""
    return section(
        words.say(
            "reviews/self_score/ladder",
            name=words.pick(ladder.name),
            rungs=[words.pick(rung) for rung in ladder.rungs],
        )
    )


def case_rule(words: Words, part: Section) -> Block | None:
    """Which scores of a section ask for a case."""
    if part.case_below is None or part.case_from is None:
        return None
    return context(words.say("reviews/self_score/case_rule", below=part.case_below, from_=part.case_from))


def kpi_choices(words: Words, scheme: Scheme) -> list[tuple[str, str]]:
    """The points of the scale with what they mean: "3.5 · meets expectation"."""
    return [
        (option_value(point.score), fit(f"{words.number(point.score)} · {words.pick(point.meaning)}", 75))
        for point in scheme.scale
    ]


def ladder_choices(words: Words, points: Sequence[Decimal]) -> list[tuple[str, str]]:
    """The points of a ladder with what they mean: "2.5 · rungs 1–2 passed, 3 in part"."""
    return [(option_value(score), f"{words.number(score)} · {rungs(words, score)}") for score in points]


def overview(
    words: Words,
    *,
    scheme: Scheme,
    kpis: Sequence[Kpi],
    answers: Mapping[Item, Answer],
    comment: str | None,
    outcome: Outcome | None,
    change: Change = lambda _step: None,
) -> list[Block]:
    """All that was entered, to be read over: scores, figures, cases in full, and what it comes to.

    `change` makes the button that leads back to a step, where there is one.
    """
    blocks: list[Block] = []
    for number, step in enumerate(steps(scheme), start=1):
        part, ladder, button = step.section, step.ladder, change(number)
        if part is not None and ladder is not None:
            answer = answers.get((part.key, ladder.key), Answer())
            blocks += _ladder_answer(words, ladder, answer, button)
        elif part is not None:
            lines = [_kpi_answer(words, scheme, part, kpi, answers) for kpi in kpis]
            blocks += [
                section(
                    Mrkdwn("\n".join(lines[at : at + LINES_IN_A_SECTION])), accessory=None if at else button
                )
                for at in range(0, len(lines), LINES_IN_A_SECTION)
            ]
        elif step.kind is StepKind.COMMENT and comment and comment.strip():
            label = words.label("Anything else")
            title = Mrkdwn(f"*{label}*")
            blocks += [section(title, accessory=button), *(section(piece) for piece in in_full(comment))]
    if outcome is not None:
        blocks.append(section(_outcome(words, scheme, outcome)))
    return blocks


def _kpi_answer(
    words: Words, scheme: Scheme, part: Section, kpi: Kpi, answers: Mapping[Item, Answer]
) -> Mrkdwn:
    answer = answers.get((part.key, kpi.key), Answer())
    return words.say(
        "reviews/self_score/kpi_answer",
        name=short(kpi.name),
        score=answer.score,
        meaning="" if answer.score is None else meaning(words, scheme, answer.score),
        actual=short(answer.actual or "–", ANCHOR_LIMIT),
    )


def _ladder_answer(words: Words, ladder: Ladder, answer: Answer, button: Element | None) -> list[Block]:
    name = words.pick(ladder.name)
    head = words.say(
        "reviews/self_score/ladder_answer",
        name=name,
        score=answer.score,
        meaning="" if answer.score is None else rungs(words, answer.score),
    )
    case = (section(piece) for piece in in_full(answer.evidence or ""))
    return [section(head, accessory=button), *case]


def _outcome(words: Words, scheme: Scheme, outcome: Outcome) -> Mrkdwn:
    means = [
        words.label(
            "%(section)s %(mean)s (%(weight)s %%)",
            section=words.pick(scheme.section(each.key).name),
            mean=exact(each.mean),
            weight=each.weight,
        )
        for each in outcome.sections
    ]
    under = next(
        (
            each
            for each in outcome.sections
            if (gate := scheme.section(each.key).gate_below) is not None and each.mean < gate
        ),
        None,
    )
    return fit_mrkdwn(
        words.say(
            "reviews/self_score/outcome",
            exact=exact(outcome.exact),
            score=outcome.score,
            meaning=meaning(words, scheme, outcome.score),
            sections=" · ".join(means),
            failed=under is not None,
            section=words.pick(scheme.section(under.key).name) if under else "",
            mean=exact(under.mean) if under else "",
            gate=scheme.section(under.key).gate_below if under else None,
        )
    )
