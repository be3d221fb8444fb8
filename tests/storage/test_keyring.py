"""Sealed values: what opens, what does not, and that no error says what they hold."""

import pytest

from storage.keyring import (
    PREFIX_LENGTH,
    SEALED,
    CannotOpen,
    Keyring,
    new_key,
    open_bytes,
    open_text,
    seal_bytes,
    seal_text,
)
from storage.models import Base
from storage.types import is_sealed_type
from tests.builders.keys import KEY, OLDER_KEY

PLACE = "scores.evidence"
PNG = b"\x89PNG\r\n\x00\xff"


@pytest.mark.parametrize(
    "text", ["late twice", "迟到两次 🐢", "sealed1:of old", "plain1:x", "half \ud83d", ""]
)
@pytest.mark.parametrize("keyring", [None, Keyring([KEY])])
def test_what_was_written_is_read(keyring: Keyring | None, text: str) -> None:
    stored = seal_text(keyring, PLACE, text)

    assert open_text(keyring, PLACE, stored) == text
    assert (text not in stored) == (keyring is not None and text != "")


def test_an_older_key_opens_and_the_newest_seals() -> None:
    before, now = Keyring([OLDER_KEY]), Keyring.of(f"{KEY}, {OLDER_KEY}")

    assert open_text(now, PLACE, seal_text(before, PLACE, "late twice")) == "late twice"
    assert now.newest in seal_text(now, PLACE, "late twice")[:PREFIX_LENGTH]
    assert now.marks == (*Keyring([KEY]).marks, *before.marks)
    assert len({*now.derived("search"), *now.derived("forms")}) == 4


@pytest.mark.parametrize(
    ("opens", "place", "why"),
    [
        (None, PLACE, "STEWARD_KEYS is not set"),
        (Keyring([OLDER_KEY]), PLACE, "is not among STEWARD_KEYS"),
        (Keyring([KEY]), "feedback.behaviour", "sealed for another place"),
    ],
)
def test_what_does_not_open_says_where_and_nothing_of_what(
    opens: Keyring | None, place: str, why: str
) -> None:
    stored = seal_text(Keyring([KEY]), PLACE, "late twice")

    with pytest.raises(CannotOpen, match=why) as refused:
        open_text(opens, place, stored)

    assert place in str(refused.value)
    assert "late" not in str(refused.value)
    assert stored[PREFIX_LENGTH:] not in str(refused.value)


def test_what_was_changed_does_not_open() -> None:
    keyring = Keyring([KEY])
    stored = seal_text(keyring, PLACE, "late twice")

    with pytest.raises(CannotOpen, match="not what was sealed"):
        open_text(keyring, PLACE, stored[:-6] + "AAAA==")
    with pytest.raises(CannotOpen, match="not among"):
        open_text(keyring, PLACE, f"{SEALED}no key at all")


@pytest.mark.parametrize("written", ["", "no key", KEY[:-4], f"{KEY};{OLDER_KEY}"])
def test_what_is_no_key_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="no key") as refused:
        Keyring.of(written)

    assert KEY[:-4] not in str(refused.value)


def test_a_new_key_is_one() -> None:
    assert Keyring.of(new_key()).newest != Keyring.of(new_key()).newest


def test_each_sealed_column_is_bound_to_its_own_place() -> None:
    columns = [column for table in Base.metadata.sorted_tables for column in table.c]
    places = {
        f"{each.table.name}.{each.name}": each.type.place for each in columns if is_sealed_type(each.type)
    }

    assert {"scores.score", "feedback.behaviour", "drafts.data", "review_history.note"} <= places.keys()
    assert {place: kept for place, kept in places.items() if place != kept} == {}


def test_a_file_is_read_whether_sealed_or_not() -> None:
    keyring = Keyring([KEY])
    sealed = seal_bytes(keyring, "pocket_contents.content", PNG)

    assert open_bytes(keyring, "pocket_contents.content", sealed) == PNG
    assert open_bytes(keyring, "pocket_contents.content", PNG) == PNG
    assert seal_bytes(None, "pocket_contents.content", PNG) == PNG
    with pytest.raises(CannotOpen):
        open_bytes(None, "pocket_contents.content", sealed)
