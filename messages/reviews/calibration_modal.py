"""The calibration room: shares against what they allow, who agreed, and everybody by point or in focus."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.reviews.calibration import Result, Room, by_point, in_force
from bot.domain.reviews.calibration_agreement import Agreement
from bot.domain.reviews.distribution import Applies, Standing
from bot.domain.reviews.focus import Focus, OffPeers, Remark
from bot.domain.reviews.scoring import Outcome
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, context, divider, modal, section
from messages.reviews.scheme_summary import band
from messages.reviews.score_lines import cycle_title, short

OPEN = "reviews.calibration.open"
"""From Home; the button's value is the cycle's name."""
ENTER = "reviews.calibration.enter"
"""Leads into a room; the button's value is where: see `place`."""
WHAT_FITS = "reviews.calibration.what_fits"
"""The button's value is as that of ENTER."""
AGREE = "reviews.calibration.agree"
"""The button's value is what they agree to: the room's digest."""
PERSON = "reviews.calibration.person"
"""The button's value is a review's id; where it stands is the view's `private_metadata`."""
ROOM = "reviews.calibration.room"
ROOMS = "reviews.calibration.rooms"
A_PAGE = 60
"""So many people at once: Slack shows a hundred blocks in a form."""
MOST_ROOMS = 60
MOST_MANAGERS = 12
REASON_SHOWN = 400


def place(cycle_id: int, department_id: int, *, first: int = 0, is_focus: bool = False) -> str:
    """Where in which room somebody is, as buttons and forms carry it: "3:7:60:focus"."""
    return f"{cycle_id}:{department_id}:{first}:{'focus' if is_focus else 'all'}"


def rooms_modal(words: Words, *, cycle_id: int, rooms: Mapping[int, str]) -> dict[str, Any]:
    """Which department to calibrate."""
    blocks = [
        section(
            words.say("reviews/calibration_modal/room", name=short(name)),
            accessory=button(words.label("Open"), ENTER, value=place(cycle_id, department_id)),
        )
        for department_id, name in list(rooms.items())[:MOST_ROOMS]
    ]
    return modal(title=words.label("Calibrate"), blocks=blocks, callback_id=ROOMS, close=words.label("Close"))


def room_modal(words: Words, room: Room, *, first: int = 0, focus: Focus | None = None) -> dict[str, Any]:
    """Everybody from the one numbered `first` on, a page of them; with `focus` whom to look at first."""
    return modal(
        title=words.label("Calibrate"),
        blocks=[
            section(_intro(words, room)),
            *([section(_shares(words, room))] if room.standings else []),
            *([context(_agreed(words, room.agreed))] if room.people else []),
            *_ways_on(words, room, first, focus),
            *(_everybody(words, room, first) if focus is None else _in_focus(words, focus, first)),
            *_turn(words, room, first, focus),
        ],
        callback_id=ROOM,
        close=words.label("Close"),
        private_metadata=_here(room, first, focus),
    )


def person_line(words: Words, result: Result) -> Mrkdwn:
    """Whose it is, who scored it, what was moved and why."""
    outcome, standing = result.outcome, in_force(result.moves)
    return words.say(
        "reviews/calibration_modal/person",
        name=short(result.name),
        manager=short(result.manager),
        exact=mean_of(words, outcome),
        computed=outcome.computed,
        now=outcome.score,
        by=short(standing[-1].by) if standing else "",
        reason=short(standing[-1].reason or "", REASON_SHOWN) if standing else "",
        is_failed=outcome.failed,
        is_released=result.is_released,
    )


def mean_of(words: Words, outcome: Outcome) -> str:
    """To as many places as tell apart whom a point does not."""
    return words.number(round(outcome.exact, 3))


def _ways_on(words: Words, room: Room, first: int, focus: Focus | None) -> Iterator[Block]:
    if not room.people:
        return
    here = _here(room, first, focus)
    other = place(room.cycle_id, room.department_id, is_focus=focus is None)
    proposes = room.binding is not Applies.SHOWN
    yield actions(
        button(words.label("Everybody") if focus else words.label("Focus"), f"{ENTER}.other", value=other),
        button(words.label("What would fit?"), WHAT_FITS, value=here) if proposes else None,
        button(words.label("Agreed"), AGREE, value=room.seen, primary=True) if room.can_agree else None,
    )


def _everybody(words: Words, room: Room, first: int) -> Iterator[Block]:
    shown = {each.review_id for each in room.people[first : first + A_PAGE]}
    for point, people in by_point(room):
        here = [each for each in people if each.review_id in shown]
        if here:
            yield divider()
            yield context(words.say("reviews/calibration_modal/point", point=point, count=len(people)))
            yield from (_person(words, person_line(words, each), each) for each in here)


def _in_focus(words: Words, focus: Focus, first: int) -> Iterator[Block]:
    yield divider()
    yield context(
        words.say("reviews/calibration_modal/focus", count=len(focus.people), managers=len(focus.managers))
    )
    yield from (section(_manager(words, each)) for each in focus.managers[:MOST_MANAGERS] if not first)
    for result, remarks in focus.people[first : first + A_PAGE]:
        said = [person_line(words, result), *(_remark(words, each, result) for each in remarks)]
        yield _person(words, Mrkdwn("\n".join(said)), result)


def _turn(words: Words, room: Room, first: int, focus: Focus | None) -> Iterator[Block]:
    total = len(room.people) if focus is None else len(focus.people)
    before, after = first > 0, first + A_PAGE < total
    if before or after:
        yield actions(
            button(words.label("Back"), f"{ENTER}.back", value=_here(room, max(0, first - A_PAGE), focus))
            if before
            else None,
            button(words.label("Next"), f"{ENTER}.next", value=_here(room, first + A_PAGE, focus))
            if after
            else None,
        )


def _here(room: Room, first: int, focus: Focus | None) -> str:
    return place(room.cycle_id, room.department_id, first=first, is_focus=focus is not None)


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


def _agreed(words: Words, agreement: Agreement) -> Mrkdwn:
    return words.say(
        "reviews/calibration_modal/agreed",
        agreed=[[each.side.value, short(each.by), each.at] for each in agreement.agreed],
        missing=[side.value for side in agreement.missing],
    )


def _person(words: Words, said: Mrkdwn, result: Result) -> Block:
    reasons = button(words.label("Reasons…"), PERSON, value=str(result.review_id))
    return section(said, accessory=None if result.is_released else reasons)


def _remark(words: Words, remark: Remark, result: Result) -> Mrkdwn:
    return words.say(
        "reviews/calibration_modal/remark",
        why=remark.why.value,
        point=result.outcome.score,
        beside=remark.beside,
        steps=abs(remark.steps),
        is_higher=remark.steps > 0,
        since=remark.since,
        post=short(remark.post),
    )


def _manager(words: Words, manager: OffPeers) -> Mrkdwn:
    return words.say(
        "reviews/calibration_modal/manager",
        name=short(manager.name),
        people=manager.people,
        steps=words.number(abs(manager.steps)),
        is_higher=manager.steps > 0,
    )
