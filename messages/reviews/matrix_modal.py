"""The matrix of performance and values: how many stand where, who they are, and who moved."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.domain.reviews.matrix import FEWEST, Field, MatrixFacts, Standing, counted
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Block, actions, button, context, divider, fit_mrkdwn, modal, section, select
from messages.reviews.score_lines import cycle_title, short

OPEN = "reviews.matrix.open"
"""From HR's Home, and after a release; the button's value is the cycle's name."""
GO = "reviews.matrix.go"
"""Shows the matrix anew; the button's value is where, as `place`."""
CHOOSE = "reviews.matrix.choose"
"""The choice's value is a department's id, or COMPANY."""
NAMES = "reviews.matrix.names"
"""Begins the action of each button that names people. The value: where, whom and from whom on."""
MATRIX = "reviews.matrix"
NAMED = "reviews.matrix.named"
COMPANY = 0
"""Stands for no department in particular."""
MOVED = "moved"
"""Stands for no field in particular: whoever moved."""
A_PAGE = 40
"""So many names at once."""
A_SECTION = 8
MOST_DEPARTMENTS = 99
"""Slack shows a hundred choices, and one is the company."""
MARKS_SHOWN = 12


def place(facts: MatrixFacts, *, animals: bool) -> str:
    """The cycle, the department and whether the source's names are on: "3:7:0"."""
    return f"{facts.cycle_id}:{facts.department_id or COMPANY}:{int(animals)}"


def matrix_modal(words: Words, facts: MatrixFacts, *, animals: bool = False) -> dict[str, Any]:
    """Counts only; who stands where is one tap away, and for HR on record. `animals`: by the source's names,
    where the reader may see them.
    """
    animals = animals and facts.names_animals
    here = place(facts, animals=animals)
    blocks: list[Block] = [section(_intro(words, facts)), *_choices(words, facts, animals=animals)]
    if facts.is_drawn:
        blocks += [
            divider(),
            *(_field(words, facts, *each, animals=animals) for each in counted(facts.people)),
        ]
        blocks += [divider(), _moved(words, facts, here)]
    elif facts.count:
        blocks.append(section(words.say("reviews/matrix_modal/too_few", least=FEWEST)))
    blocks.append(context(_how(words, facts)))
    return modal(
        title=words.label("Performance and values"),
        blocks=blocks,
        callback_id=MATRIX,
        close=words.label("Close"),
        private_metadata=here,
    )


def names_modal(
    words: Words,
    facts: MatrixFacts,
    shown: Sequence[Standing],
    *,
    field: Field | None,
    first: int,
    animals: bool = False,
) -> dict[str, Any]:
    """Who stands in a field, or (None) who moved from which field to which."""
    animals = animals and facts.names_animals
    total = len(facts.moved if field is None else facts.standing_in(field))
    lines = [_person(words, each, with_way=field is None, animals=animals) for each in shown]
    title = words.label("Who moved") if field is None else called(words, field, animals=animals)
    pieces = [lines[start : start + A_SECTION] for start in range(0, len(lines), A_SECTION)]
    here = f"{place(facts, animals=animals)}:{field.value if field else MOVED}"
    return modal(
        title=words.label("Performance and values"),
        blocks=[
            section(words.say("reviews/matrix_modal/names", title=escape(title), count=total)),
            *(section(fit_mrkdwn("\n".join(piece))) for piece in pieces),
            *_pages(words, here, first=first, total=total),
            context(words.say("reviews/matrix_modal/on_record", is_hr=facts.names_animals)),
        ],
        callback_id=NAMED,
        close=words.label("Back"),
    )


def called(words: Words, field: Field, *, animals: bool = False) -> str:
    """A field's name: neutral, or the source's."""
    return (_ANIMALS if animals else _NEUTRAL)[field](words)


