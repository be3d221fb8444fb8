"""What is taken out of reviews, as tables: of one person, of a department, of a cycle; and for HR systems."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from bot.domain.actions.action import ActionKind, Listed
from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.job_form import Answer, FormVersion, said
from bot.domain.goals.job_form_match import match_of
from bot.domain.goals.named import Named
from bot.domain.goals.sheet import SheetVersion
from bot.domain.people import Person
from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.export import PersonsFile, ResultOf, Results, ReviewOf
from bot.domain.reviews.history import Happened, Subject
from bot.domain.reviews.past import PastResult
from bot.domain.reviews.way import REVIEW, Mark
from messages.actions.action_lines import HELPED, kind_label
from messages.catalog import Words
from messages.goals.job_form_lines import KINDS, MET
from messages.goals.kpi_lines import field_text
from messages.reviews.history_modal import what_happened
from messages.reviews.score_lines import cycle_title, goal
from messages.reviews.sections import items_of, rendered
from messages.tables import Document, Table
from messages.workbook import Row

HOW_FAR: Mapping[Mark, Callable[[Words], str]] = {
    Mark.RELEASED: lambda words: words.label("Released"),
    Mark.CONFIRMED: lambda words: words.label("To be released"),
    Mark.SECOND_LOOK: lambda words: words.label("In the second look"),
    Mark.WAITS: lambda words: words.label("With the manager"),
    Mark.ASKED: lambda words: words.label("Asked for more"),
    Mark.OPEN: lambda words: words.label("Not handed in"),
    Mark.NOT_RATED: lambda words: words.label("Not rated"),
}
SIGNED_FIELDS = ("target", "measure", "direction", "scored_by", "anchors", "source", "duty")
"""What stands of a KPI beside its name, weight and unit, in the order of the table's columns."""
NOBODY_NAMED = Named()
HR_COLUMNS = (
    "employee_number",
    "email",
    "name",
    "department",
    "post",
    "grade",
    "manager_email",
    "period",
    "period_start",
    "period_end",
    "scheme",
    "scheme_version",
    "state",
    "released_on",
    "score",
    "mean",
    "score_before_calibration",
    "failed",
)
"""Then one for the mean of each section of the scheme, in its order: `mean_` and the section's key. They are
the same in every language, and stand in docs/hr.md.
"""


def file_document(words: Words, file: PersonsFile) -> Document:
    """Somebody's reviews, whole: results, scores, what calibration moved, what became of them, actions."""
    tables = (
        Table(
            title=words.label("Results"),
            heads=[
                words.label("Period"),
                words.label("Scheme"),
                words.label("Manager"),
                words.label("Result"),
                words.label("Mean"),
                words.label("Sections"),
            ],
            rows=[_result(words, each) for each in file.reviews],
        ),
        Table(
            title=words.label("Results of before Steward"),
            heads=[
                words.label("Period"),
                words.label("Result"),
                words.label("Mean"),
                words.label("KPIs"),
                words.label("Values"),
                words.label("Imported from"),
            ],
            rows=[_before(each) for each in file.before],
        ),
        Table(
            title=words.label("Scores"),
            heads=[
                words.label("What"),
                words.label("Period"),
                words.label("Section"),
                words.label("Weight (%)"),
                words.label("Target"),
                words.label("Figure"),
                words.label("Self-score"),
                words.label("Case"),
                words.label("Manager's score"),
                words.label("Reason"),
            ],
            rows=[
                row
                for each in file.reviews
                if not is_year(each.facts.review.cycle.name)
                for row in _scores(words, each)
            ],
            is_long=True,
        ),
        Table(
            title=words.label("About the year"),
            heads=[
                words.label("What"),
                words.label("Period"),
                words.label("Statement"),
                words.label("The manager's words"),
            ],
            rows=[
                row
                for each in file.reviews
                if is_year(each.facts.review.cycle.name)
                for row in _statements(words, each)
            ],
            is_long=True,
        ),
        Table(
            title=words.label("Calibration"),
            heads=[
                words.label("Period"),
                words.label("Was"),
                words.label("Became"),
                words.label("By"),
                words.label("Reason"),
            ],
            rows=[row for each in file.reviews for row in _moves(each, why=file.why_moved)],
            is_long=True,
        ),
        Table(
            title=words.label("Competence match"),
            heads=[
                words.label("Period"),
                words.label("Own rating (%)"),
                words.label("Manager's rating (%)"),
                words.label("Gaps"),
            ],
            rows=[
                [
                    cycle_title(period),
                    match.own,
                    match.managers,
                    words.names([said(each.name, words.language) for each in match.gaps])
                    if match.gaps
                    else None,
                ]
                for period, form in file.forms
                if (match := match_of(form)) is not None
            ],
        ),
        Table(
            title=words.label("Job-responsibility form"),
            heads=[
                words.label("Requirement"),
                words.label("Period"),
                words.label("Kind"),
                words.label("Weight"),
                words.label("Own rating"),
                words.label("Manager's rating"),
            ],
            rows=[row for period, form in file.forms for row in _requirements(words, period, form)],
        ),
        Table(
            title=words.label("KPI sheets"),
            heads=[
                words.label("KPI"),
                words.label("Period"),
                words.label("Version"),
                words.label("Agreed on"),
                words.label("Counts from"),
                words.label("Weight (%)"),
                words.label("Unit"),
                words.label("Target"),
                words.label("How it is measured"),
                words.label("What is better"),
                words.label("How the score is found"),
                words.label("What earns which score"),
                words.label("Where the figure comes from"),
                words.label("Duty"),
            ],
            rows=[row for period, sheet in file.sheets for row in _agreed(words, file, period, sheet)],
            is_long=True,
        ),
        Table(
            title=words.label("Actions"),
            heads=[
                words.label("Action"),
                words.label("Kind"),
                words.label("Due"),
                words.label("By"),
                words.label("Finished"),
                words.label("Answer to the offer"),
                words.label("What became of it"),
            ],
            rows=[
                [
                    each.action.text,
                    kind_label(words, each.action),
                    each.action.due_on.isoformat(),
                    each.owner.name,
                    words.label("Yes") if each.action.stage.done else words.label("No"),
                    _answer(words, each),
                    _became(words, each),
                ]
                for each in file.actions
            ],
            is_long=True,
        ),
        Table(
            title=words.label("History"),
            heads=[
                words.label("What"),
                words.label("Period"),
                words.label("When"),
                words.label("By"),
                words.label("Words"),
            ],
            rows=[_happened(words, file, each) for each in file.happened],
            is_long=True,
        ),
    )
    return Document(
        title=words.label("Reviews of %(name)s", name=file.person.name),
        intro=_intro(words, file.reader, file.at),
        tables=[each for each in tables if each.rows] or tables[:1],
        page=words.label("Page %(page)s of %(pages)s"),
        pair=words.label("%(what)s: %(value)s"),
        at=file.at,
    )


