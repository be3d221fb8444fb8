"""Everything is sealed under the newest key, by and by, and the record stays whole."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bot.domain.drafts import Form
from bot.domain.reviews.way import State
from bot.errors import SetupError
from bot.services import keys
from bot.services.acting import Acting
from bot.services.intake.similar import find_similar
from bot.services.keys import keys_in_use, note_key, rotate_keys
from bot.services.record.seal import seal_what_waits
from bot.services.record.verify import verify_record
from bot.services.reviews.review_facts import review_facts
from storage.keyring import CannotOpen, Keyring
from storage.keys import keys_missing
from storage.unit import Store
from tests.builders.engines import taught_engine
from tests.builders.intake import filed
from tests.builders.keys import KEY, OLDER_KEY
from tests.builders.world import FRIDAY, World

OLDER, BOTH, NEWEST = Keyring([OLDER_KEY]), Keyring([KEY, OLDER_KEY]), Keyring([KEY])
ASKED = "购物车付款后是空的"
DRAFT = {"k1": "late twice"}
WORDS = ("late twice", "Which branch?", "basket is empty", "'basket'")


@pytest.fixture
def written(database_url: str) -> Iterator[World]:
    """What a company wrote before it had keys."""
    engine = taught_engine(database_url, keyring=None)
    world = World(Store(engine))
    world.review_at(State.MORE_ASKED)
    filed(world.store, world.people.employee)
    with world.store.begin() as unit:
        unit.drafts.save(world.people.employee.id, Form.SELF_SCORE, "1", DRAFT, at=FRIDAY)
    seal_what_waits(world.acting())
    yield world
    engine.dispose()


def given(world: World, keyring: Keyring | None) -> Acting:
    """The company, in a process that was started with these."""
    world.store.engine.dialect.steward_keyring = keyring  # type: ignore[attr-defined]
    note_key(world.acting())
    return world.acting()


def rotated(company: Acting) -> int:
    return rotate_keys(company, tell=lambda table, rows: None)


def lies_there(store: Store) -> str:
    """Some of it as somebody reads it who has a copy of the database."""
    with store.read() as unit:
        rows = [
            unit.session.execute(text(f"SELECT * FROM {table}")).all()
            for table in ("scores", "review_history", "drafts", "outbox", "requests", "search_postings")
        ]
    return str(rows)


def is_read(world: World) -> tuple[object, ...]:
    """The same as whoever may read it reads it."""
    with world.store.read() as unit:
        facts = review_facts(unit, 1)
        draft = unit.drafts.newest(world.people.employee.id, Form.SELF_SCORE)
        found = find_similar(unit, ASKED, by_id=world.people.colleague.id)
    return facts, draft and draft.data, [each.number for each in found.requests]


def test_what_was_in_the_clear_is_sealed_and_read_as_before(written: World) -> None:
    before = is_read(written)
    assert [word for word in WORDS if word not in lies_there(written.store)] == []
    company = given(written, NEWEST)
    assert keys_in_use(company).in_the_clear > 0

    assert rotated(company) > 10

    found = keys_in_use(company)
    assert (found.in_the_clear, set(found.sealed)) == (0, {NEWEST.newest})
    assert [word for word in WORDS if word in lies_there(written.store)] == []
    assert is_read(written) == before
    assert rotated(company) == 0


def test_the_record_is_whole_under_whichever_key(written: World) -> None:
    for keyring in (OLDER, BOTH):
        company = given(written, keyring)
        rotated(company)
        assert verify_record(company).broken is None
        seal_what_waits(company)
    assert verify_record(given(written, NEWEST)).broken is None


def test_stopped_half_way_it_goes_on_where_it_was(written: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = is_read(written)
    company = given(written, OLDER)
    rotated(company)
    company = given(written, BOTH)
    monkeypatch.setattr(keys, "BATCH", 2)

    def stop(table: str, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(company, tell=stop)
    half = keys_in_use(company)
    assert set(half.sealed) == {*BOTH.marks}
    assert is_read(written)[:2] == before[:2]
    assert keys_missing(given(written, NEWEST).store.engine) == [*OLDER.marks]

    company = given(written, BOTH)
    rotated(company)

    assert set(keys_in_use(company).sealed) == {BOTH.newest}
    assert keys_missing(given(written, NEWEST).store.engine) == []
    assert is_read(written) == before


def test_a_process_that_slept_through_a_rotation_says_that_its_key_is_needed_still(written: World) -> None:
    company = given(written, OLDER)
    rotated(given(written, BOTH))
    given(written, OLDER)
    with written.store.begin() as unit:
        unit.drafts.save(written.people.employee.id, Form.SELF_SCORE, "1", DRAFT, at=FRIDAY)

    note_key(company)

    assert keys_missing(written.store.engine) == [NEWEST.newest]
    written.store.engine.dialect.steward_keyring = NEWEST  # type: ignore[attr-defined]
    assert keys_missing(written.store.engine) == [OLDER.newest]


@pytest.mark.parametrize("keyring", [None, OLDER])
def test_without_its_key_nothing_is_read_and_nothing_overwritten(
    written: World, keyring: Keyring | None
) -> None:
    rotated(given(written, NEWEST))
    there = lies_there(written.store)
    company = given(written, keyring)

    with pytest.raises(CannotOpen):
        is_read(written)
    with pytest.raises(SetupError if keyring is None else CannotOpen):
        rotated(company)

    assert lies_there(written.store) == there
    assert keys_missing(company.store.engine) == [NEWEST.newest]
