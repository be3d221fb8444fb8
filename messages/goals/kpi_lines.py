"""KPIs and their changes as lines: what every card and form about a sheet shares."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.named import Named
from bot.domain.goals.plan import OF_ALL
from bot.domain.goals.sheet import KpiChange
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi, Measures
from messages.catalog import Mrkdwn, Words
from messages.kit import fit_mrkdwn
from messages.reviews.score_lines import goal, short

NAME_LIMIT = 80
FIELD_LIMIT = 120
ANCHOR_LIMIT = 140
CHANGE_LIMIT = 700


def kpi_line(words: Words, kpi: Kpi) -> Mrkdwn:
    """ "*40 %* · Shop-wide conversion · 3.6 %"."""
    return words.say("goals/kpi_lines/line", **_facts(kpi))


def change_lines(words: Words, change: KpiChange, *, named: Named) -> Mrkdwn:
    """One KPI that is new, dropped or changed; what changed of it line by line, old beside new."""
    if change.before is None:
        return words.say("goals/kpi_lines/added", **_facts(change.kpi))
    if change.after is None:
        return words.say("goals/kpi_lines/dropped", **_facts(change.kpi))
    lines = [
        words.say("goals/kpi_lines/changed", weight=change.after.weight, name=short(change.after.name)),
        *(
            words.say(
                "goals/kpi_lines/field",
                label=LABELS[field](words),
                was=short(field_text(words, change.before, field, named), FIELD_LIMIT),
                now=short(field_text(words, change.after, field, named), FIELD_LIMIT),
            )
            for field in change.fields
        ),
    ]
    return fit_mrkdwn(Mrkdwn("\n".join(lines)), CHANGE_LIMIT)


def unchanged_line(words: Words, kpis: Sequence[Kpi], changed: Sequence[KpiChange]) -> Mrkdwn | None:
    """The names of those that are as they were; None where none is."""
    touched = {change.kpi.key for change in changed}
    names = [str(short(kpi.name, 40)) for kpi in kpis if kpi.key not in touched]
    return words.say("goals/kpi_lines/unchanged", names=words.names(names)) if names else None


def about_lines(words: Words, kpi: Kpi, *, named: Named) -> Mrkdwn:
    """Everything that is agreed on about a KPI beside its line."""
    about = words.say(
        "goals/kpi_lines/about",
        duty=short(kpi.duty, FIELD_LIMIT),
        result=short(kpi.result, FIELD_LIMIT),
        measure=short(kpi.measure, FIELD_LIMIT),
        source=short(kpi.source, FIELD_LIMIT),
        by=short(named.people.get(kpi.figure_by_id or 0, "")),
        goal=short(_goal_name(words, kpi, named), FIELD_LIMIT),
    )
    anchors = [[words.number(anchor.score), short(anchor.text, ANCHOR_LIMIT)] for anchor in kpi.anchors]
    return Mrkdwn(f"{about.strip()}\n{words.say('goals/kpi_lines/anchors', anchors=anchors)}".strip())


def _facts(kpi: Kpi) -> dict[str, object]:
    return {"weight": kpi.weight, "name": short(kpi.name, NAME_LIMIT), "target": short(goal(kpi), 60)}


QUANTITIES: Mapping[Quantity | None, Callable[[Words], str]] = {
    Quantity.PERCENT: lambda words: words.label("Percent"),
    Quantity.MONEY: lambda words: words.label("Money"),
    Quantity.TIME: lambda words: words.label("Time"),
    Quantity.COUNT: lambda words: words.label("A count"),
    Quantity.RATING: lambda words: words.label("A rating"),
    None: lambda words: words.label("Words, no number"),
}
DIRECTIONS: Mapping[Direction | None, Callable[[Words], str]] = {
    Direction.HIGHER: lambda words: words.label("Higher is better"),
    Direction.LOWER: lambda words: words.label("Lower is better"),
    None: lambda words: words.label("Neither"),
}
MEASURES: Mapping[Measures, Callable[[Words], str]] = {
    Measures.RESULT: lambda words: words.label("A result"),
    Measures.WORK: lambda words: words.label("How the work is done"),
}
SCORED_BY: Mapping[ScoredBy, Callable[[Words], str]] = {
    ScoredBy.WORDS: lambda words: words.label("What is written below"),
    ScoredBy.SHARE: lambda words: words.label("The share of the target that was reached"),
    ScoredBy.BANDS: lambda words: words.label("The band in which the figure lies"),
}
LABELS: Mapping[str, Callable[[Words], str]] = {
    "name": lambda words: words.label("Name"),
    "weight": lambda words: words.label("Weight"),
    "target": lambda words: words.label("Target"),
    "unit": lambda words: words.label("Unit"),
    "measure": lambda words: words.label("How it is measured"),
    "direction": lambda words: words.label("What is better"),
    "anchors": lambda words: words.label("What earns which score"),
    "result": lambda words: words.label("The result that it serves"),
    "duty": lambda words: words.label("Duty"),
    "source": lambda words: words.label("Where the figure comes from"),
    "goal_key": lambda words: words.label("The goal above it"),
    "figure_by_id": lambda words: words.label("Who enters the figure"),
    "arrives_days": lambda words: words.label("Days after the period until the figure is there"),
    "measures": lambda words: words.label("What it looks at"),
    "quantity": lambda words: words.label("What the target counts"),
    "scored_by": lambda words: words.label("How the score is found"),
}
"""How each field that both sides sign is called; see bot.domain.goals.sheet.FIELDS."""


def field_text(words: Words, kpi: Kpi, field: str, named: Named) -> str:
    """What a field of a KPI says; empty where it says nothing."""
    match field:
        case "weight":
            return f"{kpi.weight} %"
        case "target":
            return goal(kpi)
        case "direction":
            return DIRECTIONS[kpi.direction](words)
        case "anchors":
            return words.label("; ").join(
                f"{words.number(anchor.score)}: {anchor.text}" for anchor in kpi.anchors
            )
        case "figure_by_id":
            return named.people.get(kpi.figure_by_id or 0, "")
        case "goal_key":
            return _goal_name(words, kpi, named)
        case "measures":
            return MEASURES[kpi.measures](words) if kpi.measures else ""
        case "quantity":
            return QUANTITIES[kpi.quantity](words)
        case "scored_by":
            return SCORED_BY[kpi.scored_by](words)
        case _:
            said = getattr(kpi, field)
            return "" if said is None else str(said)


def _goal_name(words: Words, kpi: Kpi, named: Named) -> str:
    """How the goal is called that it hangs on; empty where it hangs on none."""
    return words.pick({OF_ALL: "", **named.goals.get(kpi.goal_key or "", {})})
