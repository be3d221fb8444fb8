"""`steward person` and `steward retention` as somebody types them: files written, things said, refusals."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.domain.reviews.way import State
from storage.models.people import PersonRow
from tests.builders.steward_command import steward
from tests.builders.world import World


def test_everything_is_written_for_the_person_and_goes_with_them(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.review_at(State.MORE_ASKED)
    chen = world.people.employee

    assert steward("person", "export", chen.email, "--out", str(tmp_path)) == 0
    page = tmp_path / f"person-{chen.id}.html"
    assert json.loads((tmp_path / f"person-{chen.id}.json").read_text("utf-8"))["person"] == chen.id
    assert "Which branch?" in page.read_text("utf-8")
    assert page.stat().st_mode & 0o077 == 0
    capsys.readouterr()

    assert steward("person", "erase", chen.email) == 2
    assert "still here" in capsys.readouterr().err
    with world.store.begin() as unit:
        row = unit.session.get(PersonRow, chen.id)
        assert row is not None
        row.left_on = date(2027, 1, 9)
    for dry_run in (["--dry-run"], []):
        assert steward("person", "erase", chen.email, *dry_run) == 0
        said = capsys.readouterr()
        assert "review_history: " in said.out
        assert "Messages in Slack stay there" in said.err
    assert steward("audit", "verify") == 0
    assert "Erased since: " in capsys.readouterr().out
    assert steward("person", "export", "nobody@example.com") == 2


def test_what_is_old_is_said_before_it_goes(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.review_at(State.RELEASED)

    assert steward("retention", "--dry-run", "--at", "2040-01-01T10:00") == 0
    planned = capsys.readouterr().out
    assert "reviews: " in planned
    assert steward("retention", "--at", "2040-01-01T10:00") == 2
    assert "--at: what has gone does not come back." in capsys.readouterr().err
    assert steward("retention", "--dry-run", "--at", "2040-01-01T10:00") == 0
    assert capsys.readouterr().out == planned
    assert steward("retention") == 0
    assert capsys.readouterr().out == "Nothing is older than it is kept.\n"