def _before(past: PastResult) -> Row:
    counted = past.counted
    means = (counted.score, counted.exact, counted.kpi, counted.values)
    return [cycle_title(past.period), *means, past.source]


def results_document(words: Words, results: Results) -> Document:
    """A row a person and period, and of five and more how many have which point."""
    counted = results.counted()
    periods = list(dict.fromkeys(each.cycle.name for each in results.results))
    about = [results.department] if results.department else []
    return Document(
        title=words.label(
            "Results: %(what)s", what=" · ".join([*about, *(cycle_title(each) for each in periods[-4:])])
        ),
        intro=_intro(words, results.reader, results.at),
        tables=[
            Table(
                title=words.label("Results"),
                heads=[
                    words.label("Period"),
                    words.label("Department"),
                    words.label("Person"),
                    words.label("Manager"),
                    words.label("How far"),
                    words.label("Result"),
                    words.label("Mean"),
                ],
                rows=[_person(words, each) for each in results.results],
            ),
            *(
                [
                    Table(
                        title=words.label("How many"),
                        heads=[words.label("Period"), words.label("Result"), words.label("People")],
                        rows=[
                            [cycle_title(period), point, count]
                            for period, points in counted.items()
                            for point, count in points.items()
                        ],
                    )
                ]
                if counted
                else []
            ),
        ],
        page=words.label("Page %(page)s of %(pages)s"),
        pair=words.label("%(what)s: %(value)s"),
        at=results.at,
    )


def hr_table(results: Results) -> Table:
    """For HR systems: names of columns and states in English, days ISO, a point as the decimal mark."""
    sections = list(
        dict.fromkeys(part.key for each in results.results for part in each.cycle.scheme.sections)
    )
    return Table(
        title="results",
        heads=[*HR_COLUMNS, *(f"mean_{each}" for each in sections)],
        rows=[_for_hr(each, sections) for each in results.results],
    )


def _for_hr(each: ResultOf, sections: Sequence[str]) -> Row:
    person, cycle, outcome = each.person, each.cycle, each.outcome
    means = {part.key: part.mean for part in outcome.sections} if outcome else {}
    return [
        *(each.number, person.email, person.name, person.department, person.post, person.grade.value),
        *(each.manager.email, cycle.name, cycle.starts_on.isoformat(), cycle.ends_on.isoformat()),
        *(cycle.scheme.key, cycle.scheme.version, REVIEW.stage(each.state).mark.value),
        each.released_on.isoformat() if each.released_on else None,
        *((outcome.score, outcome.exact, outcome.nearest) if outcome else (None, None, None)),
        ("yes" if outcome.failed else "no") if outcome else None,
        *(means.get(key) for key in sections),
    ]


def _intro(words: Words, reader: Person, at: datetime) -> str:
    return words.label(
        "Taken out by %(name)s, %(at)s. It is on record.", name=reader.name, at=_stamp(reader, at)
    )


