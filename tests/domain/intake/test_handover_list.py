"""What lies with developers: whose turn it is, and what of it others read."""

from dataclasses import replace

from bot.domain.intake.handover_list import Handed
from bot.domain.intake.handover_way import State
from tests.builders.intake import MORNING
from tests.builders.people import CHEN, SUN

HANDED = Handed(
    id=1,
    request_id=214,
    state=State.STARTED,
    due_on=None,
    owed_since=MORNING,
    assignee=CHEN,
    owner=SUN,
    requester_id=9,
    is_private=True,
    branch="Chengdu",
    title="The basket is empty",
)


def test_it_is_the_developers_turn_or_the_desks_or_nobodys() -> None:
    turns = [replace(HANDED, state=state).turn(None) for state in (State.STARTED, State.READY, State.DONE)]

    assert [turn.name if turn else None for turn in turns] == [CHEN.name, SUN.name, None]


def test_who_does_not_read_it_sees_its_number_alone() -> None:
    untold = HANDED.untold()

    assert (untold.request_id, untold.title, untold.branch) == (214, "", "")
