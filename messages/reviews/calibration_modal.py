"""The calibration room: shares against what they allow, everybody by point, what would fit, and one move."""

from collections.abc import Mapping
from typing import Any

from bot.domain.reviews.calibration import Result, Room, by_point, in_force
from bot.domain.reviews.distribution import Applies, Share, Standing
from bot.domain.reviews.fair_moves import Fitting, Shift, Unfit
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    TEXT_LIMIT,
    Block,
    actions,
    button,
    context,
    divider,
    field_input,
    fit_mrkdwn,
    modal,
    overflow,
    section,
    select,
    text_input,
)
from messages.reviews.scheme_summary import band
from messages.reviews.score_lines import cycle_title, short

OPEN = "reviews.calibration.open"
"""From HR's Home; the button's value is the cycle's name."""
ENTER = "reviews.calibration.enter"
"""Leads into a room; the button's value is the cycle, the department and from whom on: "3:7:0"."""
WHAT_FITS = "reviews.calibration.what_fits"
"""The button's value is as that of ENTER."""
ACT = "reviews.calibration.act"
"""The choice's value is what to do, with which review, and the last move seen: "move:12:0"."""
MOVE, BACK = "move", "back"
ROOM = "reviews.calibration.room"
ROOMS = "reviews.calibration.rooms"
FITTING = "reviews.calibration.fitting"
FORM = "reviews.calibration.form"
POINT, REASON = "point", "reason"
A_PAGE = 60
"""So many people at once: Slack shows a hundred blocks in a form."""
MOST_ROOMS = 60
NAMED = 12
"""So many are named who could be moved; nobody reads more before they decide."""


def rooms_modal(words: Words, *, cycle_id: int, rooms: Mapping[int, str]) -> dict[str, Any]:
    """Which department to calibrate."""
    blocks = [
        section(
            words.say("reviews/calibration_modal/room", name=short(name)),
            accessory=button(words.label("Open"), ENTER, value=f"{cycle_id}:{department_id}:0"),
        )
        for department_id, name in list(rooms.items())[:MOST_ROOMS]
    ]
    return modal(title=words.label("Calibrate"), blocks=blocks, callback_id=ROOMS, close=words.label("Close"))


def room_modal(words: Words, room: Room, *, first: int = 0) -> dict[str, Any]:
    """Everybody from the one numbered `first` on, a page of them."""
    here = f"{room.cycle_id}:{room.department_id}"
    shown = {each.review_id for each in room.people[first : first + A_PAGE]}
    proposes = room.binding is not Applies.SHOWN and bool(room.people)
    blocks: list[Block] = [
        section(_intro(words, room)),
        *([section(_shares(words, room))] if room.standings else []),
    ]
    if proposes:
        blocks.append(actions(button(words.label("What would fit?"), WHAT_FITS, value=f"{here}:{first}")))
    for point, people in by_point(room):
        if not any(each.review_id in shown for each in people):
            continue
        blocks += [
            divider(),
            context(words.say("reviews/calibration_modal/point", point=point, count=len(people))),
        ]
        blocks += [_person(words, each) for each in people if each.review_id in shown]
    before, after = first > 0, first + A_PAGE < len(room.people)
    if before or after:
        back, on = f"{here}:{max(0, first - A_PAGE)}", f"{here}:{first + A_PAGE}"
        blocks.append(
            actions(
                button(words.label("Back"), f"{ENTER}.back", value=back) if before else None,
                button(words.label("Next"), f"{ENTER}.next", value=on) if after else None,
            )
        )
    return modal(
        title=words.label("Calibrate"),
        blocks=blocks,
        callback_id=ROOM,
        close=words.label("Close"),
        private_metadata=f"{here}:{first}",
    )


