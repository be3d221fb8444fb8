"""What HR reads before results go out: which departments, without whom, and what keeps the others."""

from typing import Any

import pytest

from bot.domain.reviews.fingerprint import Rules
from bot.domain.reviews.release import Place, Released, ReleaseFacts, by_department
from bot.domain.reviews.way import State
from messages.catalog import Words
from messages.reviews.release_modal import MOST_CHOSEN, release_modal, released_modal
from tests.builders.approval import FRIDAY
from tests.builders.languages import LANGUAGES
from tests.messages.limits import problems
from tests.messages.reading import plain

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
LONG = "长" * 80


def places(*departments: tuple[State, ...], name: str = "Department") -> ReleaseFacts:
    found = [
        Place(review_id=at, name=f"{name} {at}", department_id=number, department=f"{name} {number}", state=state)
        for number, states in enumerate(departments, start=1)
        for at, state in enumerate(states, start=1)
    ]
    return ReleaseFacts(cycle_id=4, cycle_name="2026Q4", rules=None, departments=tuple(by_department(found)))
