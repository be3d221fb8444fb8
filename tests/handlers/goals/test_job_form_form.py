"""What comes back from the forms: values, or a refusal at the field."""

from typing import Any

import pytest

from bot.domain.goals.job_form import Answer, Met
from bot.domain.goals.post import RequirementKind
from bot.errors import Refusal
from handlers.goals.job_form_form import (
    DutyTyped,
    FormPlace,
    ItemPlace,
    RequirementTyped,
    VersionShown,
    answers_in,
)


def view(**fields: Any) -> dict[str, Any]:
    """Fields by block_id: a text, or ("chosen", value)."""
    values = {}
    for block, held in fields.items():
        if isinstance(held, tuple):
            option = {"value": held[1]} if held[1] else None
            values[block] = {"x": {"type": "static_select", "selected_option": option}}
        else:
            values[block] = {"x": {"type": "plain_text_input", "value": held}}
    return {"state": {"values": values}}


def chosen(value: str | None) -> tuple[str, str | None]:
    return ("chosen", value)


def test_a_duty_is_one_line_its_parts_one_each_without_what_is_empty() -> None:
    typed = DutyTyped.of(
        view(name="  Buy\u200b goods ", parts="Compare\n\n  Order \n \u200b \n", number=chosen("2"))
    )

    assert (typed.name, typed.parts, typed.number) == ("Buy goods", ["Compare", "Order"], 2)


def test_a_duty_may_have_no_parts_and_keep_its_number() -> None:
    typed = DutyTyped.of(view(name="Buy goods", parts=None, number=chosen(None)))

    assert (typed.parts, typed.number) == ([], None)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": " \u200b"}, "job_form.no_name", "name"),
        ({"name": None}, "job_form.no_name", "name"),
        ({"name": "x" * 151}, "job_form.too_long", "name"),
        ({"name": "x" * 3000}, "job_form.too_long", "name"),
        ({"parts": "\n".join("abcdefghijk")}, "job_form.too_many_parts", "parts"),
        ({"parts": "fine\n" + "x" * 101}, "job_form.part_too_long", "parts"),
        ({"parts": "x" * 3000}, "job_form.part_too_long", "parts"),
    ],
)
def test_what_a_duty_cannot_be_is_said_at_its_field(fields: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        DutyTyped.of(view(**{"name": "Buy goods", "parts": "Compare", "number": chosen("1"), **fields}))

    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_requirement_is_of_a_kind_and_may_say_what_it_means() -> None:
    typed = RequirementTyped.of(view(name="Excel", kind=chosen("experience"), text=" Pivot tables\n"))

    assert (typed.name, typed.kind, typed.text) == ("Excel", RequirementKind.EXPERIENCE, "Pivot tables")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": ""}, "job_form.no_name", "name"),
        ({"text": "x" * 301}, "job_form.too_long", "text"),
        ({"text": "x" * 3000}, "job_form.too_long", "text"),
    ],
)
def test_what_a_requirement_cannot_be_is_said_at_its_field(
    fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        RequirementTyped.of(view(**{"name": "Excel", "kind": chosen("ability"), "text": "", **fields}))

    assert (refused.value.code, refused.value.field) == (code, field)


def test_answers_come_by_requirement_chosen_or_not() -> None:
    entered = answers_in(
        view(
            **{
                "met:years": chosen("partly"),
                "proof:years": " Two ",
                "met:+1": chosen(None),
                "proof:+1": None,
                "met:odd": chosen("brilliant"),
                "elsewhere": "ignored",
            }
        ),
        met="met",
        note="proof",
    )

    assert entered == {
        "years": Answer(met=Met.PARTLY, note="Two"),
        "+1": Answer(),
        "odd": Answer(),
    }


def test_a_word_of_proof_that_is_a_novel_is_refused_at_its_field() -> None:
    with pytest.raises(Refusal) as refused:
        answers_in(view(**{"met:years": chosen("met"), "proof:years": "x" * 301}), met="met", note="proof")

    assert (refused.value.code, refused.value.field) == ("job_form.too_long", "proof:years")


@pytest.mark.parametrize("carried", ["", "7", "7:", ":7", "0:1", "a:b", "7:99999999999"])
def test_a_button_of_another_make_is_not_understood(carried: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        VersionShown.of(carried)


@pytest.mark.parametrize("place", [FormPlace, ItemPlace])
@pytest.mark.parametrize("carried", ["", "{}", "[]", '{"form": -1, "key": null, "step": 1, "read_at": ""}'])
def test_a_form_of_another_make_is_not_understood(place: Any, carried: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        place.of({"private_metadata": carried})
