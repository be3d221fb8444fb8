"""A company's own sets of questions: what a file of them may say, and what is wrong with it, each at its
place.
"""

from typing import Any

from bot.domain.organisation import Path
from bot.domain.reviews.question_sets import (
    MOST_QUESTIONS,
    MOST_SETS,
    QUESTION_LIMIT,
    SET_NAME_LIMIT,
    QuestionSet,
    check,
    check_set,
    offered,
)


def a_set(key: str = "shop", **changes: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": {"en": "In the shop"},
        "questions": [{"en": "How are customers met?"}],
        **changes,
    }


def wrong(*sets: Any) -> list[tuple[str, Path]]:
    value, problems = check({"sets": list(sets)})
    assert value is None
    return [(each.code, each.at) for each in problems]


def right(*sets: Any) -> tuple[QuestionSet, ...]:
    value, problems = check({"sets": list(sets)})
    assert problems == ()
    assert value is not None
    return value


def test_a_missing_language_is_stood_in_for_by_the_nearest() -> None:
    chinese, english = right(
        a_set("a", name={"zh_Hans": "门店"}, questions=[{"zh_Hans": "问"}]),
        a_set("b", name={"en": "Shop", "zh_Hant": "門市"}, questions=[{"en": "Q", "zh_Hant": "問"}]),
    )
    assert chinese.name == {"en": "门店", "zh_Hans": "门店", "zh_Hant": "门店"}
    assert english.questions == ({"en": "Q", "zh_Hans": "問", "zh_Hant": "問"},)


def test_what_is_wrong_is_named_at_its_place() -> None:
    first: Path = ("sets", 0)
    for written, expected in (
        (a_set("Shop"), ("key", (*first, "key"))),
        (a_set("none"), ("key_taken", (*first, "key"))),
        (a_set(name={}), ("too_few", (*first, "name"))),
        (a_set(name={"en": " "}), ("missing", (*first, "name", "en"))),
        (a_set(name={"en": "x" * (SET_NAME_LIMIT + 1)}), ("too_long", (*first, "name", "en"))),
        (a_set(name={"en": "Shop", "fr": "Magasin"}), ("choice", (*first, "name", "fr"))),
        (a_set(questions=[]), ("too_few", (*first, "questions"))),
        (a_set(questions=[{"en": "?"}] * (MOST_QUESTIONS + 1)), ("too_many", (*first, "questions"))),
        (a_set(questions=[{"zh_Hans": "问"}]), ("language_of_others", (*first, "questions", 0))),
        (a_set(questions=["How?"]), ("shape", (*first, "questions", 0))),
        (a_set(questions=[{"en": "x" * (QUESTION_LIMIT + 1)}]), ("too_long", (*first, "questions", 0, "en"))),
        (a_set(colour="red"), ("unknown_field", (*first, "colour"))),
    ):
        assert expected in wrong(written), written
    assert wrong(a_set(), a_set()) == [("twice", ("sets", 1, "key"))]
    assert wrong(*(a_set(f"s{number}") for number in range(MOST_SETS + 1))) == [("too_many", ("sets",))]
    for data in (None, [], "sets"):
        assert [each.code for each in check(data)[1]] == ["shape"]


def test_a_shipped_set_is_in_every_language() -> None:
    found, problems = check_set(a_set())
    assert found is None
    assert {each.code for each in problems} == {"language_of_others"}


def test_a_companys_own_come_first_and_one_takes_the_place_of_the_shipped_one_with_its_key() -> None:
    shipped = right(a_set("departments"), a_set("peers"), a_set("project"))
    own = right(a_set("shop"), a_set("project", name={"en": "Our projects"}))
    assert [each.key for each in offered(shipped, ())] == ["peers", "departments", "project"]
    found = offered(shipped, own)
    assert [each.key for each in found] == ["shop", "project", "peers", "departments"]
    assert found[1].name["en"] == "Our projects"
