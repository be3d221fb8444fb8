"""What looking through the whole chain came to."""

import re
from dataclasses import dataclass

from bot.domain.record.chain import SHORTEST_MARK, Head, Wrong

_GIVEN = re.compile(rf"(?:([0-9]{{1,18}}):)?([0-9a-f]{{{SHORTEST_MARK},64}})")


@dataclass(frozen=True, kw_only=True)
class Broken:
    """The first thing that is wrong. `number`: of the link, where there is one; `source` and `row_id` name
    what it stands for; `row_id` 0: no single row.
    """

    wrong: Wrong
    number: int | None
    source: str
    row_id: int


@dataclass(frozen=True, kw_only=True)
class Verified:
    """`links` were looked at up to `head`; of `erased` texts only the digest is left; `waiting` rows are not
    sealed yet. `broken` None: it is whole.
    """

    links: int
    head: Head
    erased: int
    waiting: int
    broken: Broken | None


@dataclass(frozen=True, kw_only=True)
class Given:
    """A head that somebody was given: `number:hash`, or only the beginning of its hash, as on a receipt."""

    number: int | None
    mark: str

    def is_head(self, head: Head) -> bool:
        return self.number in (None, head.number) and head.hash.startswith(self.mark)


def given_head(typed: str) -> Given | None:
    """A head as somebody typed it; None where it cannot be one."""
    found = _GIVEN.fullmatch(typed.strip().lower())
    return None if found is None else Given(number=int(found[1]) if found[1] else None, mark=found[2])
