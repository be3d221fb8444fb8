"""The company's own fields: what a file of them may say, and what is wrong with it, each at its place."""

from typing import Any

import pytest

from bot.domain.intake.extra_fields import ExtraKind, asked_for, check
from bot.domain.intake.triage import Kind


def texts(en: str) -> dict[str, str]:
    return {"en": en, "zh_Hans": f"{en}（简）", "zh_Hant": f"{en}（繁）"}


def field(key: str = "order", **changes: Any) -> dict[str, Any]:
    return {"key": key, "label": texts("Order number"), **changes}


def wrong(*fields: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    value, problems = check({"fields": list(fields)})
    assert value is None
    return [(each.code, each.at) for each in problems]


def test_fields_are_asked_for_in_the_order_of_the_file_and_only_for_their_kinds() -> None:
    fields, problems = check(
        {
            "fields": [
                field("order", requests=["wrong"], required="true"),
                field("shop", kind="choice", options=[texts("Main"), texts("Outlet")]),
                field("orders", kind="number"),
            ]
        }
    )

    assert problems == ()
    assert fields is not None
    assert [each.key for each in asked_for(fields, Kind.WRONG)] == ["order", "shop", "orders"]
    assert [each.key for each in asked_for(fields, Kind.PROJECT)] == ["shop", "orders"]
    assert fields[0].required
    assert fields[1].kind is ExtraKind.CHOICE


def test_a_file_without_fields_asks_for_nothing_more() -> None:
    assert check({"fields": []}) == ((), ())


@pytest.mark.parametrize(
    ("written", "code", "at"),
    [
        (field(label={"en": "Order"}), "language", ("fields", 0, "label")),
        (field("Order No"), "key", ("fields", 0, "key")),
        (field(kind="colour"), "choice", ("fields", 0, "kind")),
        (field(requests=["rant"]), "choice", ("fields", 0, "requests", 0)),
        (field(required="perhaps"), "yes_or_no", ("fields", 0, "required")),
        (field(colour="red"), "unknown_field", ("fields", 0, "colour")),
        (field(kind="choice"), "missing", ("fields", 0, "options")),
        (field(options=[texts("Main")]), "unknown_field", ("fields", 0, "options")),
        (
            field(kind="choice", options=[texts("Main"), texts("Main")]),
            "twice",
            ("fields", 0, "options", 1, "en"),
        ),
    ],
)
def test_what_is_wrong_has_its_place(written: dict[str, Any], code: str, at: tuple[str | int, ...]) -> None:
    assert (code, at) in wrong(written)


def test_there_are_at_most_six_each_with_a_key_of_its_own() -> None:
    assert ("too_many", ("fields",)) in wrong(*(field(f"f{number}") for number in range(7)))
    assert ("twice", ("fields", 1, "key")) in wrong(field(), field())


def test_what_is_no_list_of_fields_is_said_of_the_whole_file() -> None:
    value, problems = check(["order"])

    assert value is None
    assert problems[0].is_of_the_whole
