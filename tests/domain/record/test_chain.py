"""A chain proves what it was made of: whatever is changed, taken out or moved is found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.record.chain import (
    NOTHING_SEALED,
    Content,
    Head,
    Link,
    Wrong,
    agrees,
    canonical,
    following,
    seal_content,
    wrong_with,
)
from bot.domain.record.openings import Opening

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


def salts() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def chain(rows: Sequence[tuple[str, int, str]], *, at: datetime = NOON) -> list[Link]:
    links: list[Link] = []
    head = NOTHING_SEALED
    for turn, (source, row_id, digest) in enumerate(rows):
        # The clock goes back with every link.
        moment = at - timedelta(hours=turn)
        links.append(following(head, source=source, row_id=row_id, digest=digest, sealed_at=moment))
        head = links[-1].head
    return links


def first_wrong(links: Sequence[Link]) -> tuple[int, Wrong] | None:
    head = NOTHING_SEALED
    for link in links:
        wrong = wrong_with(link, after=head)
        if wrong is not None:
            return link.number, wrong
        head = link.head
    return None


ROWS = st.lists(
    st.tuples(st.sampled_from(("score", "review_step")), st.integers(1, 9), st.sampled_from("abcdef")),
    min_size=2,
    max_size=8,
)


@given(rows=ROWS)
def test_a_chain_is_whole_whatever_its_clock_said(rows: list[tuple[str, int, str]]) -> None:
    assert first_wrong(chain(rows)) is None


@given(rows=ROWS, data=st.data())
def test_whatever_is_changed_of_a_link_is_found_there(
    rows: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    links = chain(rows)
    place = data.draw(st.integers(0, len(links) - 1))
    changes: list[tuple[dict[str, Any], Wrong]] = [
        ({"source": "other"}, Wrong.HASH),
        ({"row_id": 10}, Wrong.HASH),
        ({"digest": "g"}, Wrong.HASH),
        ({"sealed_at": NOON + timedelta(days=1)}, Wrong.HASH),
        ({"previous": "0" * 63 + "1"}, Wrong.HASH),
        ({"hash": "f" * 64}, Wrong.HASH),
        ({"number": 99}, Wrong.GAP),
    ]
    changed, wrong = data.draw(st.sampled_from(changes))
    links[place] = replace(links[place], **changed)

    assert first_wrong(links) == (links[place].number, wrong)


@given(rows=ROWS, data=st.data())
def test_what_is_taken_out_leaves_a_gap_and_the_end_a_head_that_never_comes(
    rows: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    links = chain(rows)
    head = links[-1].head
    place = data.draw(st.integers(0, len(links) - 1))
    left = links[:place] + links[place + 1 :]

    if place == len(links) - 1:
        assert first_wrong(left) is None
        assert head not in [link.head for link in left]
    else:
        assert first_wrong(left) == (links[place + 1].number, Wrong.GAP)


@given(rows=ROWS, data=st.data())
def test_links_that_change_places_are_found(rows: list[tuple[str, int, str]], data: st.DataObject) -> None:
    links = chain(rows)
    place = data.draw(st.integers(0, len(links) - 2))
    one, other = links[place], links[place + 1]

    with_their_numbers = [*links[:place], other, one, *links[place + 2 :]]
    renumbered = [
        *links[:place],
        replace(other, number=one.number),
        replace(one, number=other.number),
        *links[place + 2 :],
    ]

    assert first_wrong(with_their_numbers) == (other.number, Wrong.GAP)
    assert first_wrong(renumbered) == (one.number, Wrong.HASH)


def test_a_link_that_was_made_after_another_one_is_out_of_order() -> None:
    links = chain([("score", 1, "a"), ("score", 2, "b")])
    forged = following(Head(number=1, hash="e" * 64), source="score", row_id=2, digest="b", sealed_at=NOON)

    assert first_wrong([links[0], forged]) == (2, Wrong.ORDER)


SAID = st.sampled_from(
    (None, "", "Late again", "迟到", 0, 350, True, [], ["k1", 2], {}, {"name": {"was": "A"}})
)
FIELDS = st.fixed_dictionaries({"note": SAID, "reason": SAID})


@given(plain=FIELDS, erasable=FIELDS, data=st.data())
def test_a_content_agrees_until_something_of_it_changes(
    plain: dict[str, Any], erasable: dict[str, Any], data: st.DataObject
) -> None:
    content = Content(plain=plain, erasable=erasable)
    sealed = seal_content(content, salts())
    name = data.draw(st.sampled_from(("note", "reason", "another")))

    assert agrees(content, sealed)
    assert not agrees(replace(content, plain={**plain, name: "something else"}), sealed)
    assert not agrees(replace(content, erasable={**erasable, name: "something else"}), sealed)


def test_what_is_erased_with_its_salt_is_believed_and_the_rest_is_still_proven() -> None:
    content = Content(plain={"score": 350}, erasable={"note": "Too late again", "reason": "Late"})
    sealed = seal_content(content, salts())
    left = replace(sealed, salts={"reason": sealed.salts["reason"]})

    assert agrees(replace(content, erasable={"note": None, "reason": "Late"}), left)
    assert agrees(replace(content, erasable={"note": "", "reason": "Late"}), left)
    # Without the salt a text proves nothing, and with the salt its absence is no erasure.
    assert not agrees(content, left)
    assert not agrees(replace(content, erasable={"note": None, "reason": "Late"}), sealed)
    assert not agrees(Content(plain={"score": 375}, erasable={"reason": "Late"}), left)
    # The digest stands in the digest of the row: neither can be exchanged alone.
    other = seal_content(replace(content, erasable={"note": "Fine", "reason": "Late"}), salts())
    assert not agrees(content, replace(sealed, digests=other.digests, salts=other.salts))


def test_the_same_words_have_another_digest_each_time() -> None:
    new_salt = salts()
    content = Content(plain={}, erasable={"note": "3.5"})

    assert seal_content(content, new_salt).digests != seal_content(content, new_salt).digests


def test_a_column_that_joins_later_changes_nothing_while_it_is_empty() -> None:
    content = Content(plain={"score": 350}, erasable={})
    sealed = seal_content(content, salts())

    for empty in (None, "", [], {}):
        assert agrees(Content(plain={"score": 350, "more": empty}, erasable={"text": empty}), sealed)
    assert not agrees(Content(plain={"score": 350, "more": 0}, erasable={}), sealed)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [None, True, "x"]}, '{"a":[null,true,"x"],"b":1}'),
        ("价值观“好”", '"价值观“好”"'),
        (datetime(2026, 11, 28, 12, 0, tzinfo=timezone(timedelta(hours=8))), '"2026-11-28T04:00:00.000000Z"'),
        (date(2026, 11, 28), '"2026-11-28"'),
        (Decimal("3.50"), '"3.5"'),
        (Opening.OPENED, '"opened"'),
    ],
)
def test_there_is_one_way_to_write_a_value(value: Any, written: str) -> None:
    assert canonical(value).decode() == written


def test_what_has_no_way_to_be_written_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical(object())
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_the_first_link_is_what_it_has_always_been() -> None:
    link = following(NOTHING_SEALED, source="score", row_id=7, digest="ab" * 32, sealed_at=NOON)

    assert link.hash == "58830c72c67c5c23359257bec5270d796301416459dcda929d1449e5b241bf20"
    assert str(link.head) == f"1:{link.hash}"
    assert link.head.mark == link.hash[:12]
