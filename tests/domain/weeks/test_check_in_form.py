"""What can be taken of what was typed into the form of a check-in, and what is said at which field."""

import pytest

from bot.domain.quantities import Quantity
from bot.domain.weeks.check_in import BLOCKERS_LIMIT, LINE_LIMIT, Outlook
from bot.domain.weeks.check_in_form import CheckInUnclear, TypedCheckIn, TypedKpi, field_of, taken
from tests.builders.check_ins import answers, typed
from tests.builders.goals import kpi

COUNTED = kpi("k1", 60, quantity=Quantity.PERCENT)
SHEET = (COUNTED, kpi("k2", 40))


def said(figure: str = "", line: str = "", outlook: str = "at_risk") -> TypedCheckIn:
    first = TypedKpi(outlook=outlook, figure=figure, line=line)
    return TypedCheckIn(kpis={"k1": first, "k2": TypedKpi(outlook="on_track")})


def problems(form: TypedCheckIn, *, helpers: tuple[int, ...] = ()) -> list[tuple[str | None, str]]:
    with pytest.raises(CheckInUnclear) as unclear:
        taken(SHEET, form, helpers=helpers)
    assert (unclear.value.field, unclear.value.code) == (
        unclear.value.problems[0].field,
        unclear.value.problems[0].code,
    )
    return [(each.field, each.code) for each in unclear.value.problems]


def test_what_was_typed_is_taken_as_it_is_with_the_names_of_the_kpis() -> None:
    form = TypedCheckIn(
        kpis={
            "k1": TypedKpi(outlook="off", figure=" 3,6 % ", line=" late \n again "),
            "k2": TypedKpi(outlook="on_track"),
        },
        blockers="  No photos ",
    )

    found = taken(SHEET, form, helpers=(3,))

    first = found.kpis[0]
    assert (first.name, first.outlook, first.figure, first.line) == (
        "KPI k1",
        Outlook.OFF,
        "3,6 %",
        "late again",
    )
    assert (found.blockers, found.helpers) == ("No photos", (3,))


@pytest.mark.parametrize("figure", ["", "n/a", "3.6", "３．６％"])
def test_a_figure_is_typed_as_people_type_numbers_or_left_out(figure: str) -> None:
    assert taken(SHEET, said(figure), helpers=()).kpis[0].figure == figure


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (said("about 4"), [(field_of("k1", "figure"), "figure.not_a_number")]),
        (said("0.095"), [(field_of("k1", "figure"), "figure.unclear")]),
        (said("9" * 121), [(field_of("k1", "figure"), "check_in.too_long")]),
        (said(line="x" * (LINE_LIMIT + 1)), [(field_of("k1", "line"), "check_in.too_long")]),
        (said(outlook=""), [(field_of("k1", "outlook"), "check_in.no_outlook")]),
        (said(outlook="splendid"), [(field_of("k1", "outlook"), "check_in.no_outlook")]),
        (
            typed("on_track", "on_track", blockers="x" * 3000),
            [("blockers", "check_in.too_long")],
        ),
        (
            said("about 4", outlook=""),
            [
                (field_of("k1", "outlook"), "check_in.no_outlook"),
                (field_of("k1", "figure"), "figure.not_a_number"),
            ],
        ),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    form: TypedCheckIn, expected: list[tuple[str | None, str]]
) -> None:
    assert problems(form) == expected


def test_only_so_many_may_be_asked_for_help() -> None:
    assert problems(said(), helpers=(1, 2, 3, 4, 5, 6)) == [("helpers", "check_in.too_many_helpers")]


def test_a_kpi_that_counts_nothing_has_no_figure_to_be_read() -> None:
    form = TypedCheckIn(
        kpis={
            "k1": TypedKpi(outlook="on_track"),
            "k2": TypedKpi(outlook="on_track", figure="about the same"),
        }
    )

    assert taken(SHEET, form, helpers=()).kpis[1].figure == "about the same"


def test_what_is_kept_is_the_same_when_it_is_read_again() -> None:
    form = typed("on_track", "off", blockers="No photos", helpers=["U0WU"], k2="late")

    assert TypedCheckIn.from_kept(form.as_kept()) == form


def test_what_was_answered_stands_in_the_form_but_for_helpers_who_are_gone() -> None:
    given = answers(Outlook.OFF, blockers="x" * BLOCKERS_LIMIT, helpers=(3, 4))

    form = TypedCheckIn.of_answers(given, accounts={3: "U0WU"})

    assert form.kpis["k1"].outlook == "off"
    assert (form.blockers, form.helpers) == ("x" * BLOCKERS_LIMIT, ("U0WU",))
