"""Which channels are exempt and which groups are developers: the settings' names, as Slack knows them."""

from collections.abc import Collection, Mapping

from bot.domain.access import Deed, require
from bot.domain.intake.ping_scope import UserGroup, ids_of, meant
from bot.services.acting import Acting


def take_channels(acting: Acting, there: Mapping[str, str]) -> None:
    """Keep the ids of the exempt channels. `there`: the ids of all that Steward sees, by name.

    A channel that was only renamed stays the one that is meant, as long as nobody else has the name.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        known = unit.ping_scope.channels()
    names = acting.policy.intake.incident_channels
    still = {name: known[name] for name in names if known.get(name) in set(there.values())}
    found = still | ids_of(names, there)
    if found != known:
        with acting.store.begin() as unit:
            unit.ping_scope.keep_channels(found)


def take_groups(acting: Acting, groups: Collection[UserGroup]) -> None:
    """Keep those of the workspace's user groups that are developers, with their members."""
    require(Deed.RUN_STEWARD, acting.by)
    found = sorted(meant(groups, acting.policy.intake.developer_groups), key=lambda each: each.handle)
    with acting.store.read() as unit:
        known = unit.ping_scope.groups()
    if {_whole(each) for each in found} != {_whole(each) for each in known}:
        with acting.store.begin() as unit:
            unit.ping_scope.keep_groups(found)


def _whole(group: UserGroup) -> tuple[str, str, frozenset[str]]:
    return group.slack_id, group.handle, frozenset(group.members)
