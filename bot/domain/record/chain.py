"""The chain of hashes over what was written: pure rules, no database. Source: docs/decisions/0052."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

BEGINNING = "0" * 64
"""What stands as the previous hash of the first link."""
SHORTEST_MARK = 8
"""Signs of a hash below which it names no head: as many as stand on a receipt at least."""


class Wrong(StrEnum):
    """What is wrong with a link, or with what it was made of."""

    GAP = "gap"
    """A number is missing before it."""
    ORDER = "order"
    """It does not follow the link before it, though it was a link once."""
    HASH = "hash"
    """What it says of itself is not what its hash says."""
    MISSING = "missing"
    """The row that it was made of is gone."""
    CONTENT = "content"
    """The row that it was made of says something else."""
    UNKNOWN = "unknown"
    """A row stands in neither the chain nor what waits for it; or what it stands for is unknown here."""
    TRUNCATED = "truncated"
    """The chain does not reach the head that somebody was given, or is another one."""
    UNGUARDED = "unguarded"
    """A table's rows can be changed at present: the guards are off, or were left open."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The last link: whoever knows it can tell whether anything before it was changed."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def of(cls, written: str) -> "Head":
        """The same as it was written, whole."""
        number, _, mark = written.partition(":")
        return cls(number=int(number), hash=mark)

    @property
    def mark(self) -> str:
        """What stands on a receipt: enough to be found again."""
        return self.hash[:12]


NOTHING_SEALED = Head(number=0, hash=BEGINNING)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What one row says. `plain` as it is; `erasable`: what somebody may have erased some day, or kept under
    another key. What is empty is left out of both: a column that joins later changes no digest.
    """

    plain: Mapping[str, Any]
    erasable: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """What the chain keeps of a row's content. `digests` of what may be erased stay; `salts` go with it."""

    digest: str
    digests: Mapping[str, str]
    salts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Link:
    """One link. `number` counts from 1 without gaps; `sealed_at` says when, and orders nothing."""

    number: int
    source: str
    row_id: int
    digest: str
    sealed_at: datetime
    previous: str
    hash: str

    @property
    def head(self) -> Head:
        return Head(number=self.number, hash=self.hash)


def canonical(value: Any) -> bytes:
    """The one way to write a value: JSON, keys in order, nothing between, UTF-8. Moments are UTC with six
    decimals, numbers of more than one notation are text. Raises TypeError, ValueError for what has none.
    """
    return _WRITER.encode(value).encode("utf-8", "surrogatepass")


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no canonical form")


_WRITER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_written
)
"""Made once: to make it takes as long as to write a link."""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def salted(salt: str, name: str, value: Any) -> str:
    """The digest of one field: without its salt nobody can try out what it was."""
    return hmac.new(bytes.fromhex(salt), canonical([name, value]), hashlib.sha256).hexdigest()


def is_empty(value: Any) -> bool:
    """Whether a field says nothing, so that it does not count to the content."""
    return value is None or (isinstance(value, (str, list, dict)) and not value)


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not is_empty(value)}


def _digest(plain: Mapping[str, Any], digests: Mapping[str, str]) -> str:
    return _sha256(canonical([_said(plain), dict(digests)]))


def seal_content(content: Content, new_salt: Callable[[], str]) -> Sealed:
    """What the chain keeps of a row. `new_salt`: 32 hexadecimal signs, never the same twice."""
    erasable = _said(content.erasable)
    salts = {name: new_salt() for name in erasable}
    digests = {name: salted(salts[name], name, value) for name, value in erasable.items()}
    return Sealed(digest=_digest(content.plain, digests), digests=digests, salts=salts)


def agrees(content: Content, sealed: Sealed) -> bool:
    """Whether a row says what was sealed. What was erased, with its salt, is believed by its digest."""
    if _digest(content.plain, sealed.digests) != sealed.digest:
        return False
    said = _said(content.erasable)
    if not said.keys() <= sealed.salts.keys():
        return False  # something is said that was not, or without the salt that would prove it
    return all(
        name in said
        and name in sealed.digests
        and hmac.compare_digest(salted(salt, name, said[name]), sealed.digests[name])
        for name, salt in sealed.salts.items()
    )


def hash_of(*, number: int, source: str, row_id: int, digest: str, sealed_at: datetime, previous: str) -> str:
    """The hash of a link: over everything that it says, and over the hash before it."""
    return _sha256(canonical([number, source, row_id, digest, sealed_at, previous]))


def following(head: Head, *, source: str, row_id: int, digest: str, sealed_at: datetime) -> Link:
    """The next link of a chain."""
    number = head.number + 1
    return Link(
        number=number,
        source=source,
        row_id=row_id,
        digest=digest,
        sealed_at=sealed_at,
        previous=head.hash,
        hash=hash_of(
            number=number,
            source=source,
            row_id=row_id,
            digest=digest,
            sealed_at=sealed_at,
            previous=head.hash,
        ),
    )


def wrong_with(link: Link, *, after: Head) -> Wrong | None:
    """What is wrong with a link that comes after another, its row aside."""
    if link.number != after.number + 1:
        return Wrong.GAP
    said = hash_of(
        number=link.number,
        source=link.source,
        row_id=link.row_id,
        digest=link.digest,
        sealed_at=link.sealed_at,
        previous=link.previous,
    )
    if said != link.hash:
        return Wrong.HASH
    return None if link.previous == after.hash else Wrong.ORDER
