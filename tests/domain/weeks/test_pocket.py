"""Where a case goes, and how it stands in a self-score."""

from dataclasses import replace

import pytest

from bot.domain.weeks.pocket import Group, PocketView, Use, chosen_place, heading, put_in, stands_in
from bot.errors import Refusal
from tests.builders.pockets import CONVERSION, MENTORING, TEAMWORK_3, case, heard, said

CHOICES = (CONVERSION, TEAMWORK_3, MENTORING)


def test_what_is_chosen_is_taken_and_what_is_written_goes_before_it() -> None:
    assert chosen_place(CHOICES, value=TEAMWORK_3.value, title="") == TEAMWORK_3
    assert chosen_place(CHOICES, value=TEAMWORK_3.value, title="New heading").name == {"en": "New heading"}


@pytest.mark.parametrize("title", ["mentoring", " MENTORING ", "Ｍentoring"])
def test_a_heading_that_is_written_alike_is_the_one_that_is_there(title: str) -> None:
    assert chosen_place(CHOICES, value="", title=title) == MENTORING


@pytest.mark.parametrize(
    ("value", "title", "code"),
    [
        ("", "", "pocket.no_place"),
        ("", " \u200b ", "pocket.no_place"),
        ("kpi::gone", "", "pocket.place_gone"),
    ],
)
def test_a_place_that_is_none_is_refused_at_its_field(value: str, title: str, code: str) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        chosen_place(CHOICES, value=value, title=title)

    assert refused.value.field == "place"


def test_a_heading_is_one_line_and_fits() -> None:
    long = heading("Mentoring\nof " + "x" * 100)

    assert len(long.name["en"]) == 60
    assert "\n" not in long.name["en"]
    with pytest.raises(Refusal, match=r"pocket\.no_place"):
        heading("\u200b")


@pytest.mark.parametrize(
    ("typed", "text", "stands"),
    [
        (None, "A case", "A case"),
        ("", " A case ", "A case"),
        ("Typed", "A case", "Typed\n\nA case"),
        ("Typed\n\nA case", "A case", "Typed\n\nA case"),
    ],
)
def test_a_case_goes_under_what_was_typed_and_never_twice(typed: str | None, text: str, stands: str) -> None:
    assert put_in(typed, text, limit=100) == stands


def test_a_case_that_is_too_long_is_cut_and_says_so() -> None:
    stands = put_in("Typed", "x" * 200, limit=100)

    assert len(stands) == 100
    assert stands.startswith("Typed\n\nxxx")
    assert stands.endswith("…")


def test_where_there_is_no_room_nothing_is_cut_away_silently() -> None:
    with pytest.raises(Refusal, match=r"pocket\.no_room"):
        put_in("x" * 80, "A case of more than twenty letters", limit=100)


def test_a_case_is_known_again_by_how_it_begins() -> None:
    kept = case(text="Thanks for the help. " * 20)

    assert stands_in(kept, put_in("Typed", kept.words, limit=200))
    assert not stands_in(kept, "Typed")
    assert not stands_in(case(text=""), "Typed"), "files alone have no words"


def test_words_are_as_people_saw_them() -> None:
    markup = "<@U0WU> thanked <@U0HE> &lt;3 <https://a.b/c|here>"

    assert (
        case(text=markup, names={"U0WU": "Wu Min"}).words == "@Wu Min thanked @U0HE <3 here (https://a.b/c)"
    )
    assert replace(heard("<@U0WU> hi"), names={"U0WU": "Wu Min"}).words == "@Wu Min hi"
    assert case(text="<@U0WU> &lt;", said=None).words == "<@U0WU> &lt;", "what was written is plain"


def test_a_direct_message_and_a_use_are_told_from_others() -> None:
    assert said(channel="D0CHEN").is_direct
    assert not said().is_direct
    assert not case().is_used
    assert case(uses=(Use(period="2026Q4", item=("values", "teamwork")),)).is_used


def test_pages_are_counted_over_all_groups() -> None:
    view = PocketView(cases=(), groups=(), page=0)
    groups = (Group(place=TEAMWORK_3, count=14), Group(place=MENTORING, count=1))

    assert view.last_page == 0
    assert replace(view, groups=groups).last_page == 0
    assert replace(view, groups=(*groups, Group(place=CONVERSION, count=1))).last_page == 1
