"""The week's count of interruptions kept away: `/intake pings`, and the switch on Home."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import as_seen
from bot.domain.text import typed_text, word
from bot.errors import Refusal
from bot.services.intake.pings_weekly import pings_wish, wish_for_pings
from handlers.visit import Visit
from messages.home.pings import COUNT, UNWANTED, WANTED
from messages.intake.pings_weekly_note import pings_wish_answer
from messages.kit import fit

SHOWN = 80
"""So much of what was not understood is said back."""
WISHES = {
    "weekly on": True,
    "weekly off": False,
    "每周 开": True,
    "每周 关": False,
    "每週 開": True,
    "每週 關": False,
}


def register(app: App) -> None:
    app.action(COUNT)(on_switch)


def on_pings(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """What stands behind `/intake pings`: a wish, or nothing."""
    said = typed_text(as_seen(command.get("text") or "", {})).split()[1:]
    if said:
        wish = WISHES.get(" ".join(word(each) for each in said))
        if wish is None:
            raise Refusal("pings.usage", text=fit(" ".join(said), SHOWN))
        wish_for_pings(visit.acting, is_wanted=wish)
    answer = pings_wish_answer(visit.words, pings_wish(visit.acting))
    ack(text=answer.text, blocks=answer.blocks, response_type="ephemeral")


def on_switch(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    if action["value"] not in (WANTED, UNWANTED):
        raise Refusal("card.unknown")
    wish_for_pings(visit.acting, is_wanted=action["value"] == WANTED)
    ack()
