"""What was handed in, to be read again; and, before that, what will be asked."""

from typing import Any

from bot.domain.reviews.self_score import MyReviewFacts, SentSelfScore
from messages.catalog import Words
from messages.kit import Block, context, divider, modal, section
from messages.reviews.my_review_card import who_sees
from messages.reviews.score_lines import short
from messages.reviews.self_score_items import (
    case_rule,
    kpi_blocks,
    kpi_choices,
    ladder_block,
    overview,
)


def sent_self_score_modal(words: Words, sent: SentSelfScore, *, just_now: bool) -> dict[str, Any]:
    """All that was sent. `just_now`: in answer to Submit, so it says who has it and what comes next."""
    manager = short(sent.manager.name)
    if just_now:
        said = words.say(
            "reviews/self_score/sent",
            is_new=sent.is_new,
            at=sent.at,
            manager=manager,
            due=sent.cycle.approval_due,
        )
    else:
        said = words.say("reviews/self_score/was_sent", at=sent.at, manager=manager)
    return modal(
        title=words.label("What you sent"),
        blocks=[
            section(said),
            *overview(
                words,
                scheme=sent.cycle.scheme,
                kpis=sent.kpis,
                answers=sent.answers,
                comment=sent.comment,
                outcome=sent.outcome,
            ),
        ],
        callback_id="reviews.self_score.sent",
        close=words.label("Close"),
    )


def preview_modal(words: Words, facts: MyReviewFacts) -> dict[str, Any]:
    """The KPIs, the scale, the ladders and the rule about cases, before anything has to be entered."""
    scheme = facts.cycle.scheme
    ladders = sum(len(part.ladders) for part in scheme.sections)
    intro = words.say(
        "reviews/self_score/preview",
        kpis=words.count("%(number)s KPI", "%(number)s KPIs", len(facts.kpis)),
        values=words.count("%(number)s value", "%(number)s values", ladders),
        minutes=facts.minutes,
    )
    points = [list(label.split(" · ", 1)) for _, label in kpi_choices(words, scheme)]
    blocks: list[Block | None] = [
        section(intro),
        section(words.say("reviews/self_score/scale", points=points)),
    ]
    for part in scheme.sections:
        blocks.append(divider())
        if part.ladders:
            blocks += [ladder_block(words, ladder) for ladder in part.ladders]
            blocks.append(context(words.say("reviews/self_score/ladder_rule")))
        else:
            for kpi in facts.kpis:
                blocks += kpi_blocks(words, kpi)
        blocks.append(case_rule(words, part))
    blocks.append(context(who_sees(words, facts)))
    return modal(
        title=words.label("What will be asked"),
        blocks=blocks,
        callback_id="reviews.self_score.preview",
        close=words.label("Close"),
    )
