"""What an event brought besides its words is kept as JSON and comes back as it was."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.history import NOTHING_MORE, Changed, Facts, as_kept, facts_of

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        (NOTHING_MORE, {}),
        (Facts(), {}),
        (Facts(manager=Changed(was=1, now=2)), {"manager": {"was": 1, "now": 2}}),
        (Facts(manager=Changed(was=None, now=2)), {"manager": {"now": 2}}),
        (Facts(promised_for=date(2026, 11, 27)), {"promised_for": "2026-11-27"}),
        (
            Facts(owner=Changed(was=4, now=5), answer_by=Changed(was=NINE, now=TEN)),
            {
                "owner": {"was": 4, "now": 5},
                "answer_by": {"was": "2026-11-23T09:00:00Z", "now": "2026-11-23T10:00:00Z"},
            },
        ),
    ],
)
def test_only_what_is_set_is_kept(facts: Facts, kept: dict[str, Any]) -> None:
    assert as_kept(facts) == kept


@pytest.mark.parametrize(
    "facts",
    [
        NOTHING_MORE,
        Facts(manager=Changed(was=1, now=2)),
        Facts(manager=Changed(was=1, now=None)),
        Facts(promised_for=date(2026, 11, 27)),
        Facts(
            owner=Changed(was=4, now=5), answer_by=Changed(was=NINE, now=TEN), promised_for=date(2027, 1, 8)
        ),
    ],
)
def test_what_was_kept_is_restored(facts: Facts) -> None:
    stored = json.loads(json.dumps(as_kept(facts)))

    assert facts_of(stored) == facts


def test_what_is_kept_without_a_side_is_restored_without_it() -> None:
    assert facts_of({"manager": {"was": None, "now": 2}}) == Facts(manager=Changed(was=None, now=2))


def test_nothing_kept_is_nothing_more() -> None:
    assert facts_of({}) is NOTHING_MORE


def test_what_this_version_does_not_know_is_not_passed_over() -> None:
    with pytest.raises(ValidationError):
        facts_of({"colour": "red"})