def _stamp(reader: Person, at: datetime) -> str:
    """With its year: a file is read years later."""
    return f"{at.astimezone(reader.zone):%Y-%m-%d %H:%M}"


def _person(words: Words, each: ResultOf) -> Row:
    outcome = each.outcome
    return [
        cycle_title(each.cycle.name),
        each.person.department,
        each.person.name,
        each.manager.name,
        HOW_FAR[REVIEW.stage(each.state).mark](words),
        outcome.score if outcome else None,
        outcome.exact if outcome else None,
    ]


def _result(words: Words, each: ReviewOf) -> Row:
    review = each.facts.review
    scheme, outcome = review.cycle.scheme, review.outcome
    parts = [
        f"{rendered(words, scheme, scheme.section(part.key), review.basis).name} {_mean(part.mean)} "
        f"({part.weight} %)"
        for part in (outcome.sections if outcome else ())
    ]
    return [
        cycle_title(review.cycle.name),
        f"{scheme.key} {scheme.version}",
        review.manager.name,
        outcome.score if outcome else None,
        outcome.exact if outcome else None,
        " · ".join(parts),
    ]


def _scores(words: Words, each: ReviewOf) -> Iterator[Row]:
    review = each.facts.review
    for section in review.cycle.scheme.sections:
        name = rendered(words, review.cycle.scheme, section, review.basis).name
        for line in items_of(words, review, section):
            own, given = review.own[line.item], review.given.get(line.item)
            yield [
                line.name,
                cycle_title(review.cycle.name),
                name,
                line.weight,
                goal(words, line.kpi) if line.kpi else None,
                own.actual,
                own.score,
                own.evidence,
                given.score if given else None,
                given.reason if given else None,
            ]


def _statements(words: Words, each: ReviewOf) -> Iterator[Row]:
    """What both sides wrote: nobody chooses a score in a year."""
    review = each.facts.review
    for section in review.cycle.scheme.sections:
        for line in items_of(words, review, section):
            given = review.given.get(line.item)
            period = cycle_title(review.cycle.name)
            yield [line.name, period, review.own[line.item].evidence, given.reason if given else None]


def _requirements(words: Words, period: str, form: FormVersion) -> Iterator[Row]:
    """What the post asks for, with what both sides said of it."""
    rated = form.rating.answers if form.rating else {}
    for each in form.content.requirements:
        met = [form.content.answer(each.key).met, rated.get(each.key, Answer()).met]
        yield [
            said(each.name, words.language),
            cycle_title(period),
            KINDS[each.kind](words),
            each.weight,
            *(MET[answer](words) if answer else None for answer in met),
        ]


def _agreed(words: Words, file: PersonsFile, period: str, sheet: SheetVersion) -> Iterator[Row]:
    """As both sides signed it, whatever was entered and scored since."""
    for kpi in sheet.kpis:
        yield [
            kpi.name,
            cycle_title(period),
            sheet.number,
            _stamp(file.reader, sheet.agreed_at) if sheet.agreed_at else None,
            sheet.counts_from.isoformat() if sheet.counts_from else None,
            kpi.weight,
            kpi.unit or None,
            *(
                field_text(words, kpi, field, NOBODY_NAMED) or None
                if field != "direction" or kpi.direction
                else None
                for field in SIGNED_FIELDS
            ),
        ]


def _moves(each: ReviewOf, *, why: bool) -> Iterator[Row]:
    for move in each.moves:
        told = [move.by, move.reason] if why else [None, None]
        yield [cycle_title(each.facts.review.cycle.name), move.was, move.now, *told]


def _happened(words: Words, file: PersonsFile, each: Happened) -> Row:
    return [
        what_happened(words, each),
        each.period if each.subject is Subject.ACTION else cycle_title(each.period),
        _stamp(file.reader, each.at),
        file.by.get(each.by_id) if each.by_id is not None else None,
        each.note,
    ]


def _mean(mean: Decimal) -> str:
    return f"{mean:.2f}"


def _answer(words: Words, listed: Listed) -> str | None:
    """What was answered to a training that was offered, and why not where it was not taken up."""
    stage = listed.action.stage
    if listed.action.kind is not ActionKind.TRAINING:
        return None
    if stage.offered:
        return words.label("not answered yet")
    if not stage.turned_down:
        return words.label("taken up") if stage.open or stage.done else None
    is_said = listed.last is not None and listed.last.event is ActionEvent.TURN_DOWN
    why = listed.last.note if is_said and listed.last else ""
    return words.label("%(what)s: %(why)s", what=words.label("declined"), why=why)


def _became(words: Words, listed: Listed) -> str | None:
    said = [
        words.label("%(name)s: %(said)s", name=each.by, said=HELPED[each.helped](words))
        + (f" ({each.line})" if each.line else "")
        for each in listed.became
    ]
    return words.label("; ").join(said) if said else None
