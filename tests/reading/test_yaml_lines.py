"""Plain data of a YAML file, the line of each part, and all that is wrong with it."""

from bot.domain.text import plain
from bot.reading.yaml_lines import YamlReading

TEXT = """\
key: ours
sections:
  - name: {en: A, zh_Hans: 甲}
    weight: 3.60
  - name: B
    name: C
"""


def test_values_stay_as_they_were_typed_and_have_their_line() -> None:
    reading = YamlReading(TEXT, form=plain)

    assert reading.data["sections"][0] == {"name": {"en": "A", "zh_Hans": "甲"}, "weight": "3.60"}
    assert reading.line(("sections", 0, "weight")) == 4
    assert reading.line(("sections", 0, "name", "zh_Hans")) == 3


def test_what_is_missing_is_placed_where_it_would_stand() -> None:
    reading = YamlReading(TEXT, form=plain)

    assert reading.line(("sections", 1, "weight")) == 5
    assert reading.line(("nothing",)) == 1


def test_a_field_that_stands_twice_is_named_and_the_rest_is_read() -> None:
    reading = YamlReading(TEXT, form=plain)

    assert [(each.code, reading.line(each.at)) for each in reading.problems] == [("field_twice", 6)]
    assert reading.data["key"] == "ours"


def test_names_of_fields_come_in_the_form_that_is_asked_for() -> None:
    assert list(YamlReading("Zh_Hans: a").data) == ["zh_hans"]
    assert list(YamlReading("Zh_Hans: a", form=plain).data) == ["Zh_Hans"]


def test_what_cannot_be_read_at_all_is_one_problem() -> None:
    (problem,) = YamlReading("a: [").problems

    assert problem.is_of_the_whole
