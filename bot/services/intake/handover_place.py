"""Whether what is handed over can be read where developers read it."""

from bot.domain.concerns import Cause
from bot.domain.notices import DEVELOPERS, TRIED_FOR
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit

CAUSES = (Cause.CHANNEL_GONE, Cause.NOT_IN_CHANNEL)


def there_is_a_channel(unit: Unit, acting: Acting) -> None:
    """Raises Refusal("handover.no_channel") while it is known that nothing can be posted there.

    What waits is tried for as long as that is said; after it nobody knows, and it is tried with the next.
    """
    since = acting.now - TRIED_FOR
    for cause in CAUSES:
        found = unit.concerns.facts(cause, round=unit.concerns.latest_round(cause))
        for each in found.open:
            if each.subject.startswith(f"{DEVELOPERS}/") and each.since > since:
                channel = acting.policy.channels.developers.removeprefix("#")
                raise Refusal("handover.no_channel", channel=channel)
