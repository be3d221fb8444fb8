"""Cards that have to be posted anew, or elsewhere."""

from bot.domain.cards import CardKey
from bot.domain.follows import stale
from bot.domain.intake.cards import request_card
from bot.domain.notices import CardStale, Notice
from storage.unit import Unit


def drawing(key: str) -> Notice | None:
    """The notice that draws the card of a key; None for the key of something else."""
    return None if CardKey.parse(key) is None else CardStale(to=None, card=key, because="anew")


def after_a_move(unit: Unit, *, gone: str, to: str) -> list[Notice]:
    """A channel is gone and another has its name: the cards of open requests are drawn there.

    Those of closed ones follow when something happens to them.
    """
    numbers = unit.requests.forget_cards_in(gone)
    return list(stale([(None, request_card(number)) for number in numbers], because=f"in-{to}"))
