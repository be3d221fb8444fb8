"""*Send me the file* beside a kept file: a copy of it comes to one's own messages with Steward."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.weeks.pocket_message import MOST_FILES
from bot.errors import Refusal
from bot.services.weeks.pocket import read_case
from bot.services.weeks.pocket_files import want_file
from handlers.opening import bring_up_to_date
from handlers.visit import Visit
from handlers.weeks.pocket_form import ShownCase
from messages.weeks.pocket_modal import WANT_FILE, case_modal


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(WANT_FILE)}\."))(on_want_file)


def on_want_file(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """It is sent once for a window, however often one clicks there."""
    view, position = body["view"], _position(action["value"])
    shown = ShownCase.of(view)
    case = want_file(visit.acting, case_id=shown.case, position=position, asked=view["id"])
    sent = {*shown.sent, position}
    bring_up_to_date(
        visit.client,
        view,
        case_modal(visit.words, case, sent=sent),
        newest=lambda: case_modal(visit.words, read_case(visit.acting, case_id=shown.case), sent=sent),
    )
    ack()


def _position(value: str) -> int:
    """Raises Refusal("card.unknown")."""
    if not (value.isascii() and value.isdecimal() and len(value) <= 3 and int(value) < MOST_FILES):
        raise Refusal("card.unknown")
    return int(value)
