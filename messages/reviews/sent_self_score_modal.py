"""What was handed in, to be read again; and, before that, what will be asked."""

from typing import Any

from bot.domain.reviews.self_score import MyReviewFacts, SentSelfScore
from messages.catalog import Words
from messages.kit import Block, context, divider, header, modal, section
from messages.reviews.fingerprint import record_line
from messages.reviews.my_review_card import who_sees
from messages.reviews.scheme_summary import adds_up
from messages.reviews.score_lines import short
from messages.reviews.sections import rendered
from messages.reviews.self_score_items import overview


def sent_self_score_modal(words: Words, sent: SentSelfScore, *, just_now: bool) -> dict[str, Any]:
    """All that was sent. `just_now`: in answer to Submit, so it says who has it and what comes next."""
    manager = short(sent.manager.name)
    if just_now:
        said = words.say(
            "reviews/sent_self_score_modal/sent",
            is_new=sent.is_new,
            at=sent.at,
            manager=manager,
            due=sent.cycle.approval_due,
        )
    else:
        said = words.say("reviews/sent_self_score_modal/was_sent", at=sent.at, manager=manager)
    return modal(
        title=words.label("What you sent"),
        blocks=[
            section(said),
            *overview(
                words,
                scheme=sent.cycle.scheme,
                basis=sent.basis,
                answers=sent.answers,
                files=sent.files,
                comment=sent.comment,
                outcome=sent.outcome,
            ),
        ],
        callback_id="reviews.self_score.sent",
        close=words.label("Close"),
    )


def preview_modal(words: Words, facts: MyReviewFacts) -> dict[str, Any]:
    """What is scored in each section, the scale and the rule about cases, before anything is entered."""
    scheme = facts.cycle.scheme
    sections = [rendered(words, scheme, part, facts.basis) for part in scheme.sections]
    intro = words.say(
        "reviews/sent_self_score_modal/preview",
        parts=[shown.count() for shown in sections],
        minutes=facts.minutes,
    )
    points = [[words.number(point.score), words.pick(point.meaning)] for point in scheme.scale]
    blocks: list[Block | None] = [
        section(intro),
        section(words.say("reviews/sent_self_score_modal/scale", points=points, is_year=scheme.asks_periods)),
    ]
    for shown in sections:
        title = words.plain("reviews/scheme_summary/section", name=shown.name, weight=shown.section.weight)
        blocks += [divider(), header(title), *shown.preview(), shown.case_rule()]
    blocks += [divider(), section(adds_up(words, scheme))]
    blocks.append(context(who_sees(words, facts), *record_line(words, facts.rules)))
    return modal(
        title=words.label("What will be asked"),
        blocks=blocks,
        callback_id="reviews.self_score.preview",
        close=words.label("Close"),
    )
