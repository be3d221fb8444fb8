"""Where the cards of website requests stand in Slack."""

from collections.abc import Mapping

from storage.unit import Store


def desk_cards(store: Store) -> Mapping[str, int]:
    """How many cards of open requests stand in each channel, by Slack's id."""
    with store.read() as unit:
        return unit.requests.open_cards()
