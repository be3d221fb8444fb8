"""The keys under which what people wrote lies in the database: docs/decisions/0059.

A sealed value says under which key it is (`sealed1:` and the key's mark), so that one key is tried, not each;
inside it begins with its place, so that it opens nowhere else.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

SEALED: Final = "sealed1:"
PLAIN: Final = "plain1:"
"""Before a text in the clear that begins as if it were sealed, or as this does."""
MARK_LENGTH: Final = 8
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}=")
PREFIX_LENGTH: Final = len(SEALED) + MARK_LENGTH + 1


class CannotOpen(Exception):
    """A stored value does not open. Says where it stands and which key it wants, nothing of what it holds."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"a value of {place} cannot be opened: {why}")


class Keyring:
    """Keys, the newest first: it seals, all of them open. Raises ValueError for what is no key."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys or not all(_KEY.fullmatch(key) for key in keys):
            raise ValueError("there is no key, or what is given is no key")
        self._raw = [base64.urlsafe_b64decode(key) for key in keys]
        self._fernets = {_mark(raw): Fernet(key) for raw, key in zip(self._raw, keys, strict=True)}
        self.marks = tuple(self._fernets)
        self.newest = self.marks[0]
        self._seals = self._fernets[self.newest]
        self._begins = f"{SEALED}{self.newest}:"

    @classmethod
    def of(cls, written: str) -> "Keyring":
        """As it is written in a setting, keys with commas or lines between. Raises ValueError."""
        return cls([key for part in written.split(",") for key in part.split()])

    def seal(self, place: str, data: bytes) -> str:
        """`place`: table.column."""
        return self._begins + self._seals.encrypt(b"%b\0%b" % (place.encode(), data)).decode()

    def open(self, place: str, stored: str) -> bytes:
        """What was sealed there. Raises CannotOpen."""
        mark, token = stored[len(SEALED) : PREFIX_LENGTH - 1], stored[PREFIX_LENGTH:]
        fernet = self._fernets.get(mark)
        if fernet is None:
            raise CannotOpen(place, f"its key {mark} is not among STEWARD_KEYS")
        try:
            said, _, data = fernet.decrypt(token).partition(b"\0")
        except InvalidToken:
            raise CannotOpen(place, f"it is not what was sealed under {mark}") from None
        if said != place.encode():
            raise CannotOpen(place, "it was sealed for another place")
        return data

    def derived(self, purpose: str) -> Sequence[bytes]:
        """A key for something else of each key, the newest first; it says nothing about those it is of."""
        return [hmac.digest(raw, f"steward {purpose}".encode(), hashlib.sha256) for raw in self._raw]


def new_key() -> str:
    """A key that nobody has yet."""
    return Fernet.generate_key().decode()


def _mark(raw: bytes) -> str:
    """By which a key is known without being told: it is random, so its digest gives nothing away."""
    return hmac.digest(raw, b"steward mark", hashlib.sha256).hex()[:MARK_LENGTH]


def seal_text(keyring: Keyring | None, place: str, text: str) -> str:
    """As it is stored: nothing that is empty is sealed, and without keys nothing is."""
    if not text:
        return text
    if keyring is None:
        return PLAIN + text if text.startswith((SEALED, PLAIN)) else text
    return keyring.seal(place, text.encode("utf-8", "surrogatepass"))


def open_text(keyring: Keyring | None, place: str, stored: str) -> str:
    """What was stored, whether sealed or in the clear. Raises CannotOpen."""
    if not stored.startswith((SEALED, PLAIN)):
        return stored
    if stored.startswith(PLAIN):
        return stored.removeprefix(PLAIN)
    return _required(keyring, place).open(place, stored).decode("utf-8", "surrogatepass")


def seal_bytes(keyring: Keyring | None, place: str, data: bytes) -> bytes:
    """As it is stored; a file in the clear never begins as a sealed one does."""
    if keyring is None or not data:
        return data
    return keyring.seal(place, data).encode()


def open_bytes(keyring: Keyring | None, place: str, stored: bytes) -> bytes:
    """What was stored, whether sealed or in the clear. Raises CannotOpen."""
    if not stored.startswith(SEALED.encode()):
        return stored
    return _required(keyring, place).open(place, stored.decode())


def _required(keyring: Keyring | None, place: str) -> Keyring:
    if keyring is None:
        raise CannotOpen(place, "it is sealed, and STEWARD_KEYS is not set")
    return keyring
