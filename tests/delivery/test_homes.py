"""The drawer: draws what was marked, publishes only what changed, and never gives up for good."""

from collections.abc import Iterator

import pytest

from bot.clock import MovableClock
from bot.delivery.homes import Homes
from bot.domain.home import Look, Tab
from bot.domain.policy import Policy
from bot.services.home import look_at_home, open_home
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.delivery.conftest import NOW, Post


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def homes(post: Post, clock: MovableClock) -> Iterator[Homes]:
    homes = Homes(
        store=post.store, slack=post.slack, clock=clock, policy=Policy(), between_two=0.0, after_failure=0.0
    )
    yield homes
    homes.stop()


def opened(post: Post) -> None:
    open_home(acting(post.store, by=post.people.employee, now=NOW))


def concern(post: Post) -> None:
    with post.store.begin() as unit:
        unit.homes.concern([post.people.employee.id])


def shown(post: Post) -> str:
    view = post.sandbox.person(str(post.people.employee.slack_id)).get("home")["view"]
    return str(view and view["blocks"])


def test_an_opened_home_is_published_once(post: Post, homes: Homes) -> None:
    opened(post)

    assert homes.drain() == 1
    assert homes.drain() == 0
    assert post.called("views.publish") == 1
    assert "Nothing is waiting for you." in shown(post)


def test_a_mark_that_changes_nothing_publishes_nothing(post: Post, homes: Homes) -> None:
    opened(post)
    homes.drain()

    concern(post)

    assert homes.drain() == 1
    assert post.called("views.publish") == 1


def test_many_changes_at_once_are_drawn_as_one_but_a_click_is_followed(
    post: Post, clock: MovableClock
) -> None:
    homes = Homes(store=post.store, slack=post.slack, clock=clock, policy=Policy(), between_two=600.0)
    opened(post)
    homes.drain()

    for _ in range(5):
        concern(post)
        assert homes.drain() == 0
    look_at_home(acting(post.store, by=post.people.employee, now=NOW), Look(tab=Tab.GOALS))

    assert homes.drain() == 1
    assert "▾ My goals" in shown(post)
    homes.stop()


def test_whoever_has_no_home_open_is_not_drawn(post: Post, homes: Homes) -> None:
    with post.store.begin() as unit:
        unit.homes.concern_everybody()

    assert homes.drain() == 0
    assert post.called("views.publish") == 0


def test_a_home_that_slack_refuses_is_let_be(post: Post, homes: Homes) -> None:
    opened(post)
    post.sandbox.faults.refuse_next("views.publish", "user_not_found")

    assert homes.drain() == 1
    assert homes.drain() == 0


def test_when_slack_asks_to_wait_nothing_is_drawn_meanwhile(post: Post, homes: Homes) -> None:
    opened(post)
    post.sandbox.faults.fail_next("views.publish", status=429, retry_after=600)

    assert [homes.drain() for _ in range(3)] == [1, 0, 0]
    assert post.called("views.publish") == 1


def test_what_could_not_be_published_is_tried_again(post: Post, homes: Homes) -> None:
    opened(post)
    post.sandbox.faults.fail_next("views.publish", n=2)

    homes.drain()

    assert post.called("views.publish") == 3
    assert "Nothing is waiting for you." in shown(post)


def test_whoever_has_left_has_none(post: Post, homes: Homes) -> None:
    opened(post)
    with post.store.begin() as unit:
        unit.session.get_one(PersonRow, post.people.employee.id).left_on = NOW.date()

    assert homes.drain() == 1
    assert homes.drain() == 0
    assert post.called("views.publish") == 0
