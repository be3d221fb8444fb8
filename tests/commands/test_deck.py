"""`steward deck` as somebody types it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pptx import Presentation

from tests.builders.steward_command import steward
from tests.builders.world import World


def test_slides_are_written_and_it_says_who_gets_them(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "marketing.pptx"

    assert steward("deck", "marketing", "2026-10", "--out", str(file), "--locale", "zh-CN") == 0

    said = capsys.readouterr()
    assert said.out == f"{file}\n"
    assert "goes to Zhao Min." in said.err
    assert Presentation(str(file)).slides[0].placeholders[1].text.startswith("部门月报")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Sales",), "There are: Human Resources, Marketing"),
        (("Marketing", "October"), "is no month that has begun"),
        (("Marketing", f"{datetime.now(UTC):%Y-%m}"), "The newest there is: "),
        (("Marketing", "--out", "no/such/folder.pptx"), "cannot be written"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    world: World, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert steward("deck", *arguments) == 2
    assert said in capsys.readouterr().err