def fitting_modal(words: Words, room: Room, found: Fitting | Unfit | None) -> dict[str, Any]:
    """What would fit, as sentences; nobody is moved by it."""
    names = {each.review_id: each for each in room.people}
    lines: list[Mrkdwn] = []
    if isinstance(found, Unfit):
        lines.append(
            words.say(
                "reviews/calibration_modal/unfit",
                least=_share(words, found.least),
                most=_share(words, found.most),
                count=found.people,
            )
        )
    elif found is None or not found.shifts:
        lines.append(words.say("reviews/calibration_modal/fits"))
    else:
        lines += [_shift(words, each, names) for each in found.shifts]
        lines.append(words.say("reviews/calibration_modal/sum", count=found.people, steps=found.steps))
        fewer = found.people - found.unfair
        lines.append(words.say("reviews/calibration_modal/unfair", count=fewer))
    return modal(
        title=words.label("What would fit?"),
        blocks=[section(fit_mrkdwn(each)) for each in lines],
        callback_id=FITTING,
        close=words.label("Back"),
    )


def move_modal(words: Words, result: Result, room: Room) -> dict[str, Any]:
    """To which point, and why."""
    points = [(str(each), words.number(each)) for each in room.scale if each != result.outcome.score]
    return modal(
        title=words.label("Move a result"),
        blocks=[
            section(
                words.say(
                    "reviews/calibration_modal/move",
                    name=short(result.name),
                    point=result.outcome.score,
                    exact=_mean(words, result),
                    manager=short(result.manager),
                )
            ),
            field_input(
                words.label("To which point?"),
                select(POINT, points, placeholder=words.label("Choose")),
                block_id=POINT,
            ),
            field_input(
                words.label("Why?"),
                text_input(REASON, limit=TEXT_LIMIT, multiline=True),
                block_id=REASON,
            ),
        ],
        callback_id=FORM,
        close=words.label("Cancel"),
        submit=words.label("Move"),
        private_metadata=f"{result.review_id}:{result.seen}:{room.cycle_id}:{room.department_id}",
    )


def _intro(words: Words, room: Room) -> Mrkdwn:
    return words.say(
        "reviews/calibration_modal/intro",
        cycle=cycle_title(room.cycle_name),
        department=short(room.department),
        count=len(room.people),
        waiting=room.waiting,
        is_without_you=room.is_without_you,
    )


def _shares(words: Words, room: Room) -> Mrkdwn:
    return words.say(
        "reviews/calibration_modal/shares",
        lines=[_standing(words, each) for each in room.standings],
        binding=room.binding.value,
    )


def _standing(words: Words, standing: Standing) -> Mrkdwn:
    return words.say(
        "reviews/calibration_modal/share",
        band=band(words, standing.share),
        limit=standing.share.limit.value,
        count=standing.count,
        allowed=standing.allowed,
        percent=standing.percent,
        beyond=standing.beyond,
    )


def _person(words: Words, result: Result) -> Block:
    outcome, standing = result.outcome, in_force(result.moves)
    said = words.say(
        "reviews/calibration_modal/person",
        name=short(result.name),
        manager=short(result.manager),
        exact=_mean(words, result),
        computed=outcome.computed,
        now=outcome.score,
        by=short(standing[-1].by) if standing else "",
        reason=short(standing[-1].reason or "") if standing else "",
        is_failed=outcome.failed,
        is_released=result.is_released,
    )
    choices = []
    if not result.stays:
        choices.append((f"{MOVE}:{result.review_id}:{result.seen}", words.label("Move…")))
    if standing and not result.is_released:
        choices.append((f"{BACK}:{result.review_id}:{result.seen}", words.label("Take back")))
    return section(said, accessory=overflow(ACT, choices) if choices else None)


def _share(words: Words, share: Share | None) -> str:
    if share is None:
        return ""
    return words.plain(
        "reviews/scheme_summary/share",
        band=band(words, share),
        limit=share.limit.value,
        percent=share.percent,
    )


def _mean(words: Words, result: Result) -> str:
    """To as many places as tell apart whom a point does not."""
    return words.number(round(result.outcome.exact, 3))


def _shift(words: Words, shift: Shift, people: Mapping[int, Result]) -> Mrkdwn:
    named = [people[each] for each in shift.candidates[:NAMED]]
    return words.say(
        "reviews/calibration_modal/shift",
        was=shift.was,
        now=shift.now,
        count=shift.count,
        of=len(shift.candidates),
        names=[
            words.label("%(name)s (%(mean)s)", name=short(each.name), mean=_mean(words, each))
            for each in named
        ],
        more=len(shift.candidates) - len(named),
        is_choice=shift.is_choice,
        is_level=shift.is_level,
    )
