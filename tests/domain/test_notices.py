"""Notices: told once for a key, in order for a lane, and built again from what was kept."""

from dataclasses import dataclass

import pytest

from bot.domain.intake.notices import RequesterWrote
from bot.domain.notices import DESK, CardStale, Notice, ToPerson, kinds, restore
from bot.domain.reviews.notices import MoreAsked

NOTICES: list[tuple[Notice, str, str]] = [
    (MoreAsked(to=7, review_id=3, number=4), "MoreAsked:7:3:4", "person:7"),
    (RequesterWrote(request_id=214, number=2), "RequesterWrote:214:2", DESK),
    (CardStale(to=7, card="my-review:3", because="3.4"), "CardStale:7:my-review:3:3.4", "person:7"),
    (CardStale(to=None, card="request:214", because="2"), "CardStale:None:request:214:2", DESK),
]


@pytest.mark.parametrize(("notice", "key", "lane"), NOTICES, ids=[key for _, key, _ in NOTICES])
def test_a_notice_has_a_key_of_all_it_says_and_the_lane_of_its_reader(
    notice: Notice, key: str, lane: str
) -> None:
    assert (notice.key, notice.lane) == (key, lane)


@pytest.mark.parametrize("notice", [each for each, _, _ in NOTICES])
def test_a_notice_is_built_again_from_what_was_kept(notice: Notice) -> None:
    assert restore(notice.kind, notice.payload()) == notice


def test_a_kind_that_is_gone_is_not_built_again() -> None:
    with pytest.raises(KeyError):
        restore("QuarterCardChanged", {})


def test_a_kind_is_known_by_its_name_and_by_it_alone() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Waved(ToPerson):
        """Somebody waves."""

    assert kinds()["Waved"] is Waved
    with pytest.raises(TypeError, match="two notices are called Waved"):
        type("Waved", (ToPerson,), {})
