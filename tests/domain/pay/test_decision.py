"""What a cell of HR's may say. A file that came back otherwise: tests/commands/test_pay.py."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.pay.decision import DecidedFile, DecisionEntry, Decisions, shown
from bot.domain.pay.places import PayPlace
from bot.domain.pay.proposal import Proposal, Proposed, Why

JANUARY = date(2027, 1, 1)
PLACE = PayPlace(id=5, person_id=1, grade="007", step=3, steps=8, from_day=date(2026, 4, 1))
CHEN = Proposed(
    id=1,
    person_id=1,
    name="=Chen+Jie",
    email="chen@example.com",
    place=PLACE,
    score=Decimal("3.75"),
    change=1,
    why=None,
)


UNPROPOSED = replace(CHEN, score=None, change=None, why=Why.NOT_RELEASED)
OTHER_UNPROPOSED = replace(UNPROPOSED, why=Why.APPEAL)


def read(
    cells: Mapping[str, str],
    *,
    now: Proposed | None = CHEN,
    held: PayPlace = PLACE,
    row: Proposed = CHEN,
    others: Mapping[int, Proposed] | None = None,
) -> DecidedFile:
    proposal = Proposal(number=4, cycle_id=9, cycle_name="2026", made_at=datetime.max, rows=(row,))  # noqa: DTZ901
    written = {name: str(cell) for name, cell in shown(4, row).items() if cell not in (None, "")}
    reading = Decisions(
        proposal=proposal,
        now={**({1: now} if now else {}), **(others or {})},
        held={1: [held]},
        from_day=JANUARY,
    )
    return reading.read([DecisionEntry(line=3, cells={**written, **cells})])


@pytest.mark.parametrize(
    ("cells", "change", "differs"),
    [
        ({}, 1, False),
        ({"decided": "1"}, 1, False),
        ({"decided": "+1.0"}, 1, False),
        ({"decided": "−1", "reason": "x"}, -1, True),
        ({"decided": "0", "reason": "x"}, 0, True),
        ({"decided": "5", "reason": "x", "score": "3.750"}, 5, True),
        ({"person": "Chen+Jie"}, 1, False),
    ],
)
def test_it_is_what_hr_wrote_or_what_was_proposed(cells: dict[str, str], change: int, differs: bool) -> None:
    found = read(cells)

    assert found.problems == ()
    assert [(each.change, each.step, each.differs) for each in found.decided] == [
        (change, 3 + change, differs)
    ]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"cells": {"decided": "nan", "reason": "x"}}, ["change_unknown"]),
        ({"cells": {"decided": "-3", "reason": "x"}}, ["out_of_grade"]),
        ({"cells": {"reason": "x" * 1001}}, ["long_reason"]),
        ({"cells": {"grade": "7", "email": ""}}, ["cell_changed", "cell_changed"]),
        ({"cells": {"decided": "1"}, "now": None}, ["gone"]),
        ({"cells": {}, "row": UNPROPOSED}, ["outdated"]),
        ({"cells": {}, "now": UNPROPOSED}, ["outdated"]),
        (
            {"cells": {"decided": "1", "reason": "x"}, "row": UNPROPOSED, "now": OTHER_UNPROPOSED},
            ["outdated"],
        ),
        ({"cells": {}, "now": CHEN, "others": {2: replace(CHEN, person_id=2)}}, ["person_new"]),
        ({"cells": {}, "now": replace(CHEN, version=2)}, ["outdated"]),
        ({"cells": {}, "held": replace(PLACE, id=6)}, ["moved"]),
        ({"cells": {}, "held": replace(PLACE, from_day=date(2027, 2, 1))}, ["moved"]),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_decided(given: dict[str, Any], codes: list[str]) -> None:
    found = read(**given)

    assert [each.code for _, each in found.problems] == codes
    assert (found.decided == ()) is (codes != ["person_new"])


@pytest.mark.parametrize(
    "given",
    [
        {"now": None},
        {"row": UNPROPOSED, "now": OTHER_UNPROPOSED},
        {"row": UNPROPOSED, "now": UNPROPOSED, "others": {2: replace(UNPROPOSED, person_id=2)}},
    ],
)
def test_whoever_nothing_is_decided_about_may_leave_join_and_appeal(given: dict[str, Any]) -> None:
    found = read({}, **given)

    assert (found.problems, found.decided, found.left) == ((), (), 1)
