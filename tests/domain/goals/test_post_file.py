"""Everything that is wrong with a post's file, at once and each at its place."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.post_file import check
from bot.domain.organisation import Path
from bot.domain.texts import LANGUAGES
from tests.builders.posts import post, post_data, text

Data = dict[str, Any]
SCALE = frozenset(Decimal(point) for point in ("5", "4", "3.5", "3"))


def found(data: Any) -> list[tuple[str, Path]]:
    value, problems = check(data, languages=LANGUAGES, scale=SCALE)
    assert (value is None) == bool(problems)
    return [(problem.code, problem.at) for problem in problems]


def anchors(data: Data, *rows: dict[str, Any], scored_by: str, direction: str = "higher") -> None:
    data["kpis"][0] |= {"scored_by": scored_by, "direction": direction, "anchors": list(rows)}


def test_what_is_right_is_the_post() -> None:
    assert check(post_data(), languages=LANGUAGES, scale=SCALE) == (post(), ())


def weights(data: Data) -> None:
    data["kpis"][0]["weight"] = "59"


def no_duty_of_it(data: Data) -> None:
    data["kpis"][1]["duty"] = "selling"


def same_duty(data: Data) -> None:
    data["duties"][1]["key"] = "buying"


def same_requirement(data: Data) -> None:
    data["requirements"][2]["key"] = "bargaining"


def same_kpi(data: Data) -> None:
    data["kpis"][1]["key"] = "price"


def no_language(data: Data) -> None:
    del data["duties"][0]["parts"][1]["zh_Hant"]


def no_kind(data: Data) -> None:
    data["requirements"][0]["kind"] = "talent"


def too_heavy(data: Data) -> None:
    data["requirements"][0]["weight"] = "6"


def no_percentage(data: Data) -> None:
    data["kpis"][0]["weight"] = "0"


def no_version(data: Data) -> None:
    data["version"] = "0"


def no_target(data: Data) -> None:
    data["kpis"][0]["target"] = " "


def long_unit(data: Data) -> None:
    data["kpis"][0]["unit"]["en"] = "x" * 41


def unknown_quantity(data: Data) -> None:
    data["kpis"][0]["quantity"] = "weight"


def unknown_field(data: Data) -> None:
    data["requirements"][0]["level"] = "high"


def thirteen_kpis(data: Data) -> None:
    data["kpis"] = [data["kpis"][0] | {"key": f"k{number}", "weight": "8"} for number in range(12)]
    data["kpis"].append(data["kpis"][0] | {"key": "last", "weight": "4"})


def no_duties(data: Data) -> None:
    data["duties"] = []


def one_anchor(data: Data) -> None:
    del data["kpis"][0]["anchors"][1:]


def negative_share(data: Data) -> None:
    data["kpis"][1]["anchors"][2]["share"] = "-1"


def off_the_scale(data: Data) -> None:
    data["kpis"][0]["anchors"][0]["score"] = "4.9"


def scores_out_of_order(data: Data) -> None:
    data["kpis"][0]["anchors"][1]["score"] = "5"


def shares_out_of_order(data: Data) -> None:
    data["kpis"][1]["anchors"][1]["share"] = "120"


def shares_of_the_other_direction(data: Data) -> None:
    data["kpis"][0]["direction"] = "higher"


def share_without_one(data: Data) -> None:
    del data["kpis"][0]["anchors"][1]["share"]


def share_with_a_band(data: Data) -> None:
    data["kpis"][0]["anchors"][1]["low"] = "3"


def words_without_any(data: Data) -> None:
    anchors(data, {"score": "5", "text": text("All")}, {"score": "3"}, scored_by="words")


def band_upside_down(data: Data) -> None:
    anchors(data, {"score": "5", "low": "9", "high": "8"}, {"score": "3", "high": "9"}, scored_by="bands")


def bands_that_overlap(data: Data) -> None:
    anchors(data, {"score": "5", "low": "8"}, {"score": "3", "high": "9"}, scored_by="bands")


def band_without_an_end(data: Data) -> None:
    anchors(data, {"score": "5", "low": "8"}, {"score": "3", "low": "4"}, scored_by="bands")


def bands_of_the_other_direction(data: Data) -> None:
    anchors(
        data, {"score": "5", "low": "8"}, {"score": "3", "high": "8"}, scored_by="bands", direction="lower"
    )


def bands_with_a_gap(data: Data) -> None:
    anchors(data, {"score": "5", "low": "8"}, {"score": "3", "high": "7"}, scored_by="bands")


def target_in_words(data: Data) -> None:
    data["kpis"][0]["target"] = "as agreed"


def target_of_nothing(data: Data) -> None:
    data["kpis"][0]["target"] = "0"


def no_band(data: Data) -> None:
    anchors(data, {"score": "5", "low": "8"}, {"score": "3", "text": text("Few")}, scored_by="bands")


@pytest.mark.parametrize(
    ("spoil", "problems"),
    [
        (weights, [("weights", ("kpis",))]),
        (no_duty_of_it, [("duty", ("kpis", 1, "duty"))]),
        (same_duty, [("twice", ("duties", 1, "key")), ("duty", ("kpis", 1, "duty"))]),
        (same_requirement, [("twice", ("requirements", 2, "key"))]),
        (same_kpi, [("twice", ("kpis", 1, "key"))]),
        (no_language, [("language", ("duties", 0, "parts", 1))]),
        (no_kind, [("choice", ("requirements", 0, "kind"))]),
        (too_heavy, [("importance", ("requirements", 0, "weight"))]),
        (no_percentage, [("percentage", ("kpis", 0, "weight")), ("weights", ("kpis",))]),
        (no_version, [("version", ("version",))]),
        (no_target, [("missing", ("kpis", 0, "target"))]),
        (long_unit, [("too_long", ("kpis", 0, "unit", "en"))]),
        (unknown_quantity, [("choice", ("kpis", 0, "quantity"))]),
        (unknown_field, [("unknown_field", ("requirements", 0, "level"))]),
        (thirteen_kpis, [("too_many", ("kpis",))]),
        (no_duties, [("too_few", ("duties",))]),
        (one_anchor, [("too_few", ("kpis", 0, "anchors"))]),
        (negative_share, [("amount", ("kpis", 1, "anchors", 2, "share"))]),
        (off_the_scale, [("off_scale", ("kpis", 0, "anchors", 0, "score"))]),
        (scores_out_of_order, [("order", ("kpis", 0, "anchors", 1, "score"))]),
        (shares_out_of_order, [("direction", ("kpis", 1, "anchors", 1, "share"))]),
        (
            shares_of_the_other_direction,
            [("direction", ("kpis", 0, "anchors", number, "share")) for number in (1, 2)],
        ),
        (share_without_one, [("missing", ("kpis", 0, "anchors", 1, "share"))]),
        (share_with_a_band, [("not_scored_by", ("kpis", 0, "anchors", 1, "low"))]),
        (words_without_any, [("missing", ("kpis", 0, "anchors", 1, "text"))]),
        (band_upside_down, [("band", ("kpis", 0, "anchors", 0, "high"))]),
        (bands_that_overlap, [("direction", ("kpis", 0, "anchors", 1, "high"))]),
        (band_without_an_end, [("direction", ("kpis", 0, "anchors", 1, "high"))]),
        (bands_of_the_other_direction, [("direction", ("kpis", 0, "anchors", 1, "low"))]),
        (bands_with_a_gap, [("gap", ("kpis", 0, "anchors", 1, "high"))]),
        (target_in_words, [("target", ("kpis", 0, "target"))]),
        (target_of_nothing, [("target", ("kpis", 0, "target"))]),
        (no_band, [("missing", ("kpis", 0, "anchors", 1, "low"))]),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_mistake_is_named_at_its_place(
    spoil: Callable[[Data], None], problems: list[tuple[str, Path]]
) -> None:
    data = post_data()
    spoil(data)

    assert found(data) == problems


def test_bands_touch_and_may_be_open_at_both_ends() -> None:
    data = post_data()
    anchors(
        data,
        {"score": "5", "high": "2"},
        {"score": "4", "low": "2", "high": "5"},
        {"score": "3", "low": "5"},
        scored_by="bands",
        direction="lower",
    )

    assert found(data) == []


def test_every_mistake_is_named_at_once() -> None:
    data = post_data()
    weights(data)
    too_heavy(data)
    no_language(data)
    shares_out_of_order(data)

    assert set(found(data)) == {
        ("weights", ("kpis",)),
        ("importance", ("requirements", 0, "weight")),
        ("language", ("duties", 0, "parts", 1)),
        ("direction", ("kpis", 1, "anchors", 1, "share")),
    }


@pytest.mark.parametrize("data", [None, [], "key: x", 7])
def test_what_is_no_post_at_all_is_one_mistake(data: Any) -> None:
    assert found(data) == [("shape", ())]
