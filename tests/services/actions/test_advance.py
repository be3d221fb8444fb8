"""An action moves on in one place: what was shown has to hold still, and an empty note is none."""

import pytest

from bot.domain.actions.way import Event
from bot.errors import Refusal
from bot.services.actions.advance import advance
from storage.unit import Store
from tests.builders.actions import Improving
from tests.builders.people import Company


def test_it_moves_by_a_version_and_keeps_no_empty_note(store: Store, people: Company) -> None:
    improving = Improving(store, people)
    made = improving.write()

    with store.begin() as unit:
        moved = advance(unit, unit.actions.get(made.id), Event.GO_ON, improving.by(people.employee), seen=1)
        by_manager = improving.by(people.manager)
        for event, by, note in (
            (Event.STICK, improving.by(people.employee), ""),
            (Event.GO_ON, by_manager, ""),
            (Event.GO_ON, improving.by(people.employee), "Twice so far"),
        ):
            with pytest.raises(Refusal, match=r"action\.changed_since"):
                advance(unit, moved, event, by, seen=1, note=note)
        assert advance(unit, moved, Event.GO_ON, improving.by(people.employee), seen=1) == moved
        entries = unit.actions.histories([made.id])[made.id]

    assert (moved.version, entries[-1].note) == (2, None)
