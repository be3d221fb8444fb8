"""Where somebody who follows a request sees how it stands."""

from datetime import UTC, datetime

from bot.domain.intake.followers import Follower, Via


def follower(*joined: int) -> Follower:
    since = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    return Follower(request_id=190, person_id=7, since=since, via=Via.JOINED, joined=joined)


def test_it_is_on_the_cards_of_their_own_requests_or_else_on_one_of_its_own() -> None:
    assert [str(card) for card in follower(214, 215).cards] == ["my-request:214", "my-request:215"]
    assert [str(card) for card in follower().cards] == ["followed:190:7"]
