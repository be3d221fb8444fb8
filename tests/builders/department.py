"""A department's month as a value: five parts of it full, or with as many KPIs as it takes."""

from decimal import Decimal
from typing import Any

from bot.domain.actions.action import TrainingKind
from bot.domain.actions.trainings import Answer
from bot.domain.goals.anchors import Direction
from bot.domain.quantities import Quantity
from bot.domain.reports.counting import Count
from bot.domain.reports.department import Completion, DepartmentReport, Growth, Suggested
from bot.domain.reports.kpi_trend import KpiLine, Reading
from bot.domain.reports.month import Month

OCTOBER = Month(year=2026, number=10)


def kpi(name: str = "Shop-wide conversion", *values: str, **rest: Any) -> KpiLine:
    """One of percent with a target of 3.6; `values`: of the months up to October, the oldest first."""
    months = [OCTOBER]
    while len(months) < len(values):
        months.insert(0, months[0].before)
    facts: dict[str, Any] = {
        "name": name,
        "unit": "%",
        "quantity": Quantity.PERCENT,
        "target": "3.6 %",
        "amount": Decimal("3.6"),
        "direction": Direction.HIGHER,
        "readings": tuple(
            Reading(month=month, typed=f"{value} %", value=Decimal(value))
            for month, value in zip(months[-len(values) :] if values else [], values, strict=True)
        ),
    }
    return KpiLine(**{**facts, **rest})


def month_of_marketing(**rest: Any) -> DepartmentReport:
    """Something in each part, and nothing hidden."""
    facts: dict[str, Any] = {
        "department": "Marketing",
        "month": OCTOBER,
        "is_small": False,
        "completion": Completion(
            check_ins=Count(total=31, done=26, late=3),
            goals=Count(total=9, done=9),
            reviews=Count(total=12, done=7, late=2),
        ),
        "kpis": (kpi("Shop-wide conversion", "3.2", "3.4", "3.7"), kpi("Campaign ROI", "3.1", "2.7")),
        "shared": (kpi("Launches on time", "3.6"),),
        "handovers": Count(total=8, done=6, late=1),
        "questions": Count(total=7, done=6),
        "feedback": Count(total=14, done=11),
        "growth": Growth(
            trainings_begun=Count(total=6),
            trainings_done=Count(total=5),
            pairings_begun=Count(),
            pairings_done=Count(),
            requirements=Count(total=52, done=41),
            kinds={TrainingKind.CLASSROOM: 6},
            offers={Answer.TAKEN_UP: 6, Answer.DECLINED: 5},
        ),
        "suggestions": Suggested(adopted=3, put_off=1, declined=1, waiting=2),
        "actions": Count(total=13, late=4),
        "recognised": ("Chen Jie",),
    }
    return DepartmentReport(**{**facts, **rest})


HIDDEN = month_of_marketing(
    is_small=True,
    completion=Completion(check_ins=None, goals=None, reviews=None),
    handovers=None,
    questions=None,
    feedback=None,
    growth=Growth(
        trainings_begun=None,
        trainings_done=None,
        pairings_begun=None,
        pairings_done=None,
        requirements=None,
        kinds=None,
        offers=None,
    ),
    suggestions=None,
    actions=None,
    recognised=(),
)
"""Of a department of four: nothing of its people, all of its KPIs."""
