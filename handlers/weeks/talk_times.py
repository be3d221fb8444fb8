"""What Slack says of the fields in which times for a talk are proposed, as values."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.weeks.talk_times import HOW_MANY
from messages.weeks.talk_times import PLACE


def times_in(view: Mapping[str, Any]) -> dict[int, datetime]:
    """The moments that were chosen, by their place on the screen."""
    found = {}
    for place in range(HOW_MANY):
        block = view["state"]["values"].get(PLACE.format(place), {})
        element: Mapping[str, Any] = next(iter(block.values()), {})
        if chosen := element.get("selected_date_time"):
            found[place] = datetime.fromtimestamp(chosen, tz=UTC)
    return found
