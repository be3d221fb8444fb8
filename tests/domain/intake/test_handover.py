"""A brief that was handed over: who owes the next word, and by when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.intake.handover import Handover, implied
from bot.domain.intake.handover_way import State
from bot.domain.obligations import Kind
from bot.domain.people import Person
from tests.builders.people import SUN, WU

HE = replace(WU, id=12, name="He Jun")
FRIDAY_NOON = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
HANDED = Handover(
    id=7,
    request_id=214,
    brief=1,
    assignee_id=HE.id,
    by_id=SUN.id,
    due_on=date(2026, 12, 4),
    state=State.SENT,
    owed_since=FRIDAY_NOON,
    version=1,
)


@pytest.mark.parametrize(
    ("state", "who", "kind"),
    [
        (State.SENT, HE, Kind.HANDOVER),
        (State.SAID, SUN, Kind.WORDING),
        (State.READY, SUN, Kind.READY),
    ],
)
def test_the_next_word_is_owed_on_the_next_working_day(state: State, who: Person, kind: Kind) -> None:
    (owed,) = implied(replace(HANDED, state=state), assignee=HE, owner=SUN, days=1)

    assert (owed.person_id, owed.kind, owed.due_on) == (who.id, kind, date(2026, 11, 30))


@pytest.mark.parametrize(
    "state", [State.UNDERSTOOD, State.STARTED, State.WAITING, State.DONE, State.WITHDRAWN]
)
def test_who_builds_owes_no_word(state: State) -> None:
    assert list(implied(replace(HANDED, state=state), assignee=HE, owner=SUN, days=1)) == []


def test_whoever_left_owes_nothing() -> None:
    gone = replace(HE, left_on=date(2026, 11, 1))

    assert list(implied(HANDED, assignee=gone, owner=SUN, days=1)) == []
