"""Where nobody is pointed to the desk, and which user groups are developers: names in the settings, as Slack
knows them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.text import key

LONGEST_HANDLE = 60


@dataclass(frozen=True, kw_only=True)
class UserGroup:
    """A user group of Slack's; `members` are accounts."""

    slack_id: str
    handle: str
    members: tuple[str, ...] = ()


def meant(groups: Collection[UserGroup], names: Sequence[str]) -> Iterator[UserGroup]:
    """The groups that are named by their handle (with or without @) or their id."""
    wanted = {key(name.removeprefix("@")) for name in names}
    for group in groups:
        if key(group.handle) in wanted or key(group.slack_id) in wanted:
            yield group


def ids_of(names: Sequence[str], there: Mapping[str, str]) -> dict[str, str]:
    """Channel ids by the names (with or without #) or ids in the settings; what is not there is left out.

    `there`: Slack's ids by name.
    """
    ids = set(there.values())
    found = {}
    for name in names:
        bare = name.removeprefix("#")
        if bare in there:
            found[name] = there[bare]
        elif bare in ids:
            found[name] = bare
    return found
