"""What Slack says of the forms of a sheet and of a KPI, as values."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.post import Post
from bot.domain.goals.post_kpis import as_kpi
from bot.domain.goals.way import Party, State
from bot.domain.reviews.kpis import Kpi, Measures
from bot.errors import Refusal
from bot.services.goals.posts import shipped_posts
from handlers.goals.sheet_form import KpiPlace, SheetPlace, day_in, kpi_in, reason_in
from messages.catalog import LANGUAGES, Words
from messages.goals.kpi_modal import NONE, kpi_modal
from messages.goals.sheet_modal import COUNTS_FROM, REASON, sheet_modal
from tests.builders.agreement import WEDNESDAY, kpi_form, sheet_form
from tests.builders.goals import kpi
from tests.builders.people import LIU
from tests.builders.plans import goal

LOCALES = {"en": "en-US", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=WEDNESDAY)


def untouched(view: dict[str, Any]) -> dict[str, Any]:
    """The same view as Slack hands it back to whoever presses the button at once."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            values[block["block_id"]] = {element["action_id"]: _held(element)}
    return {**view, "state": {"values": values}}


def _held(element: dict[str, Any]) -> dict[str, Any]:
    kinds = {
        "plain_text_input": ("value", "initial_value"),
        "static_select": ("selected_option", "initial_option"),
        "radio_buttons": ("selected_option", "initial_option"),
        "users_select": ("selected_user", "initial_user"),
        "datepicker": ("selected_date", "initial_date"),
    }
    holds, begins = kinds[element["type"]]
    return {"type": element["type"], holds: element.get(begins)}


def returned(form: Any, locale: str = "en-US") -> tuple[TypedKpi, str | None]:
    return kpi_in(untouched(kpi_modal(words(locale), form)))


def test_a_new_form_that_was_only_looked_at_says_what_a_new_one_says() -> None:
    assert returned(kpi_form()) == (TypedKpi(), None)


FULL = kpi(
    "k1",
    100,
    duty="Sells & <buys>",
    measures=Measures.WORK,
    arrives_days=0,
    target="“文” <!channel>",
    measure="",
    source="",
    unit="",
)


@pytest.mark.parametrize(
    "known",
    [
        kpi("k1", 100),
        FULL,
        replace(FULL, duty="", measures=None, result="", arrives_days=None),
        replace(FULL, duty="D" * 150),
    ],
    ids=["usual", "full", "empty", "long duty"],
)
@pytest.mark.parametrize("post", [None, shipped_posts()[0]], ids=["no post", "a post"])
def test_a_kpi_that_was_only_looked_at_says_what_stands(known: Kpi, post: Post | None) -> None:
    """Or it would be kept as though something had been typed, and putting it back would change it."""
    form = kpi_form(key="k1", sheet=sheet_form(kpis=(known,), post=post))

    assert returned(form) == (TypedKpi.of(known), None)


@pytest.mark.parametrize("post", [pytest.param(post, id=post.key) for post in shipped_posts()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_does_every_kpi_of_a_shipped_post_whoever_reads_it(post: Post, language: str) -> None:
    """In the words of whoever took it, perhaps in another language than its reader's."""
    kpis = tuple(as_kpi(post, each, language=language) for each in post.kpis)
    for each in kpis:
        form = kpi_form(key=each.key, sheet=sheet_form(kpis=kpis, post=post))
        for locale in LOCALES.values():
            assert returned(form, locale) == (TypedKpi.of(each), None)


def test_whoever_enters_the_figure_comes_as_their_account() -> None:
    known = kpi("k1", 100, figure_by_id=LIU.id)
    typed, account = returned(kpi_form(key="k1", sheet=sheet_form(kpis=(known,)), source=LIU))

    assert (typed, account) == (replace(TypedKpi.of(known), figure_by_id=None), LIU.slack_id)


@pytest.mark.parametrize(("chosen", "key"), [("revenue", "revenue"), (None, ""), ("retired", "")])
def test_the_goal_above_it_is_one_of_those_that_there_are(chosen: str | None, key: str) -> None:
    known = kpi("k1", 100, goal_key=chosen)
    form = kpi_form(key="k1", sheet=sheet_form(kpis=(known,)), above=(goal("revenue"), goal("cost")))

    assert returned(form)[0].goal_key == key


def said(**values: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": {block: {"value": held} for block, held in values.items()}}}


def text(value: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def option(value: str | None) -> dict[str, Any]:
    chosen = None if value is None else {"value": value, "text": {"type": "plain_text", "text": value}}
    return {"type": "static_select", "selected_option": chosen}


def test_what_is_typed_and_chosen_is_read_by_its_field() -> None:
    view = said(
        name=text("Sales"),
        weight=text("４０"),
        quantity=option("money"),
        direction=option(NONE),
        anchors=text("4: 120%\r\n3.5: 100%\u200b"),
        unit=text(None),
        figure_by_id={"type": "users_select", "selected_user": "U0WU"},
    )

    typed, account = kpi_in(view)

    assert (typed.name, typed.weight, typed.quantity, typed.direction) == ("Sales", "４０", "money", "")
    assert (typed.anchors, typed.unit, account) == ("4: 120%\n3.5: 100%", "", "U0WU")


def test_fields_of_another_version_of_the_form_are_passed_over() -> None:
    assert kpi_in(said(colour=text("red"), name=text("Sales")))[0] == TypedKpi(name="Sales")


def test_a_field_that_holds_the_word_for_none_keeps_it() -> None:
    """Only a choice is one of none of the others."""
    assert kpi_in(said(name=text(NONE)))[0].name == NONE


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("The shop was moved.", "The shop was moved."), (" \n", ""), (None, ""), ("a\r\nb ", "a\nb")],
)
def test_a_reason_is_read_as_it_was_typed(typed: str | None, reason: str) -> None:
    assert reason_in({"state": {"values": {REASON: {"value": text(typed)}}}}) == reason


def test_why_and_from_when_are_read_where_they_were_asked() -> None:
    asked = sheet_form(State.AGREED, reason="So.", counts_from=date(2027, 2, 1))
    view = untouched(sheet_modal(words(), asked))

    assert (reason_in(view), day_in(view)) == ("So.", date(2027, 2, 1))
    first = untouched(sheet_modal(words(), sheet_form()))
    assert (reason_in(first), day_in(first)) == ("", None)


def test_a_day_that_is_none_is_refused() -> None:
    view = {
        "state": {"values": {COUNTS_FROM: {"value": {"type": "datepicker", "selected_date": "2027-02-30"}}}}
    }

    with pytest.raises(Refusal, match=r"card\.unknown"):
        day_in(view)


def test_a_form_says_of_which_goals_and_version_it_is() -> None:
    sheet = SheetPlace.of(sheet_modal(words(), sheet_form(State.SENT, Party.MANAGER)))
    known, new = (KpiPlace.of(kpi_modal(words(), kpi_form(key=key))) for key in ("k1", None))

    assert (sheet.goals, sheet.seen) == (7, 4)
    assert (known.goals, known.key) == (7, "k1")
    assert (new.goals, new.key) == (7, None)


@pytest.mark.parametrize("carried", ["", "{}", "null", '{"goals": 0}', '{"goals": 99999999999}', "x"])
def test_what_carries_nothing_of_ours_is_refused(carried: str) -> None:
    for place in (SheetPlace, KpiPlace):
        with pytest.raises(Refusal, match=r"card\.unknown"):
            place.of({"private_metadata": carried})
    with pytest.raises(Refusal, match=r"card\.unknown"):
        SheetPlace.of({"private_metadata": json.dumps({"goals": 7, "seen": "x"})})
