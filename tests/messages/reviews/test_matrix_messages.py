"""The matrix in words: neutral ones for everybody, the source's for HR alone, and within Slack's limits."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.policy import Matrix
from bot.domain.reviews.matrix import Field, MatrixFacts, Standing, Stood
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.reviews.matrix_modal import A_PAGE, GO, NAMES, matrix_modal, names_modal

LANGUAGES = ("en", "zh-CN", "zh-TW")
LONG = "很长的名字" * 16
ANIMALS = ("Star", "Wild dog", "Bull", "Rabbit", "明星", "野狗", "白兔", "牛")


def words(language: str = "en") -> Words:
    return Words(locale=language, timezone="Asia/Shanghai", now=datetime(2027, 1, 20, 2, 0, tzinfo=UTC))


def facts(*fields: Field, is_hr: bool = True, **rest: Any) -> MatrixFacts:
    """Of these fields one each; all stood among the stars before."""
    people = tuple(
        Standing(
            review_id=number,
            employee_id=number,
            name=f"Person <{number}>",
            field=field,
            before=Stood(field=Field.STAR, period="2026Q3"),
        )
        for number, field in enumerate(fields, start=1)
    )
    values: dict[str, Any] = {
        "cycle_id": 3,
        "cycle_name": "2026Q4",
        "department_id": 7,
        "departments": {7: "Marketing", 8: "Technical"},
        "sees_all": is_hr,
        "people": people,
        "count": len(people),
        "without": 0,
        "waiting": 0,
        "is_without_you": False,
        "names_animals": is_hr,
        "lines": Matrix(),
    }
    return MatrixFacts(**(values | rest))


FIVE = (Field.STAR, Field.WILD_DOG, Field.BULL, Field.RABBIT, Field.DOG)


def buttons(view: dict[str, Any], named: str) -> list[str]:
    elements = [
        each
        for block in view["blocks"]
        for each in (block.get("elements") or [block.get("accessory") or {}])
        if str(each.get("action_id", "")).startswith(named)
    ]
    return [each["value"] for each in elements]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_stays_under_slacks_limits(language: str) -> None:
    said = words(language)
    people = facts(*[Field.WILD_DOG] * 400).people
    long = tuple(replace(each, name=LONG, before=Stood(field=Field.DOG, period=LONG)) for each in people)
    found = facts(
        people=long,
        count=400,
        without=3,
        waiting=2,
        is_without_you=True,
        departments=dict.fromkeys(range(1, 200), LONG),
    )

    check_view(matrix_modal(said, found, animals=True), surface="modal")
    for field in (None, Field.WILD_DOG):
        page = names_modal(said, found, long[A_PAGE : 2 * A_PAGE], field=field, first=A_PAGE)
        check_view(page, surface="modal")


def test_the_first_look_counts_and_names_nobody() -> None:
    view = matrix_modal(words(), facts(*FIVE))
    said = json.dumps(view)

    assert "Person" not in said
    assert "20 %" in said
    assert "4 of 5 stand elsewhere" in said
    assert buttons(view, f"{NAMES}.wild_dog") == ["3:7:0:wild_dog:0"]
    assert buttons(view, f"{NAMES}.moved") == ["3:7:0:moved:0"]
    empty = matrix_modal(words(), facts(*[Field.STAR] * 5))
    assert buttons(empty, f"{NAMES}.dog") == [], "nobody is there to be named"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_names_are_hrs_alone_and_only_where_they_ask_for_them(language: str) -> None:
    def said(found: MatrixFacts, *, animals: bool) -> str:
        views = [
            matrix_modal(words(language), found, animals=animals),
            names_modal(words(language), found, found.people, field=None, first=0, animals=animals),
        ]
        texts = [view["blocks"] for view in views]
        return json.dumps(texts, ensure_ascii=False)

    assert any(each in said(facts(*FIVE), animals=True) for each in ANIMALS)
    for found, animals in ((facts(*FIVE), False), (facts(*FIVE, is_hr=False), True)):
        assert not any(f"*{each}*" in said(found, animals=animals) for each in ANIMALS)
    assert buttons(matrix_modal(words(), facts(*FIVE)), GO) == ["3:7:1"]
    assert buttons(matrix_modal(words(), facts(*FIVE), animals=True), GO) == ["3:7:0"]
    assert buttons(matrix_modal(words(), facts(*FIVE, is_hr=False), animals=True), GO) == []


def test_too_few_are_not_drawn_and_it_is_said_why() -> None:
    view = matrix_modal(words(), facts(people=(), count=4))

    assert buttons(view, NAMES) == []
    assert "Fewer than 5 people are not drawn" in json.dumps(view)


def test_whoever_moved_is_named_with_the_way_they_went() -> None:
    found = facts(*FIVE)

    view = names_modal(words(), found, found.moved, field=None, first=0)

    said = json.dumps(view, ensure_ascii=False)
    assert (
        "*Person &lt;2&gt;*\\n2026 Q3: Strong results, strong values → now: Strong results, values to work on"
        in said
    )
    assert "Person &lt;1&gt;" not in said
