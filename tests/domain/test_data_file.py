"""A value from a file's plain data, or what does not fit; a kind's own rules have tests of their own."""

from typing import Annotated, Any

import pytest
from pydantic import Field

from bot.domain.data_file import Form, decimal, entries, filled, total, twice
from bot.domain.organisation import Path
from bot.domain.texts import Frozen, Key, Line, Name


class Shelf(Frozen):
    key: Key
    name: Name
    place: Annotated[Line, Field(min_length=1, max_length=5)] = "here"
    height: Annotated[int, Field(ge=1, le=9)] = 1
    books: Annotated[tuple[Name, ...], Field(min_length=1, max_length=2)] = ({"en": "a"},)


FORM = Form(model=Shelf, number=lambda at: f"no_{at[-1]}")
RIGHT: dict[str, Any] = {"key": "a", "name": {"en": "A"}}


def found(**wrong: Any) -> list[tuple[str, Path]]:
    _, problems = filled(RIGHT | wrong, FORM, languages=("en",))
    return [(problem.code, problem.at) for problem in problems]


def test_what_fits_is_the_value() -> None:
    shelf, problems = filled(RIGHT, FORM, languages=("en",))

    assert shelf == Shelf(key="a", name={"en": "A"})
    assert problems == []


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        ({"key": None}, [("missing", ("key",))]),
        ({"key": "A"}, [("key", ("key",))]),
        ({"colour": "red"}, [("unknown_field", ("colour",))]),
        ({"name": {"zh_Hans": "甲"}}, [("language", ("name",))]),
        ({"name": "A"}, [("shape", ("name",))]),
        ({"place": " "}, [("missing", ("place",))]),
        ({"place": "under the roof"}, [("too_long", ("place",))]),
        ({"place": ["a"]}, [("text", ("place",))]),
        ({"place": "\ud83d"}, [("damaged", ("place",))]),
        ({"height": "0"}, [("no_height", ("height",))]),
        ({"height": "10"}, [("no_height", ("height",))]),
        ({"height": "high"}, [("number", ("height",))]),
        ({"books": []}, [("too_few", ("books",))]),
        ({"books": [{"en": "a"}] * 3}, [("too_many", ("books",))]),
        ({"books": "a"}, [("list", ("books",))]),
        ({"books": [{"zh_Hans": "甲"}]}, [("language", ("books", 0))]),
    ],
)
def test_what_does_not_fit_is_named_at_its_place(
    wrong: dict[str, Any], problems: list[tuple[str, Path]]
) -> None:
    assert found(**wrong) == problems


def test_a_second_one_is_named_and_what_is_missing_is_no_second_one() -> None:
    places = [((number,), value) for number, value in enumerate(["a", None, "b", None, "a"])]

    assert [(problem.code, problem.at) for problem in twice(places)] == [("twice", (4,))]


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [(None, []), ("ab", []), ([{}, "x", {}], [0, 2]), ({"a": {}}, [])],
)
def test_entries_are_those_of_a_list_that_are_one(raw: Any, numbers: list[int]) -> None:
    assert [number for number, _ in entries(raw)] == numbers


@pytest.mark.parametrize(("raw", "known"), [("3.5", True), ("NaN", False), ("1e99", False), ("x", False)])
def test_a_number_is_one_that_can_be_counted_with(raw: str, known: bool) -> None:
    assert (decimal(raw) is not None) is known


@pytest.mark.parametrize(("weights", "sum_"), [(["60", "40"], 100), (["60", "x"], None), ([], None)])
def test_weights_add_up_where_all_of_them_are_numbers(weights: list[str], sum_: int | None) -> None:
    assert total(weights) == sum_
