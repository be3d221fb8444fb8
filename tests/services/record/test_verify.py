"""Whatever somebody with the database in their hands forges, drops, moves or cuts off is found; what is
erased or kept under another key leaves the record whole.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.goals.way import State as GoalsState
from bot.domain.record.chain import Head, Wrong, following
from bot.domain.record.verify import Given, given_head
from bot.domain.reviews.way import State
from bot.services.record import verify
from bot.services.record.seal import seal, seal_what_waits
from bot.services.record.verify import verify_record
from storage.record.guards import remove_guards, set_guards
from tests.builders.world import FRIDAY, World

LATER = FRIDAY + timedelta(hours=1)


@pytest.fixture
def sealed(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Chen Jie was asked a question; everything is sealed, and looked at in small windows."""
    monkeypatch.setattr(verify, "WINDOW", 4)
    world.review_at(State.MORE_ASKED)
    seal_what_waits(world.acting())
    yield world
    with world.store.begin() as unit:
        set_guards(unit.session.connection())


def number_of(world: World, source: str) -> tuple[int, int]:
    """Its last link: the number, and the row's id."""
    with world.store.read() as unit:
        found = [each.link for each in unit.record.links(after=0, most=1000) if each.link.source == source]
    return found[-1].number, found[-1].row_id


def head(world: World) -> Head:
    with world.store.read() as unit:
        return unit.record.head()


def past_the_guards(world: World, *statements: str) -> None:
    """As whoever administers the database could."""
    with world.store.begin() as unit:
        connection = unit.session.connection()
        remove_guards(connection)
        for statement in statements:
            connection.execute(text(statement))
        set_guards(connection)


def looked_through(world: World, given: str | None = None) -> tuple[Wrong, int | None, str, int] | None:
    broken = verify_record(world.acting(), given=given_head(given) if given else None).broken
    return None if broken is None else (broken.wrong, broken.number, broken.source, broken.row_id)


def test_what_nobody_touched_is_whole(sealed: World) -> None:
    found = verify_record(sealed.acting())

    assert (found.broken, found.erased, found.waiting) == (None, 0, 0)
    assert found.head == head(sealed)
    assert found.links == found.head.number


def test_nothing_is_whole_as_well(world: World) -> None:
    assert verify_record(world.acting()).broken is None


FORGERIES: dict[str, tuple[str, str, Wrong]] = {
    "a score": ("score", "UPDATE scores SET score = 500 WHERE id = {row}", Wrong.CONTENT),
    "a reason": ("review_step", "UPDATE review_history SET note = 'Fine' WHERE id = {row}", Wrong.CONTENT),
    "who did it": ("review_step", "UPDATE review_history SET by_id = 1 WHERE id = {row}", Wrong.CONTENT),
    "a KPI": ("sheet", "UPDATE kpi_items SET target = '9 %' WHERE sheet_id = {row}", Wrong.CONTENT),
    "a KPI that is gone": ("sheet", "DELETE FROM kpi_items WHERE sheet_id = {row}", Wrong.CONTENT),
    "a text that vanishes": (
        "review_step",
        "UPDATE review_history SET note = NULL WHERE id = {row}",
        Wrong.CONTENT,
    ),
    "a row that is gone": ("score", "DELETE FROM scores WHERE id = {row}", Wrong.MISSING),
    "a digest": ("score", "UPDATE record SET digest = previous WHERE number = {number}", Wrong.HASH),
    "when": (
        "score",
        "UPDATE record SET sealed_at = '2020-01-01 00:00:00' WHERE number = {number}",
        Wrong.HASH,
    ),
}


@pytest.mark.parametrize("forged", FORGERIES)
def test_whatever_is_forged_is_found_where_it_is(sealed: World, forged: str) -> None:
    source, statement, wrong = FORGERIES[forged]
    number, row = number_of(sealed, source)

    past_the_guards(sealed, statement.format(number=number, row=row))

    assert looked_through(sealed) == (wrong, number, source, row)


def test_a_link_that_is_gone_leaves_a_gap(sealed: World) -> None:
    number, row = number_of(sealed, "score")
    past_the_guards(
        sealed, f"DELETE FROM record WHERE number = {number - 1}", f"DELETE FROM scores WHERE id = {row - 1}"
    )

    assert looked_through(sealed) == (Wrong.GAP, number, "score", row)


def test_links_that_change_places_are_found(sealed: World) -> None:
    number, row = number_of(sealed, "score")
    past_the_guards(
        sealed,
        f"UPDATE record SET number = 100000 WHERE number = {number}",
        f"UPDATE record SET number = {number} WHERE number = {number - 1}",
        f"UPDATE record SET number = {number - 1} WHERE number = 100000",
    )

    assert looked_through(sealed) == (Wrong.HASH, number - 1, "score", row)


