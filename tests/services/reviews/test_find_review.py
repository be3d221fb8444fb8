"""Whoever tries ids of reviews learns nothing from the answer."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.self_score import NOTHING_ENTERED, keep_step, open_self_score, submit_self_score
from bot.services.reviews.sent_self_score import self_score_preview, sent_self_score
from bot.services.reviews.take_back import ask_back, give_back, keep_it, to_ask_back
from tests.builders.world import World

ATTEMPTS: dict[str, Callable[[Acting, int], Any]] = {
    "open": lambda by, number: open_self_score(by, review_id=number),
    "keep": lambda by, number: keep_step(by, review_id=number, step=1, entered=NOTHING_ENTERED, go_to=1),
    "submit": lambda by, number: submit_self_score(by, review_id=number, read_at=""),
    "sent": lambda by, number: sent_self_score(by, review_id=number),
    "preview": lambda by, number: self_score_preview(by, review_id=number),
    "to ask back": lambda by, number: to_ask_back(by, review_id=number),
    "ask back": lambda by, number: ask_back(by, review_id=number, why="x"),
    "give back": lambda by, number: give_back(by, review_id=number, number=1),
    "keep it": lambda by, number: keep_it(by, review_id=number, number=1),
}


@pytest.mark.parametrize("deed", list(ATTEMPTS))
def test_a_review_that_is_not_there_is_told_like_somebody_elses(world: World, deed: str) -> None:
    theirs = world.review_at(State.SELF_SCORED)
    stranger = world.acting(world.people.colleague)

    def refused(number: int) -> tuple[str, str | None, dict[str, Any]]:
        with pytest.raises(Refusal) as refusal:
            ATTEMPTS[deed](stranger, number)
        return refusal.value.code, refusal.value.field, refusal.value.facts

    assert refused(theirs.id) == refused(theirs.id + 1000)
