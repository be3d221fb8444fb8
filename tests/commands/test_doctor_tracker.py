"""What doctor says of the issue tracker, and how to mend it."""

from pydantic import SecretStr

from bot.commands.doctor_tracker import MEND, check_tracker
from bot.settings import Settings
from bot.trackers.tracker import Trouble
from tests.builders.tracker_server import tracker_server
from tests.builders.tracker_shapes import TOKEN, github


def test_every_trouble_says_how_it_is_mended() -> None:
    assert set(MEND) == set(Trouble)


def test_without_a_tracker_nothing_is_said() -> None:
    assert list(check_tracker(Settings())) == []


def test_one_that_is_named_and_not_set_up_is_found() -> None:
    [found] = check_tracker(Settings(steward_tracker="github"))

    assert not found.is_well
    assert "STEWARD_TRACKER_TOKEN" in found.mend


def test_one_that_lets_us_in_is_told_from_one_that_does_not() -> None:
    with tracker_server(github()) as desk:
        good, wrong = (
            Settings(
                steward_tracker="github",
                steward_tracker_url=f"{desk.url}/shop/site",
                steward_tracker_token=SecretStr(token),
            )
            for token in (TOKEN, "old")
        )
        lines = [[each.is_well for each in check_tracker(settings)] for settings in (good, wrong)]

    assert lines == [[True, True], [False, True]]