_NEUTRAL: Mapping[Field, Callable[[Words], str]] = {
    Field.STAR: lambda words: words.label("Strong results, strong values"),
    Field.WILD_DOG: lambda words: words.label("Strong results, values to work on"),
    Field.BULL: lambda words: words.label("In the middle"),
    Field.RABBIT: lambda words: words.label("Strong values, results to work on"),
    Field.DOG: lambda words: words.label("Results and values to work on"),
}
_ANIMALS: Mapping[Field, Callable[[Words], str]] = {
    Field.STAR: lambda words: words.label("Star"),
    Field.WILD_DOG: lambda words: words.label("Wild dog"),
    Field.BULL: lambda words: words.label("Bull"),
    Field.RABBIT: lambda words: words.label("Rabbit"),
    Field.DOG: lambda words: words.label("Dog"),
}


def _intro(words: Words, facts: MatrixFacts) -> Mrkdwn:
    return words.say(
        "reviews/matrix_modal/intro",
        cycle=cycle_title(facts.cycle_name),
        department=short(facts.departments.get(facts.department_id or COMPANY, "")),
        is_company=facts.department_id is None,
        count=facts.count,
        waiting=facts.waiting,
        without=facts.without,
        is_without_you=facts.is_without_you,
    )


def _choices(words: Words, facts: MatrixFacts, *, animals: bool) -> list[Block]:
    departments = list(facts.departments.items())[:MOST_DEPARTMENTS]
    choices = [(str(number), name) for number, name in departments]
    if facts.sees_all:
        choices.insert(0, (str(COMPANY), words.label("The whole company")))
    chosen = select(
        CHOOSE, choices, placeholder=words.label("Choose"), chosen=str(facts.department_id or COMPANY)
    )
    other = words.label("Plain words") if animals else words.label("Animal names, for me only")
    turn = button(other, GO, value=place(facts, animals=not animals)) if facts.names_animals else None
    if len(choices) < 2 and turn is None:
        return []
    more = len(facts.departments) - len(departments)
    rest = [context(escape(words.count("%(number)s more", "%(number)s more", more)))] if more else []
    return [actions(chosen if len(choices) > 1 else None, turn), *rest]


def _field(words: Words, facts: MatrixFacts, field: Field, count: int, *, animals: bool) -> Block:
    said = words.say(
        "reviews/matrix_modal/field",
        name=called(words, field, animals=animals),
        marks=_marks(count, facts.count),
        count=count,
        percent=(200 * count + facts.count) // (2 * facts.count),
    )
    value = f"{place(facts, animals=animals)}:{field.value}:0"
    return section(
        said, accessory=button(words.label("Who?"), f"{NAMES}.{field.value}", value=value) if count else None
    )


def _moved(words: Words, facts: MatrixFacts, here: str) -> Block:
    count = len(facts.moved)
    said = words.say("reviews/matrix_modal/moved", count=count, compared=facts.compared)
    who = button(words.label("Who?"), f"{NAMES}.{MOVED}", value=f"{here}:{MOVED}:0")
    return section(said, accessory=who if count else None)


def _person(words: Words, standing: Standing, *, with_way: bool, animals: bool) -> Mrkdwn:
    name = Mrkdwn(f"*{short(standing.name)}*")
    if not with_way or standing.before is None:
        return name
    return words.say(
        "reviews/matrix_modal/way",
        name=short(standing.name),
        period=cycle_title(standing.before.period),
        was=called(words, standing.before.field, animals=animals),
        now=called(words, standing.field, animals=animals),
    )


def _pages(words: Words, here: str, *, first: int, total: int) -> list[Block]:
    before, after = first > 0, first + A_PAGE < total
    if not (before or after):
        return []
    back, on = f"{here}:{max(0, first - A_PAGE)}", f"{here}:{first + A_PAGE}"
    return [
        actions(
            button(words.label("Previous page"), f"{NAMES}.earlier", value=back) if before else None,
            button(words.label("Next page"), f"{NAMES}.later", value=on) if after else None,
        )
    ]


def _how(words: Words, facts: MatrixFacts) -> Mrkdwn:
    lines = facts.lines
    return words.say(
        "reviews/matrix_modal/how",
        performance_from=lines.performance_from,
        performance_to=lines.performance_to,
        values_from=lines.values_from,
        values_below=lines.values_below,
    )


def _marks(count: int, of: int) -> str:
    """A bar; whoever is there shows."""
    filled = max(1, round(MARKS_SHOWN * count / of)) if count else 0
    return "■" * filled + "□" * (MARKS_SHOWN - filled)
