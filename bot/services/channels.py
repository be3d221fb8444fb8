"""Whether Steward can post where requests and hand-overs are read, known before the first of them."""

from collections.abc import Mapping

from bot.domain.access import Deed, require
from bot.domain.concerns import Cause
from bot.domain.notices import DESK, DEVELOPERS, RECOGNITIONS
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern

CAUSES = (Cause.CHANNEL_GONE, Cause.NOT_IN_CHANNEL)


def take_memberships(acting: Acting, joined: Mapping[str, bool]) -> None:
    """Tell the admins which of the channels is not there, or lacks Steward; settle what is mended, and
    have posted what waited for it. `joined`: of each channel that is there, by name and id, whether
    Steward is in it.
    """
    require(Deed.RUN_STEWARD, acting.by)
    channels = acting.policy.channels
    places = [(DESK, channels.intake), (DEVELOPERS, channels.developers)]
    if channels.recognition:
        places.append((RECOGNITIONS, channels.recognition))
    with acting.store.begin() as unit:
        for lane, channel in places:
            name = channel.removeprefix("#")
            about, found = f"{lane}/{name}", _missed(joined.get(name))
            if found is not None:
                note_concern(unit, found, subject=about, facts={"channel": name}, now=acting.now)
            # Those of another channel, too, that was chosen before.
            for cause, subject in unit.concerns.open_of(CAUSES, about=f"{lane}/"):
                if (cause, subject) != (found, about):
                    unit.outbox.take_up_lane(lane, now=acting.now)
                    # A channel may have been made anew: with the first post the open cards follow to it.
                    if lane != DESK or not unit.requests.open_cards():
                        settle_concern(unit, cause, subject=subject, now=acting.now)


def _missed(is_joined: bool | None) -> Cause | None:
    if is_joined is None:
        return Cause.CHANNEL_GONE
    return None if is_joined else Cause.NOT_IN_CHANNEL


def is_one_missed(acting: Acting) -> bool:
    """Whether something was wrong with a channel when it was last tried or looked at."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return bool(unit.concerns.open_of(CAUSES))
