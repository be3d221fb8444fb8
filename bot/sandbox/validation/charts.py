"""Charts: what a data_visualization block holds, and what must agree between its parts."""

from typing import Any

from bot.sandbox.validation.fields import Field, Items, Shape, String
from bot.sandbox.validation.report import Report

LONGEST_LABEL = 20
MOST_SERIES, MOST_POINTS, MOST_SEGMENTS = 6, 20, 6
MOST_CHARTS = 2
AXIS_CHARTS = ("bar", "line", "area")
LABEL = String(LONGEST_LABEL, 1)


class Number:
    """Any number; where it says so, one above nought."""

    def __init__(self, *, positive: bool = False) -> None:
        self._positive = positive

    def check(self, value: Any, at: str, report: Report) -> None:
        """JSON numbers only."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            report.add("must provide a number", at)
        elif self._positive and value <= 0:
            report.add("must be greater than 0", at)


def _pairs(*, positive: bool, most: int) -> Items:
    shape = Shape({"label": LABEL, "value": Number(positive=positive)}, required=("label", "value"))
    return Items(shape, most)


_SERIES = Shape({"name": LABEL, "data": _pairs(positive=False, most=MOST_POINTS)}, required=("name", "data"))
_AXES = Shape(
    {"categories": Items(LABEL, MOST_POINTS), "x_label": LABEL, "y_label": LABEL}, required=("categories",)
)
_BY_AXES = Shape(
    {"type": String(words=AXIS_CHARTS), "series": Items(_SERIES, MOST_SERIES), "axis_config": _AXES},
    required=("type", "series", "axis_config"),
)
_PIE = Shape(
    {"type": String(words=("pie",)), "segments": _pairs(positive=True, most=MOST_SEGMENTS)},
    required=("type", "segments"),
)


class Chart:
    """Bars, lines and areas over categories, or a pie."""

    def check(self, value: Any, at: str, report: Report) -> None:
        """The shape of its kind; then that every series has every category, in their order."""
        kind = value.get("type") if isinstance(value, dict) else None
        shape: Field = _PIE if kind == "pie" else _BY_AXES
        before = len(report.problems)
        shape.check(value, at, report)
        if kind == "pie" or len(report.problems) > before:
            return
        categories = value["axis_config"]["categories"]
        if len(set(categories)) < len(categories):
            report.add("categories must be unique", f"{at}/axis_config/categories")
        for index, series in enumerate(value["series"]):
            if [each["label"] for each in series["data"]] != categories:
                report.add("data must have every category in order", f"{at}/series/{index}/data")