def test_a_link_that_was_computed_anew_breaks_the_next(sealed: World) -> None:
    """Whoever forges a row and its link has to forge all that follow, and then the head is another one."""
    number, row = number_of(sealed, "score")
    before = head(sealed)
    forge_from(sealed, number - 1, only=1)
    assert looked_through(sealed) == (Wrong.ORDER, number, "score", row)

    forge_from(sealed, number - 1)
    assert looked_through(sealed) is None
    assert looked_through(sealed, str(before)) == (Wrong.TRUNCATED, before.number, *last(sealed))
    assert looked_through(sealed, before.mark) == (Wrong.TRUNCATED, None, "", 0)


def last(world: World) -> tuple[str, int]:
    with world.store.read() as unit:
        link = unit.record.links(after=head(world).number - 1, most=1)[0].link
    return link.source, link.row_id


def forge_from(world: World, number: int, *, only: int = 10_000) -> None:
    """Say of some links that they were sealed later, and compute them anew."""
    with world.store.begin() as unit:
        connection = unit.session.connection()
        remove_guards(connection)
        kept = unit.record.links(after=number - 1, most=only)
        at = Head(number=number - 1, hash=kept[0].link.previous)
        for each in kept:
            link = following(
                at,
                source=each.link.source,
                row_id=each.link.row_id,
                digest=each.link.digest,
                sealed_at=LATER,
            )
            moment = (
                "2027-01-08 03:00:00+00"
                if connection.dialect.name != "sqlite"
                else "2027-01-08 03:00:00.000000"
            )
            connection.execute(
                text("UPDATE record SET sealed_at=:at, previous=:previous, hash=:hash WHERE number=:number"),
                {"at": moment, "previous": link.previous, "hash": link.hash, "number": link.number},
            )
            at = link.head
        set_guards(connection)


def test_what_is_cut_off_is_missed_by_whoever_knows_a_head(sealed: World) -> None:
    number, row = number_of(sealed, "review_step")
    whole = head(sealed)
    assert whole.number == number
    past_the_guards(
        sealed, f"DELETE FROM record WHERE number = {number}", f"DELETE FROM review_history WHERE id = {row}"
    )

    assert looked_through(sealed) is None
    assert looked_through(sealed, str(whole)) == (Wrong.TRUNCATED, number, "", 0)
    assert looked_through(sealed, whole.mark) == (Wrong.TRUNCATED, None, "", 0)
    assert looked_through(sealed, str(head(sealed))) is None


def test_a_row_of_which_only_the_link_was_cut_off_stands_nowhere(sealed: World) -> None:
    number, row = number_of(sealed, "review_step")
    past_the_guards(sealed, f"DELETE FROM record WHERE number = {number}")

    assert looked_through(sealed) == (Wrong.UNKNOWN, None, "review_step", row)


@pytest.mark.parametrize("open_it", [False, True])
def test_a_record_that_anybody_can_change_is_not_whole(sealed: World, open_it: bool) -> None:
    with sealed.store.begin() as unit:
        if open_it:
            opening = unit.record.opened(why="Forgotten.", by_id=None, at=FRIDAY)
            opening.__enter__()
        else:
            remove_guards(unit.session.connection())

    found = looked_through(sealed)
    assert found is not None
    assert found[0] is Wrong.UNGUARDED


def test_an_earlier_head_is_found_in_a_longer_chain(sealed: World) -> None:
    earlier = head(sealed)
    sealed.goals_at(GoalsState.SENT)
    seal_what_waits(sealed.acting())

    assert head(sealed).number > earlier.number
    for given in (str(earlier), earlier.mark, earlier.hash[:8]):
        assert looked_through(sealed, given) is None
    assert verify_record(sealed.acting(), given=Given(number=None, mark="0" * 8)).broken is not None


def test_what_is_erased_leaves_the_chain_whole_and_cannot_be_tried_out(sealed: World) -> None:
    number, row = number_of(sealed, "review_step")
    whole = head(sealed)
    with sealed.store.begin() as unit:
        with unit.record.opened(why="Chen Jie asked for it.", by_id=sealed.people.hr.id, at=FRIDAY):
            unit.session.execute(text(f"UPDATE review_history SET note = NULL WHERE id = {row}"))
            unit.record.forget_salts("review_step", row, ["note"])
        seal(unit, FRIDAY)

    found = verify_record(sealed.acting(), given=given_head(str(whole)))
    assert (found.broken, found.erased, found.links) == (None, 1, whole.number + 2)
    with sealed.store.read() as unit:
        kept = unit.record.links(after=number - 1, most=1)[0].sealed
    assert (set(kept.digests), set(kept.salts)) == ({"note"}, set())
