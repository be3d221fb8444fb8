"""What would fit: the fewest fair moves as sentences; nobody is moved by it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.reviews.calibration import Result, Room
from bot.domain.reviews.distribution import Share
from bot.domain.reviews.fair_moves import Fitting, Shift, Unfit
from messages.catalog import Mrkdwn, Words
from messages.kit import fit_mrkdwn, modal, section
from messages.reviews.calibration_modal import mean_of
from messages.reviews.scheme_summary import band
from messages.reviews.score_lines import short

FITTING = "reviews.calibration.fitting"
NAMED = 12
"""So many are named who could be moved; nobody reads more before they decide."""


def fitting_modal(words: Words, room: Room, found: Fitting | Unfit | None) -> dict[str, Any]:
    """What would fit, as sentences; nobody is moved by it."""
    names = {each.review_id: each for each in room.people}
    lines: list[Mrkdwn] = []
    if isinstance(found, Unfit):
        lines.append(
            words.say(
                "reviews/calibration_fitting_modal/unfit",
                least=_share(words, found.least),
                most=_share(words, found.most),
                count=found.people,
            )
        )
    elif found is None or not found.shifts:
        lines.append(words.say("reviews/calibration_fitting_modal/fits"))
    else:
        lines += [_shift(words, each, names) for each in found.shifts]
        lines.append(
            words.say("reviews/calibration_fitting_modal/sum", count=found.people, steps=found.steps)
        )
        fewer = found.people - found.unfair
        lines.append(words.say("reviews/calibration_fitting_modal/unfair", count=fewer))
    return modal(
        title=words.label("What would fit?"),
        blocks=[section(fit_mrkdwn(each)) for each in lines],
        callback_id=FITTING,
        close=words.label("Back"),
    )


def _share(words: Words, share: Share | None) -> str:
    if share is None:
        return ""
    return words.plain(
        "reviews/scheme_summary/share",
        band=band(words, share),
        limit=share.limit.value,
        percent=share.percent,
    )


def _shift(words: Words, shift: Shift, people: Mapping[int, Result]) -> Mrkdwn:
    named = [people[each] for each in shift.candidates[:NAMED]]
    return words.say(
        "reviews/calibration_fitting_modal/shift",
        was=shift.was,
        now=shift.now,
        count=shift.count,
        of=len(shift.candidates),
        names=[
            words.label("%(name)s (%(mean)s)", name=short(each.name), mean=mean_of(words, each.outcome))
            for each in named
        ],
        more=len(shift.candidates) - len(named),
        is_choice=shift.is_choice,
        is_level=shift.is_level,
    )
