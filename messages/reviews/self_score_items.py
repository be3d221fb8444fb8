"""The things that are scored, as the form, its preview and the overview show them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from slack_sdk.models.blocks import Block

from bot.domain.reviews.facts import Item, Kpi
from bot.domain.reviews.scheme import Ladder, Scheme, Section
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.self_score import Answer
from messages.catalog import Mrkdwn, Words
from messages.kit import fit, fit_mrkdwn, section
from messages.reviews.rungs import rungs
from messages.reviews.score_lines import exact, in_full, meaning, option_value, short

ANCHOR_LIMIT = 200
ANCHORS_SHOWN = 8
LINES_IN_A_SECTION = 5


def kpi_blocks(words: Words, kpi: Kpi) -> list[Block]:
    """A KPI with its weight and target, and what earns what."""
    about = words.say(
        "reviews/self_score/kpi",
        name=kpi.name,
        weight=kpi.weight,
        target=kpi.target,
        unit=kpi.unit,
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
) -> list[Block]:
    """All that was entered, to be read over: scores, figures, cases in full, and what it comes to."""
    blocks: list[Block] = []
    for part in scheme.sections:
        if part.ladders:
            for ladder in part.ladders:
                blocks += _ladder_answer(words, ladder, answers.get((part.key, ladder.key), Answer()))
        else:
            lines = [_kpi_answer(words, scheme, part, kpi, answers) for kpi in kpis]
            blocks += [
                section(Mrkdwn("\n".join(lines[at : at + LINES_IN_A_SECTION])))
                for at in range(0, len(lines), LINES_IN_A_SECTION)
            ]
    if comment and comment.strip():
        blocks += _typed(words.label("Anything else"), comment)
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


def _ladder_answer(words: Words, ladder: Ladder, answer: Answer) -> list[Block]:
    name = words.pick(ladder.name)
    head = words.say(
        "reviews/self_score/ladder_answer",
        name=name,
        score=answer.score,
        meaning="" if answer.score is None else rungs(words, answer.score),
    )
    return [section(head), *(section(piece) for piece in in_full(answer.evidence or ""))]


def _typed(title: str, text: str) -> list[Block]:
    first, *rest = in_full(text)
    whole = Mrkdwn(f"*{title}*\n{first}")
    if len(whole) > 3000:
        return [section(Mrkdwn(f"*{title}*")), section(first), *(section(piece) for piece in rest)]
    return [section(whole), *(section(piece) for piece in rest)]


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
