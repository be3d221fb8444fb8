"""Lines of an organisation file about people of one company in Hangzhou."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.domain.organisation import BranchEntry, KpiEntry, PersonEntry
from bot.domain.people import Grade

SEPTEMBER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
"""When they are written down."""

HANGZHOU = BranchEntry(at=("branches", 0), name="Hangzhou", country="CN", timezone="Asia/Shanghai")
MARKETING, HUMAN = "Marketing", "Human Resources"


def account(name: str) -> str:
    """Their id in Slack."""
    return "U0" + re.sub(r"\W", "", name).upper()


def address(name: str) -> str:
    """Their e-mail address."""
    return name.lower().replace(" ", ".") + "@example.com"


def entry(name: str, rest: Mapping[str, Any], weights: Sequence[int] = ()) -> PersonEntry:
    """A line about somebody: in Marketing, a lead, unless `rest` says otherwise; `weights` of their KPIs."""
    values: dict[str, Any] = {
        "at": ("people", name),
        "name": name,
        "email": address(name),
        "post": "Lead",
        "department": MARKETING,
        "branch": HANGZHOU.name,
        "manager": None,
        "grade": Grade.SENIOR,
        "slack_id": account(name),
        "kpis": sheet_of(name.split()[0], weights) if weights else None,
    }
    return PersonEntry(**{**values, **rest})


def sheet_of(whose: str, weights: Sequence[int]) -> tuple[KpiEntry, ...]:
    """KPIs that weigh so much."""
    return tuple(
        KpiEntry(
            at=("kpis", number),
            name=f"{whose} figure {number + 1}",
            result="The shop sells more",
            measure="mean of the quarter",
            unit="%",
            target="3.6",
            source="web analytics",
            weight=weight,
            anchors=((Decimal("3.75"), "above the target"), (Decimal("3.5"), "on target")),
        )
        for number, weight in enumerate(weights)
    )
