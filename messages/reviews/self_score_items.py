"""All that somebody entered, to be read over, and what it comes to."""

from collections.abc import Callable, Mapping

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.outcome import failed_gates
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.self_score import Answer, steps
from bot.domain.weeks.pocket import KeptFile
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, context, fit_mrkdwn, section
from messages.reviews.score_lines import case_limit, exact, in_full, meaning, section_means
from messages.reviews.sections import rendered

Change = Callable[[int], Element | None]


def overview(
    words: Words,
    *,
    scheme: Scheme,
    basis: Basis,
    answers: Mapping[Item, Answer],
    files: Mapping[int, KeptFile],
    comment: str | None,
    outcome: Outcome | None,
    change: Change = lambda _step: None,
) -> list[Block]:
    """All that was entered, to be read over: scores, figures, cases in full, and what it comes to.

    `files`: what came along, as answers name it.
    `change` makes the button that leads back to a step, where there is one.
    """
    blocks: list[Block] = []
    limit = case_limit(sum(bool(each.evidence) for each in answers.values()))
    for number, step in enumerate(steps(scheme, basis), start=1):
        button = change(number)
        if step.section is not None:
            shown = rendered(words, scheme, step.section, basis)
            if step.items[:1] == shown.items[:1]:
                blocks.append(context(shown.heading()))
            blocks += shown.overview(step.items, answers, files=files, button=button, case_limit=limit)
    if comment and comment.strip():
        label = words.label("Anything else")
        blocks += [section(Mrkdwn(f"*{label}*")), *(section(piece) for piece in in_full(comment))]
    if outcome is not None:
        blocks.append(section(_outcome(words, scheme, outcome)))
    return blocks


def _outcome(words: Words, scheme: Scheme, outcome: Outcome) -> Mrkdwn:
    under = next(iter(failed_gates(scheme, outcome)), None)
    gate = scheme.section(under.key) if under else None
    return fit_mrkdwn(
        words.say(
            "reviews/self_score_items/outcome",
            exact=exact(outcome.exact),
            score=outcome.score,
            meaning=meaning(words, scheme, outcome.score),
            is_year=scheme.asks_periods,
            sections=section_means(words, scheme, outcome),
            failed=under is not None,
            section=words.pick(gate.name) if gate else "",
            mean=exact(under.mean) if under else "",
            gate=gate.gate_below if gate else None,
        )
    )
