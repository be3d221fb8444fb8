"""`steward audit`: its exit status says whether the record is whole, its line what is wrong."""

import pytest
from sqlalchemy import text

from bot.domain.reviews.way import State
from bot.services.record.seal import seal_what_waits
from storage.record.guards import remove_guards, set_guards
from storage.unit import Store
from tests.builders.steward_command import steward
from tests.builders.world import World


@pytest.fixture
def sealed(world: World) -> World:
    world.review_at(State.SELF_SCORED)
    seal_what_waits(world.acting())
    return world


def test_a_whole_record_is_said_to_be_with_its_head(
    sealed: World, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("audit", "head") == 0
    head = capsys.readouterr().out.strip()
    assert steward("audit", "verify", "--head", head) == 0
    assert capsys.readouterr().out == f"Whole: {head.partition(':')[0]} links, up to {head}.\n"


def test_the_first_broken_row_is_named(
    sealed: World, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as unit:
        connection = unit.session.connection()
        remove_guards(connection)
        connection.execute(text("UPDATE scores SET score = 500 WHERE id = 1"))
        set_guards(connection)

    assert steward("audit", "verify") == 3
    said = capsys.readouterr().err
    assert "score 1, content: the row does not say what was sealed." in said
    assert "BROKEN: link " in said


def test_a_head_that_is_none_or_another_one(sealed: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("audit", "verify", "--head", "unsealed") == 2
    assert "--head" in capsys.readouterr().err
    assert steward("audit", "verify", "--head", "0123456789ab") == 3
    assert "BROKEN: truncated: the record does not lead to the head" in capsys.readouterr().err


def test_what_waits_is_told(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.review_at(State.SELF_SCORED)

    assert steward("audit", "verify") == 0
    assert "rows are not sealed yet" in capsys.readouterr().err
