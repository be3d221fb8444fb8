"""What a scheme scores and how it adds up, in plain sentences."""

from html import unescape

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import FEWEST, Distribution, Share
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import BaseSection
from messages.catalog import Mrkdwn, Words
from messages.reviews.sections import rendered


def scheme_summary(words: Words, scheme: Scheme) -> list[str]:
    """One line a fact, plain text: each section with its rules, the scale, the result, who looks again."""
    lines = []
    for section in scheme.sections:
        shown = rendered(words, scheme, section, Basis())
        said: list[Mrkdwn | None] = [shown.described(), shown.case_rule_text()]
        said += _gate(words, scheme, section)
        title = words.plain("reviews/scheme_summary/section", name=shown.name, weight=section.weight)
        lines += [title, *(f"  {unescape(each)}" for each in said if each)]
    points = [f"{words.number(point.score)} {words.pick(point.meaning)}" for point in scheme.scale]
    return [
        *lines,
        words.plain("reviews/scheme_summary/scale", points=points),
        unescape(_result(words, scheme)),
        words.plain("reviews/scheme_summary/second_look", looks=scheme.second_look.value),
        *([_distribution(words, scheme.distribution)] if scheme.distribution else []),
    ]


def _distribution(words: Words, distribution: Distribution) -> str:
    return words.plain(
        "reviews/scheme_summary/distribution",
        shares=distribution_line(words, distribution),
        applies=distribution.applies.value,
        fewest=FEWEST,
    )


def distribution_line(words: Words, distribution: Distribution) -> str:
    """Every share in a row: "4 and above at most 20 %"."""
    return "; ".join(
        words.plain(
            "reviews/scheme_summary/share",
            band=band(words, share),
            limit=share.limit.value,
            percent=share.percent,
        )
        for share in distribution.shares
    )


def band(words: Words, share: Share) -> str:
    """Which points of the scale a share is about."""
    return words.plain("reviews/scheme_summary/band", lowest=share.lowest, highest=share.highest)


def adds_up(words: Words, scheme: Scheme) -> Mrkdwn:
    """How the sections make the result, and what overrules it."""
    gates = [line for each in scheme.sections for line in _gate(words, scheme, each)]
    return words.say("reviews/scheme_summary/adds_up", lines=[_result(words, scheme), *gates])


def _result(words: Words, scheme: Scheme) -> Mrkdwn:
    return words.say(
        "reviews/scheme_summary/result",
        sections=weighted_sections(words, scheme),
        is_year=scheme.asks_periods,
    )


def _gate(words: Words, scheme: Scheme, part: BaseSection) -> list[Mrkdwn]:
    if part.gate_below is None:
        return []
    return [
        words.say(
            "reviews/scheme_summary/gate",
            name=words.pick(part.name),
            gate=part.gate_below,
            lowest=min(scheme.points),
        )
    ]


def weighted_sections(words: Words, scheme: Scheme) -> list[str]:
    """What the result is made of: "70 % of KPIs", "30 % of Values"."""
    return [
        words.label("%(weight)s %% of %(section)s", weight=each.weight, section=words.pick(each.name))
        for each in scheme.sections
    ]
