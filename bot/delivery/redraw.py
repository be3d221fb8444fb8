"""Which notice draws a card, for cards that have to be posted anew."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.intake.notices import MyRequestChanged, RequestCardChanged
from bot.domain.notices import Notice
from bot.domain.reviews.notices import QuarterCardChanged, TeamProgressChanged
from storage.unit import Unit

Drawing = Callable[[Unit, Sequence[int], str], Notice]
"""From the numbers in a card's key, and a version by which one drawing is told from the next."""


def _request(_: Unit, ids: Sequence[int], version: str) -> Notice:
    return RequestCardChanged(request_id=ids[0], version=version)


def _my_request(unit: Unit, ids: Sequence[int], version: str) -> Notice:
    request = unit.requests.look(ids[0])
    return MyRequestChanged(to=request.requester_id, request_id=request.id, version=version)


def _quarter(unit: Unit, ids: Sequence[int], version: str) -> Notice:
    review = unit.reviews.look(ids[0])
    return QuarterCardChanged(to=review.employee_id, review_id=review.id, version=version)


def _team(_: Unit, ids: Sequence[int], version: str) -> Notice:
    return TeamProgressChanged(to=ids[1], cycle_id=ids[0], version=version)


DRAWN_BY: Mapping[str, Drawing] = {
    "request": _request,
    "my-request": _my_request,
    "quarter": _quarter,
    "team": _team,
}
"""Every card under which replies stand, by the first word of its key."""


def drawing(unit: Unit, key: str, *, version: str = "anew") -> Notice | None:
    """The notice that draws the card of a key; None for cards that have no thread."""
    kind, *ids = key.split(":")
    drawn_by = DRAWN_BY.get(kind)
    return drawn_by(unit, [int(each) for each in ids], version) if drawn_by else None


def after_a_move(unit: Unit, *, gone: str, to: str) -> list[Notice]:
    """A channel is gone and another has its name: the cards of open requests are drawn there.

    Those of closed ones follow when something happens to them.
    """
    notices: list[Notice] = []
    for number, card in unit.requests.open_cards_in(gone):
        card.fingerprint = ""  # it shows what it should, but nobody sees it there
        notices.append(RequestCardChanged(request_id=number, version=f"in-{to}"))
    return notices
