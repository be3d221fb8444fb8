"""Everything that is wrong with a scheme's file, at once and each at its place."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.organisation import Path
from bot.domain.reviews.scheme import Looks
from bot.domain.reviews.scheme_file import check
from bot.domain.texts import LANGUAGES
from bot.services.reviews.schemes import shipped_schemes
from tests.builders.schemes import plain_data
from tests.builders.shipped import load_scheme

Data = dict[str, Any]
TEXT = {"en": "a", "zh_Hans": "b", "zh_Hant": "c"}


def found(data: Any) -> list[tuple[str, Path]]:
    scheme, problems = check(data, languages=LANGUAGES)
    assert (scheme is None) == bool(problems)
    return [(problem.code, problem.at) for problem in problems]


@pytest.mark.parametrize("key", [scheme.key for scheme in shipped_schemes()])
def test_what_is_shipped_is_right(key: str) -> None:
    assert check(plain_data(key), languages=LANGUAGES) == (load_scheme(key), ())


def ladders() -> Data:
    return plain_data("kpi-values")


def weight(data: Data) -> None:
    data["sections"][0]["weight"] = "29"


def unknown_method(data: Data) -> None:
    data["sections"][1]["method"] = "stars"


def empty_method(data: Data) -> None:
    data["sections"][1]["method"] = None


def no_method(data: Data) -> None:
    del data["sections"][1]["method"]


def same_section(data: Data) -> None:
    data["sections"][1]["key"] = "ability"


def same_statement(data: Data) -> None:
    data["sections"][0]["statements"][3]["key"] = "knowledge"


def no_language(data: Data) -> None:
    del data["sections"][0]["statements"][2]["text"]["zh_Hant"]


def empty_language(data: Data) -> None:
    data["name"]["zh_Hans"] = "  "


def no_statements(data: Data) -> None:
    data["sections"][0]["statements"] = []


def off_the_scale(data: Data) -> None:
    data["sections"][0]["case_below"] = "3.6"


def overlap(data: Data) -> None:
    data["sections"][0]["case_below"] = "4"


def bands_upwards(data: Data) -> None:
    data["bands"] = ["3.5", "4"]


def nobody_looks(data: Data) -> None:
    data["second_look"] = "none"


def same_score(data: Data) -> None:
    data["scale"][3]["score"] = "4"


def no_score(data: Data) -> None:
    data["scale"][3]["score"] = "good"


def unknown_field(data: Data) -> None:
    data["sections"][2]["colour"] = "red"


def no_number(data: Data) -> None:
    data["version"] = "one"


def no_percentage(data: Data) -> None:
    data["sections"][2]["weight"] = "0"


def weight_beyond_counting(data: Data) -> None:
    data["sections"][2]["weight"] = "1e99999999"


def score_below_nothing(data: Data) -> None:
    data["scale"][-1]["score"] = "-1"


def empty_entry(data: Data) -> None:
    data["sections"][0]["statements"][1] = None


def nothing_to_be_seen(data: Data) -> None:
    data["name"]["zh_Hans"] = "\u200b\u3164"


def bad_key(data: Data) -> None:
    data["sections"][0]["key"] = "Ability: all"


def nothing(data: Data) -> None:
    data["sections"][0]["name"] = None


def a_list(data: Data) -> None:
    data["sections"] = "ability"


def too_long(data: Data) -> None:
    data["sections"][0]["statements"][0]["text"]["en"] = "x" * 301


def damaged(data: Data) -> None:
    data["name"]["en"] = "a \ud83d"


def two_sheets(data: Data) -> None:
    data["sections"][0] = data["sections"][2] | {"key": "again", "weight": 30}


def too_many_items(data: Data) -> None:
    data["sections"][0]["statements"] = [
        {"key": f"s{number}", "name": TEXT, "text": TEXT} for number in range(14)
    ]


def shares(data: Data, *shares: Data) -> None:
    data["distribution"] = {"applies": "advised", "shares": list(shares)}


def unlike_shares(data: Data) -> None:
    shares(
        data,
        {"lowest": "4", "at_most": 20, "about": 10},
        {"at_most": 20},
        {"lowest": "4"},
        {"lowest": "3.5", "highest": "4", "at_most": 50},
        {"lowest": "4", "highest": "3.5", "about": 50},
        {"lowest": "3.6", "at_least": 15},
    )


def shares_beyond(data: Data) -> None:
    shares(data, {"lowest": "4", "at_most": 101})


def no_shares(data: Data) -> None:
    shares(data)


def binding_somehow(data: Data) -> None:
    data["distribution"] = {"applies": "sometimes", "shares": [{"lowest": "4", "at_most": 20}]}


@pytest.mark.parametrize(
    ("spoil", "problems"),
    [
        (weight, [("weights", ("sections",))]),
        (unknown_method, [("method", ("sections", 1, "method"))]),
        (empty_method, [("missing", ("sections", 1, "method"))]),
        (no_method, [("missing", ("sections", 1, "method"))]),
        (same_section, [("twice", ("sections", 1, "key"))]),
        (same_statement, [("twice", ("sections", 0, "statements", 3, "key"))]),
        (no_language, [("language", ("sections", 0, "statements", 2, "text"))]),
        (empty_language, [("language", ("name",))]),
        (no_statements, [("too_few", ("sections", 0, "statements"))]),
        (off_the_scale, [("off_scale", ("sections", 0, "case_below"))]),
        (overlap, [("overlap", ("sections", 0, "case_from"))]),
        (bands_upwards, [("order", ("bands", 1))]),
        (nobody_looks, [("choice", ("second_look",))]),
        (same_score, [("order", ("scale", 3, "score"))]),
        (no_score, [("score", ("scale", 3, "score"))]),
        (unknown_field, [("unknown_field", ("sections", 2, "colour"))]),
        (no_number, [("number", ("version",))]),
        (
            no_percentage,
            [("percentage", ("sections", 2, "weight")), ("weights", ("sections",))],
        ),
        (weight_beyond_counting, [("number", ("sections", 2, "weight"))]),
        (score_below_nothing, [("score", ("scale", 7, "score"))]),
        (empty_entry, [("shape", ("sections", 0, "statements", 1))]),
        (nothing_to_be_seen, [("language", ("name",))]),
        (bad_key, [("key", ("sections", 0, "key"))]),
        (nothing, [("missing", ("sections", 0, "name"))]),
        (a_list, [("list", ("sections",))]),
        (too_long, [("too_long", ("sections", 0, "statements", 0, "text", "en"))]),
        (damaged, [("damaged", ("name", "en"))]),
        (
            two_sheets,
            [("sheet_twice", ("sections", 0, "method")), ("sheet_twice", ("sections", 2, "method"))],
        ),
        (too_many_items, [("too_many_items", ("sections",))]),
        (
            unlike_shares,
            [
                *(("share", ("distribution", "shares", number)) for number in range(4)),
                ("share_ends", ("distribution", "shares", 4)),
                ("share_point", ("distribution", "shares", 5, "lowest")),
            ],
        ),
        (shares_beyond, [("share_percentage", ("distribution", "shares", 0, "at_most"))]),
        (no_shares, [("too_few", ("distribution", "shares"))]),
        (binding_somehow, [("choice", ("distribution", "applies"))]),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_mistake_is_named_at_its_place(
    spoil: Callable[[Data], None], problems: list[tuple[str, Path]]
) -> None:
    data = plain_data()
    spoil(data)

    assert found(data) == problems


@pytest.mark.parametrize(
    ("said", "looks"),
    [({}, Looks.BOTH), ({"second_look": "both"}, Looks.BOTH), ({"second_look": "either"}, Looks.EITHER)],
)
def test_who_looks_again_is_read_from_the_file(said: Data, looks: Looks) -> None:
    scheme, problems = check(plain_data() | said, languages=LANGUAGES)

    assert problems == ()
    assert scheme is not None
    assert scheme.second_look is looks


@pytest.mark.parametrize(("count", "code"), [(4, "too_few"), (6, "too_many")])
def test_a_rung_too_few_or_too_many_is_named(count: int, code: str) -> None:
    data = plain_data("kpi-values")
    data["sections"][1]["ladders"][1]["rungs"] = [TEXT] * count

    assert found(data) == [(code, ("sections", 1, "ladders", 1, "rungs"))]


def test_every_mistake_is_named_at_once_also_those_behind_one_another() -> None:
    data = plain_data("kpi-values")
    data["sections"][0]["weight"] = "69"
    data["sections"][1]["ladders"][0]["rungs"] = [*[TEXT] * 5, {"en": "a"}]
    data["sections"][1]["ladders"][1]["key"] = "customer_first"
    data["scale"][0]["score"] = "x"

    assert set(found(data)) == {
        ("weights", ("sections",)),
        ("language", ("sections", 1, "ladders", 0, "rungs", 5)),
        ("too_many", ("sections", 1, "ladders", 0, "rungs")),
        ("twice", ("sections", 1, "ladders", 1, "key")),
        ("score", ("scale", 0, "score")),
    }


@pytest.mark.parametrize("data", [None, [], "key: x", 7])
def test_what_is_no_scheme_at_all_is_one_mistake(data: Any) -> None:
    assert found(data) == [("shape", ())]
