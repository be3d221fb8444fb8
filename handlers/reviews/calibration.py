"""HR and the head calibrate a department: the room, one's reasons, what would fit, a move, an agreement."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.domain.text import is_blank, word
from bot.errors import Refusal
from bot.services.reviews import calibration, calibration_agreement, calibration_room
from handlers.carried import row_id
from handlers.opening import open_form, open_over, show_instead, show_while_open
from handlers.reviews.calibration_form import At, MoveForm, seen_of
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.calibration_fitting_modal import fitting_modal
from messages.reviews.calibration_modal import (
    AGREE,
    ENTER,
    OPEN,
    PERSON,
    WHAT_FITS,
    place,
    room_modal,
    rooms_modal,
)
from messages.reviews.calibration_move_modal import MOVE_FORM, POINT, REASON, move_modal
from messages.reviews.calibration_person_modal import BACK, MOVE, person_modal

FIELDS = {
    "calibration.reason_missing": REASON,
    "calibration.off_scale": POINT,
    "calibration.same": POINT,
}
"""By which field a refusal stands; what else there is, is about the whole."""


def register(app: App) -> None:
    for action_id in (ENTER, f"{ENTER}.other", f"{ENTER}.back", f"{ENTER}.next"):
        app.action(action_id)(on_enter)
    app.action(OPEN)(on_open)
    app.action(WHAT_FITS)(on_what_fits)
    app.action(AGREE)(on_agree)
    app.action(PERSON)(on_person)
    app.action(MOVE)(on_move)
    app.action(BACK)(on_take_back)
    app.view(MOVE_FORM)(on_moved)
    app.view_closed(MOVE_FORM)(on_closed)


def on_calibrate(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review calibrate`, and after it which cycle; the latest if left out."""
    said = [each for each in (command.get("text") or "").split()[1:] if not is_blank(each)]
    _open(visit, command["trigger_id"], word("".join(said)) or None)
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    _open(visit, body["trigger_id"], action["value"])
    ack()


def _open(visit: Visit, trigger_id: str, name: str | None) -> None:
    cycle_id, rooms = calibration_room.rooms(visit.acting, name=name)
    if len(rooms) == 1:
        view = _room(visit, At.of(place(cycle_id, next(iter(rooms)))))
    else:
        view = rooms_modal(visit.words, cycle_id=cycle_id, rooms=rooms)
    open_form(visit.client, trigger_id, view)


def on_enter(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    show_instead(visit.client, body, _room(visit, At.of(action["value"])))
    ack()


def on_what_fits(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    at = At.of(action["value"])
    room = calibration_room.read_room(visit.acting, cycle_id=at.cycle_id, department_id=at.department_id)
    open_over(visit.client, body, fitting_modal(visit.words, room, room.what_would_fit()))
    ack()


def on_agree(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    at = At.of(body["view"]["private_metadata"])
    calibration_agreement.agree(
        visit.acting, cycle_id=at.cycle_id, department_id=at.department_id, seen=action["value"]
    )
    show_while_open(visit.client, body["view"]["id"], _room(visit, at))
    ack()


def on_person(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    at = At.of(body["view"]["private_metadata"])
    open_over(visit.client, body, _person(visit, row_id(action["value"]), at))
    ack()


def on_move(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    review_id, _ = seen_of(action["value"])
    at = _under(body)
    looked = calibration_room.read_person(visit.acting, review_id=review_id)
    open_over(visit.client, body, move_modal(visit.words, looked, place=at.place))
    ack()


def on_take_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    review_id, seen = seen_of(action["value"])
    view, at = body["view"], _under(body)
    calibration.take_back(visit.acting, review_id=review_id, seen=seen)
    _show_both(visit, review_id, at, person=view["id"], root=view["root_view_id"])
    ack()


def on_moved(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Whoever would be overtaken is named first, and nothing is moved until that is said to be meant."""
    form = MoveForm.of(view)
    try:
        calibration.move(
            visit.acting,
            review_id=form.review_id,
            to=form.point,
            reason=form.typed.reason,
            seen=form.seen,
            consented=form.consent,
        )
    except Refusal as refusal:
        if refusal.code == "calibration.overtakes":
            ack(response_action="update", view=_warning(visit, form, refusal))
            return
        field = FIELDS.get(refusal.code)
        if field is None:
            raise
        raise Refusal(refusal.code, field=field, **refusal.facts) from None
    _show_both(visit, form.review_id, form.at, person=view["previous_view_id"], root=view["root_view_id"])
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        form = MoveForm.of(view)
        calibration.keep_move(visit.acting, review_id=form.review_id, typed=form.typed)
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def _warning(visit: Visit, form: MoveForm, refusal: Refusal) -> dict[str, Any]:
    looked = calibration_room.read_person(visit.acting, review_id=form.review_id)
    return move_modal(
        visit.words,
        replace(looked, typed=form.typed),
        place=form.at.place,
        overtaken=(refusal.facts["consent"], refusal.facts["names"]),
    )


def _show_both(visit: Visit, review_id: int, at: At, *, person: str | None, root: str | None) -> None:
    """The reasons as they are now, and beneath them the room."""
    if root is not None:
        show_while_open(visit.client, root, _room(visit, at))
    if person is not None and person != root:
        show_while_open(visit.client, person, _person(visit, review_id, at))


def _room(visit: Visit, at: At) -> dict[str, Any]:
    where = {"cycle_id": at.cycle_id, "department_id": at.department_id}
    if at.is_focus:
        room, focus = calibration_room.read_focus(visit.acting, **where)
        return room_modal(visit.words, room, first=at.first, focus=focus)
    return room_modal(visit.words, calibration_room.read_room(visit.acting, **where), first=at.first)


def _person(visit: Visit, review_id: int, at: At) -> dict[str, Any]:
    looked = calibration_room.read_person(visit.acting, review_id=review_id)
    return person_modal(visit.words, looked, place=at.place)


def _under(body: dict[str, Any]) -> At:
    """The room under the reasons of one person: their view carries the review, and after it where."""
    _, _, at = body["view"]["private_metadata"].partition(":")
    return At.of(at)
