"""KPIs and their changes as lines: what every card and form about a sheet shares."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.named import Named
from bot.domain.goals.plan import OF_ALL
from bot.domain.goals.sheet import KpiChange
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi, Measures
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.anchors import earned_by
from messages.kit import fit_mrkdwn
from messages.reviews.score_lines import goal, short

NAME_LIMIT = 80
TARGET_LIMIT = 60
FIELD_LIMIT = 120
OWNERS_LIMIT = 600
CHANGE_LIMIT = 2500
ALL_CHANGES = 9000
"""Characters of markup that all changes of a version have; Slack takes about 13,200 in a message."""
AROUND = 20
"""Of what two long texts have in common, as much is shown before the place where they differ."""


def kpi_line(words: Words, kpi: Kpi) -> Mrkdwn:
    """ "*40 %* · Shop-wide conversion · 3.6 %"."""
    return words.say("goals/kpi_lines/line", **_facts(words, kpi))


def change_lines(
    words: Words, change: KpiChange, *, named: Named, of: int = 1, is_weighed: bool = True
) -> Mrkdwn:
    """One KPI that is new, dropped or changed; what changed of it line by line, old beside new. Of one that
    is shared nothing is said of a weight (`is_weighed`).

    `of`: how many changes share the room that there is.
    """
    if change.before is None:
        return words.say("goals/kpi_lines/added", **_facts(words, change.kpi))
    if change.after is None:
        return words.say("goals/kpi_lines/dropped", **_facts(words, change.kpi))
    lines = [
        words.say(
            "goals/kpi_lines/changed",
            weight=change.after.weight if is_weighed else None,
            name=short(change.after.name),
        ),
        *(
            line
            for field in change.fields
            for line in _field(words, change.before, change.after, field, named)
        ),
    ]
    return fit_mrkdwn(Mrkdwn("\n".join(lines)), min(CHANGE_LIMIT, ALL_CHANGES // of))


def _field(words: Words, before: Kpi, after: Kpi, field: str, named: Named) -> Iterator[Mrkdwn]:
    if field != "anchors":
        was, now = (field_text(words, kpi, field, named) for kpi in (before, after))
        yield _beside(words, LABELS[field](words), was, now)
        return
    old, new = ({each.score: earned_by(words, kpi, each) for each in kpi.anchors} for kpi in (before, after))
    for score in sorted(old.keys() | new.keys(), reverse=True):
        was, now = old.get(score, ""), new.get(score, "")
        if was != now:
            yield _beside(words, words.label("What earns %(score)s", score=words.number(score)), was, now)


def _beside(words: Words, label: str, was: str, now: str) -> Mrkdwn:
    was, now = _where_they_differ(was, now)
    return words.say(
        "goals/kpi_lines/field", label=label, was=short(was, FIELD_LIMIT), now=short(now, FIELD_LIMIT)
    )


def _where_they_differ(was: str, now: str) -> tuple[str, str]:
    """Both on one line; long ones that begin alike from shortly before the place where they do not."""
    was, now = " ".join(was.split()), " ".join(now.split())
    if max(len(escape(was)), len(escape(now))) <= FIELD_LIMIT:
        return was, now
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    if alike <= AROUND:
        return was, now
    at_a_word = was.find(" ", alike - AROUND, alike)
    start = alike - AROUND if at_a_word == -1 else at_a_word + 1
    return f"…{was[start:]}", f"…{now[start:]}"


def unchanged_line(words: Words, kpis: Sequence[Kpi], changed: Sequence[KpiChange]) -> Mrkdwn | None:
    """The names of those that are as they were; None where none is."""
    touched = {change.kpi.key for change in changed}
    names = [str(short(kpi.name, 40)) for kpi in kpis if kpi.key not in touched]
    return words.say("goals/kpi_lines/unchanged", names=words.names(names)) if names else None


def kpi_in_full(words: Words, kpi: Kpi, *, named: Named, is_weighed: bool = True) -> Mrkdwn:
    """Everything about a KPI that is signed with it, nothing cut but the names of very many owners; of one
    that is shared no weight.
    """
    weight = kpi.weight if is_weighed else None
    line = words.say("goals/kpi_lines/line", weight=weight, name=kpi.name, target=goal(words, kpi))
    about = words.say(
        "goals/kpi_lines/about",
        duty=kpi.duty,
        result=kpi.result,
        measure=kpi.measure,
        source=kpi.source,
        by=named.people.get(kpi.figure_by_id or 0, ""),
        goal=_goal_name(words, kpi, named),
        shared_by=short(field_text(words, kpi, "shared_id", named), OWNERS_LIMIT),
        days=kpi.arrives_days,
        traits=" · ".join(_traits(words, kpi)),
        scored_by=SCORED_BY[kpi.scored_by](words),
    )
    anchors = [[words.number(each.score), earned_by(words, kpi, each)] for each in kpi.anchors]
    return Mrkdwn(f"{line}\n{about}\n{words.say('goals/kpi_lines/anchors', anchors=anchors)}".strip())


def _traits(words: Words, kpi: Kpi) -> Iterator[str]:
    yield QUANTITIES[kpi.quantity](words)
    if kpi.direction:
        yield DIRECTIONS[kpi.direction](words)
    if kpi.measures:
        yield MEASURES[kpi.measures](words)


def _facts(words: Words, kpi: Kpi) -> dict[str, object]:
    name, target = short(kpi.name, NAME_LIMIT), short(goal(words, kpi), TARGET_LIMIT)
    return {"weight": kpi.weight, "name": name, "target": target}


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
    "shared_id": lambda words: words.label("Shared by"),
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
            return goal(words, kpi)
        case "direction":
            return DIRECTIONS[kpi.direction](words)
        case "anchors":
            return words.label("; ").join(
                words.label(
                    "%(number)s: %(name)s",
                    number=words.number(anchor.score),
                    name=earned_by(words, kpi, anchor),
                )
                for anchor in kpi.anchors
            )
        case "figure_by_id":
            return named.people.get(kpi.figure_by_id or 0, "")
        case "shared_id":
            return words.names(names) if (names := named.owners.get(kpi.shared_id or 0, ())) else ""
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
