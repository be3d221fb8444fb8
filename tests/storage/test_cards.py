"""Where cards stand: one place for a key, found by either."""

from datetime import UTC, datetime, timedelta

from bot.domain.reviews.cards import my_review_card, team_card
from storage.cards import Spot
from storage.unit import Store

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HERE = Spot(key="my-review:7", channel="D1", ts="1.1", fingerprint="a")


def put(store: Store, *spots: Spot) -> None:
    with store.begin() as unit:
        for spot in spots:
            unit.cards.put(spot, now=NOW)


def test_a_card_is_found_by_its_key_and_by_its_place(store: Store) -> None:
    put(store, HERE)

    with store.read() as unit:
        assert unit.cards.get(my_review_card(7)) == unit.cards.get("my-review:7") == HERE
        assert unit.cards.at("D1", "1.1") == my_review_card(7)


def test_a_card_that_does_not_stand_is_none(store: Store) -> None:
    put(store, HERE)

    with store.read() as unit:
        assert unit.cards.get(team_card(7, 1)) is None
        assert unit.cards.at("D1", "1.2") is None
        assert unit.cards.at("D2", "1.1") is None


def test_the_place_of_something_else_is_no_card(store: Store) -> None:
    put(store, Spot(key="concern:not_in_slack:1:7", channel="D1", ts="1.1", fingerprint="a"))

    with store.read() as unit:
        assert unit.cards.at("D1", "1.1") is None


def test_a_card_that_is_put_elsewhere_stands_there_only(store: Store) -> None:
    put(store, HERE)
    moved = Spot(key=HERE.key, channel="D2", ts="2.2", fingerprint="b")

    with store.begin() as unit:
        unit.cards.put(moved, now=NOW + timedelta(hours=1))

    with store.read() as unit:
        assert unit.cards.get(my_review_card(7)) == moved
        assert unit.cards.at("D1", "1.1") is None


def test_in_another_workspace_none_of_them_stands(store: Store) -> None:
    put(store, HERE, Spot(key="team:1:1", channel="D1", ts="1.2", fingerprint="a"))

    with store.begin() as unit:
        unit.cards.forget_all()

    with store.read() as unit:
        assert unit.cards.get(my_review_card(7)) is None
        assert unit.cards.get(team_card(1, 1)) is None
