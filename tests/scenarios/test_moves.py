"""People move: whoever it concerns is told in their own words, and what is open follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.domain.policy import Policy
from bot.local.seeding import slack_id
from bot.local.workspace import LocalWorkspace
from bot.sandbox import Person as Keyboard
from bot.sandbox import SeedUser
from storage.unit import Store
from tests.builders.goals import open_goals_of, proposed
from tests.builders.moves import CHEN, JANUARY, LIU, WU, ZHAO, bare, imported, named
from tests.builders.organisation import changed, entry, without


@pytest.fixture
def local(store: Store) -> Iterator[LocalWorkspace]:
    """The example company, a week after it was imported; Chen Jie's sheet waits for Liu Yang."""
    imported(store, bare(), at=JANUARY - timedelta(days=8))
    chen = named(store, CHEN)
    [goals] = open_goals_of(store, chen)
    proposed(store, goals.id, chen)
    place = LocalWorkspace(store, policy=Policy(), clock=MovableClock(JANUARY), rate_limits=False)
    place.start()
    yield place
    place.stop()


def keyboard(local: LocalWorkspace, name: str) -> Keyboard:
    return local.sandbox.person(slack_id(named(local.store, name)))


def settle(local: LocalWorkspace) -> None:
    assert local.steward is not None
    assert local.steward.settle(patience=10.0) == 0


def test_a_manager_who_leaves_is_stood_in_for_until_a_successor_is_named(local: LocalWorkspace) -> None:
    imported(local.store, without(bare(), LIU))
    settle(local)

    told = keyboard(local, CHEN).wait_for_message(containing="What changes for you")
    assert "Liu Yang has left. Until a successor is named, Zhao Min is your manager." in told.plain
    zhao = keyboard(local, ZHAO)
    assert (
        "One open step came over to you."
        in zhao.wait_for_message(containing="What changes in your team").plain
    )
    zhao.wait_for_message(containing="2027 Q1 goals:")
    admin = keyboard(local, "Zhang Wei").wait_for_message(containing="nobody has followed them yet")
    assert "Liu Yang: Zhao Min stands in" in admin.plain

    follows = without(bare(), LIU)
    for name in (CHEN, WU, "黄磊", "林雅婷"):
        follows = changed(follows, name, manager=entry(bare(), "Sun Li").email)
    imported(local.store, follows, at=JANUARY + timedelta(minutes=5))
    local.move_to(JANUARY + timedelta(minutes=6))
    settle(local)

    keyboard(local, "Sun Li").wait_for_message(containing="Chen Jie reports to you, until now to Zhao Min")


def test_whoever_joins_hears_on_the_third_working_day_and_their_manager_at_once(
    local: LocalWorkspace,
) -> None:
    joins = replace(
        entry(bare(), WU), name="Gao Lan", email="gao.lan@example.com", number=None, slack_id="U0GAOLAN"
    )
    local.sandbox.add_user(
        SeedUser(
            id="U0GAOLAN", name="gao", real_name="Gao Lan", email="gao.lan@example.com", tz="Asia/Shanghai"
        )
    )
    imported(local.store, replace(bare(), people=(*bare().people, joins)))
    settle(local)

    news = keyboard(local, LIU).wait_for_message(containing="What changes in your team").plain
    assert "Gao Lan joins your team on Tue 12 Jan." in news
    assert "They are asked for goals on Thu 14 Jan." in news
    assert "79 of 90 days of 2027 Q1 count." in news

    local.move_to(JANUARY + timedelta(days=2, hours=1))
    settle(local)
    keyboard(local, "Gao Lan").wait_for_message(containing="2027 Q1 goals")
