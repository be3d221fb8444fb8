"""What follows from an event of a project: everybody hears it whom it concerns, once."""

import pytest

from bot.domain.intake.notices import ProjectMoved, ProjectTold
from bot.domain.intake.project_follows import FOLLOWS, Shared
from bot.domain.intake.project_way import HEARD, SAID, Event
from bot.domain.notices import DESK, CardStale, Notice
from tests.builders.people import CHEN, SUN, WU
from tests.domain.intake.test_project import PROJECT

HE_ID, FOLLOWER_ID = 12, 30


def said(event: Event, *, heard: frozenset[int] = frozenset()) -> list[Notice]:
    moved = Shared(
        project=PROJECT,
        by_id=SUN.id,
        requester_id=CHEN.id,
        followers=(FOLLOWER_ID,),
        participants=(WU.id, CHEN.id),
        others=(SUN.id, HE_ID),
        heard=heard,
    )
    return list(FOLLOWS[event].notices(moved, because="1"))


def told(notices: list[Notice]) -> list[int]:
    return [each.to for each in notices if isinstance(each, ProjectTold)]


@pytest.mark.parametrize("event", sorted(HEARD - {Event.OPEN}))
def test_everybody_whom_it_concerns_hears_it_once_but_whoever_did_it(event: Event) -> None:
    assert told(said(event)) == [CHEN.id, FOLLOWER_ID, WU.id, HE_ID]
    assert HE_ID not in told(said(event, heard=frozenset({HE_ID})))


def test_who_waits_hears_that_it_is_discussed_and_who_takes_part_is_asked() -> None:
    assert told(said(Event.OPEN)) == [CHEN.id, FOLLOWER_ID]
    cards = [each.card for each in said(Event.OPEN) if isinstance(each, CardStale)]
    assert f"project-asked:4:{WU.id}" in cards


@pytest.mark.parametrize("event", list(Event))
def test_the_card_says_so_and_its_thread_what_is_worth_it(event: Event) -> None:
    notices = said(event)

    assert any(isinstance(each, CardStale) and each.card == "project:4" for each in notices)
    assert any(isinstance(each, ProjectMoved) for each in notices) is (event in SAID)
    assert {each.lane for each in notices if isinstance(each, ProjectMoved)} <= {DESK}
