"""What `steward doctor` says of the desk's channel: where the cards of open requests stand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.commands.configured import Configured
from bot.commands.finding import Finding
from bot.errors import SetupError
from bot.services.intake.desk_cards import desk_cards


def renamed_desk(setup: Configured, channels: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The one channel in which the cards of open requests stand, where it is open and Steward is in it."""
    try:
        placed = desk_cards(setup.store())
    except SetupError:
        return None  # said above
    there = [
        each
        for each in channels
        if each["id"] in placed and each.get("is_member") and not each.get("is_archived")
    ]
    return there[0] if len(there) == 1 else None


def called_otherwise(name: str, channel: Mapping[str, Any]) -> Finding:
    """It goes on in there until the next start, which looks for the name that is set."""
    return Finding(
        is_well=False,
        what=f"#{name} is called #{channel['name']} now",
        mend=f"Write {channel['name']} into STEWARD_CONFIG, channels.intake, and start Steward anew.",
    )


def check_cards(setup: Configured, channels: Mapping[str, dict[str, Any]]) -> Iterator[Finding]:
    """Cards that stand where nobody can write any more. `channels`: by id."""
    try:
        placed = desk_cards(setup.store())
    except SetupError:
        return  # said above
    for channel_id, count in placed.items():
        channel = channels.get(channel_id)
        if channel is None or channel.get("is_archived"):
            where = f"#{channel['name']}, which is archived" if channel else "a channel that is gone"
            cards = "card of an open request stands" if count == 1 else "cards of open requests stand"
            yield Finding(
                is_well=False,
                what=f"{count} {cards} in {where}",
                mend=f"{'It is' if count == 1 else 'They are'} posted anew in the channel named above "
                "with the next message to it.",
            )
