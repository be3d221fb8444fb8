"""HR and the head calibrate a department: `/review calibrate`, the room, what would fit, and one move."""

from decimal import Decimal, InvalidOperation
from typing import Any

from slack_bolt import Ack, App

from bot.domain.reviews.calibration import Room
from bot.domain.text import is_blank, typed_text, word
from bot.errors import Refusal
from bot.services.reviews import calibration
from handlers.carried import row_id
from handlers.opening import open_form, open_over, show_beneath, show_instead, show_while_open
from handlers.visit import Visit
from messages.reviews.calibration_modal import (
    ACT,
    BACK,
    ENTER,
    FORM,
    OPEN,
    POINT,
    REASON,
    WHAT_FITS,
    fitting_modal,
    move_modal,
    room_modal,
    rooms_modal,
)

FIELDS = {
    "calibration.reason_missing": REASON,
    "calibration.off_scale": POINT,
    "calibration.same": POINT,
}
"""By which field a refusal stands; what else there is, is about the whole."""


def register(app: App) -> None:
    for action_id in (ENTER, f"{ENTER}.back", f"{ENTER}.next"):
        app.action(action_id)(on_enter)
    app.action(OPEN)(on_open)
    app.action(WHAT_FITS)(on_what_fits)
    app.action(ACT)(on_act)
    app.view(FORM)(on_moved)


def on_calibrate(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review calibrate`, and after it which cycle; the latest if left out."""
    said = [each for each in (command.get("text") or "").split()[1:] if not is_blank(each)]
    _open(visit, command["trigger_id"], word("".join(said)) or None)
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    _open(visit, body["trigger_id"], action["value"])
    ack()


def _open(visit: Visit, trigger_id: str, name: str | None) -> None:
    cycle_id, rooms = calibration.rooms(visit.acting, name=name)
    if len(rooms) == 1:
        view = room_modal(visit.words, _room(visit, cycle_id, next(iter(rooms))))
    else:
        view = rooms_modal(visit.words, cycle_id=cycle_id, rooms=rooms)
    open_form(visit.client, trigger_id, view)


def on_enter(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    cycle_id, department_id, first = _place(action["value"])
    view = room_modal(visit.words, _room(visit, cycle_id, department_id), first=first)
    show_instead(visit.client, body, view)
    ack()


def on_what_fits(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    cycle_id, department_id, _ = _place(action["value"])
    room = _room(visit, cycle_id, department_id)
    open_over(visit.client, body, fitting_modal(visit.words, room, room.what_would_fit()))
    ack()


def on_act(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Move one, which asks where to and why; or take the last move of one back at once."""
    does, _, rest = action["selected_option"]["value"].partition(":")
    review_id, seen = _seen(rest)
    at = body["view"]
    cycle_id, department_id, first = _place(at["private_metadata"])
    if does == BACK:
        calibration.take_back(visit.acting, review_id=review_id, seen=seen)
        view = room_modal(visit.words, _room(visit, cycle_id, department_id), first=first)
        show_while_open(visit.client, at["id"], view)
    else:
        room = _room(visit, cycle_id, department_id)
        result = next((each for each in room.people if each.review_id == review_id), None)
        if result is None:
            raise Refusal("calibration.not_yours")
        open_over(visit.client, body, move_modal(visit.words, result, room))
    ack()


def on_moved(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    review, seen, cycle, department = _four(view["private_metadata"])
    values = view["state"]["values"]
    chosen = (values[POINT][POINT].get("selected_option") or {}).get("value", "")
    try:
        calibration.move(
            visit.acting,
            review_id=review,
            to=_point(chosen),
            reason=typed_text(values[REASON][REASON].get("value") or ""),
            seen=seen,
        )
    except Refusal as refusal:
        field = FIELDS.get(refusal.code)
        if field is None:
            raise
        raise Refusal(refusal.code, field=field, **refusal.facts) from None
    show_beneath(visit.client, view, room_modal(visit.words, _room(visit, cycle, department)))
    ack()


def _room(visit: Visit, cycle_id: int, department_id: int) -> Room:
    return calibration.read_room(visit.acting, cycle_id=cycle_id, department_id=department_id)


def _place(value: str) -> tuple[int, int, int]:
    """The cycle, the department, and from whom on. Raises Refusal("card.unknown")."""
    cycle, _, rest = value.partition(":")
    department, _, first = rest.partition(":")
    return row_id(cycle), row_id(department), int(first) if first.isdecimal() else 0


def _seen(value: str) -> tuple[int, int]:
    review, _, seen = value.partition(":")
    return row_id(review), int(seen) if seen.isdecimal() else 0


def _four(value: str) -> tuple[int, int, int, int]:
    review, _, rest = value.partition(":")
    seen, _, place = rest.partition(":")
    cycle, department, _ = _place(place)
    return row_id(review), int(seen) if seen.isdecimal() else 0, cycle, department


def _point(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:
        raise Refusal("card.unknown") from None
