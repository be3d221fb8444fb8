"""The pocket, its forms, its line on Home and in the weekly message: what they say, and Slack's limits."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.weeks.kept_under import Kind, Place
from bot.domain.weeks.pocket import Case, Group, PlaceForm, PocketOnHome, PocketView, Use
from bot.domain.weeks.pocket_files import Keeping
from bot.domain.weeks.pocket_places import MOST_CHOICES
from bot.domain.weeks.pocket_reminder import EmptyPocket
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.kit import home, message
from messages.weeks.keeping_modal import (
    keep_modal,
    kept_modal,
    move_modal,
    note_modal,
    remove_modal,
    write_modal,
)
from messages.weeks.pocket_home import pocket_section, pocket_title
from messages.weeks.pocket_lines import channel_name, evidence_text
from messages.weeks.pocket_modal import case_modal, pocket_modal
from messages.weeks.pocket_note import pocket_note
from messages.weeks.pocket_reminder import empty_pocket_line
from tests.builders.pockets import CONVERSION, MENTORING, TEAMWORK_3, case, file, heard, said
from tests.messages.goals.test_agreement_messages import LOCALES, TYPED, plain

NOW = datetime(2026, 12, 9, 2, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 12, 8, 6, 2, tzinfo=UTC)
URL = "https://hooks.slack.com/actions/T0123456789/1234567890123/abcdefghijklmnopqrstuvwx"
CHOICES = (CONVERSION, TEAMWORK_3, MENTORING)


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=NOW)


def form(**rest: Any) -> PlaceForm:
    return PlaceForm(**{"choices": CHOICES, "chosen": TEAMWORK_3, "heard": heard(), **rest})


def pocket(*cases: Case, **rest: Any) -> PocketView:
    places = {each.place.value: each.place for each in cases}
    counts = {value: sum(each.place.value == value for each in cases) for value in places}
    groups = tuple(Group(place=place, count=counts[value]) for value, place in places.items())
    return PocketView(**{"cases": cases, "groups": groups, "page": 0, **rest})


def field(view: dict[str, Any], block: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in view["blocks"] if each.get("block_id") == block)
    return found


def test_the_form_quotes_the_message_and_has_chosen_what_was_chosen_last() -> None:
    view = keep_modal(words(), form(heard=replace(heard(), author="Wu Min")), respond_at=URL)

    assert "> Thanks for sitting down with the newcomers" in plain(view)
    assert "Wu Min · #general · Fri 20 Nov 14:02" in plain(view)
    menu = field(view, "place")["element"]
    assert menu["initial_option"]["value"] == TEAMWORK_3.value
    assert [group["label"]["text"] for group in menu["option_groups"]] == [
        "KPIs",
        "Teamwork",
        "Your own headings",
    ]
    assert menu["option_groups"][1]["options"][0]["text"]["text"] == (
        "Teamwork, rung 3: Shares knowledge unasked"
    )
    assert "Only you see your pocket" in plain(view)


def test_a_long_message_says_how_much_of_it_is_seen_and_how_much_is_kept() -> None:
    long, longer = heard("x" * 40_000), heard("x" * 40_001)

    assert "the first 900 of 40,000 characters; all of them are kept" in plain(
        keep_modal(words(), form(heard=long), respond_at="")
    )
    assert "longer than 40,000 characters: the rest of it cannot be kept" in plain(
        keep_modal(words(), form(heard=longer), respond_at="")
    )


def test_a_message_that_is_kept_already_says_where_and_offers_another_place() -> None:
    view = keep_modal(words(), form(heard=None, case=case(note="mine")), respond_at="")

    assert "You kept this message on Mon 23 Nov 10:00, under *Teamwork*, rung 3." in plain(view)
    assert view["submit"]["text"] == "Keep it there"
    assert field(view, "note")["element"]["initial_value"] == "mine"


def test_twenty_files_are_named_in_a_line_and_do_not_push_the_fields_away() -> None:
    files = [{"id": f"F{number}", "name": f"chart {number}.png"} for number in range(20)]

    view = keep_modal(words(), form(heard=heard(files=files)), respond_at="")

    assert "20 files: chart 0.png, chart 1.png, " in plain(view)


def test_whoever_is_scored_on_nothing_writes_a_heading() -> None:
    view = keep_modal(words(), form(choices=(), chosen=None), respond_at="")

    assert field(view, "heading")["optional"] is False
    assert all(block.get("block_id") != "place" for block in view["blocks"])


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (case(), "Kept under *Teamwork*, rung 3. Only you see it until you use it."),
        (case(place=MENTORING), "Kept under *Mentoring*. Only you see it until you use it."),
    ],
)
def test_the_note_says_where_it_is_and_its_notification_says_nothing_of_it(kept: Case, text: str) -> None:
    note = pocket_note(words(), kept)

    assert plain(note).splitlines()[0] == text
    assert note.text == "Kept in your pocket."
    assert text in plain(kept_modal(words(), kept))


def test_a_message_that_was_gone_already_is_said_to_be() -> None:
    gone = case(said=said(deleted_at=TUESDAY))

    assert "has been deleted meanwhile; your copy stays" in plain(pocket_note(words(), gone))


def test_an_empty_pocket_says_how_to_fill_it() -> None:
    view = pocket_modal(words(), pocket())

    assert "Save as evidence" in plain(view)
    assert view["blocks"][0]["accessory"]["style"] == "primary"


def test_the_pocket_stands_by_groups_with_what_became_of_each_case() -> None:
    view = pocket_modal(
        words(),
        pocket(
            case(1, note="for the talk", uses=(Use(period="2026Q4", item=("values", "teamwork")),)),
            case(2, said=said(edited_at=TUESDAY), files=(file(1), file(2))),
            case(3, place=MENTORING, said=None, text="Stayed late"),
            case(4, place=MENTORING, text="", files=(file(),), said=said(deleted_at=TUESDAY)),
        ),
    )

    text = plain(view)
    for line in (
        "*Teamwork*, rung 3 · 2",
        "Your note: for the talk",
        "Used in 2026 Q4",
        "The message was edited on Tue 8 Dec 14:02; this is what it said before.",
        "2 files",
        "*Mentoring* · 2",
        "> Stayed late\nWritten by you · Fri 20 Nov",
        "> report 1.pdf",
        "1 file, being fetched",
        "The message was deleted on Tue 8 Dec 14:02; this copy stays.",
    ):
        assert line in text
    assert [option["text"]["text"] for option in field(view, "case:1")["accessory"]["options"]] == [
        "Read all…",
        "Move…",
        "Edit note…",
        "Remove…",
    ]


def test_what_was_removed_can_be_put_back_and_pages_can_be_turned() -> None:
    places = tuple(Group(place=TEAMWORK_3, count=count) for count in (40,))
    view = pocket_modal(words(), pocket(case(), groups=places, page=1, removed=case(9), reminds=False))

    assert "Removed: Thanks for sitting down with the newcomers" in plain(view)
    assert "Undo" in plain(view)
    assert "Page 2 of 3" in plain(view)
    assert "You are not reminded of an empty pocket." in plain(view)


def test_a_case_is_read_in_full() -> None:
    whole = case(
        text="First\n" + "x" * 5000 + "\nlast",
        said=said(link="https://a.b/p1", channel_name="privategroup", author="", author_slack_id="U0GUEST"),
        files=(file(), file(2, size=900, permalink="")),
        note="mine",
        is_cut=True,
    )
    text = plain(case_modal(words(), whole))

    assert "First" in text
    assert "last" in text
    assert "<@U0GUEST> · a private channel" in text
    assert "<https://example.slack.com/files/F1|report 1.pdf> (1 MB)" in text
    assert "report 2.pdf (1 kB)" in text
    assert "<https://a.b/p1|To the message>" in text
    assert "its end is missing here" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_of_each_file_it_is_said_what_there_is_of_it(locale: str) -> None:
    files = tuple(file(number, keeping=keeping) for number, keeping in enumerate(Keeping))
    view = case_modal(words(locale), case(files=files), sent=())

    text = plain(view)
    lines = {line for line in text.splitlines() if line.startswith("•")}
    assert len({line.partition(")")[2] or line.partition("）")[2] for line in lines}) == len(Keeping)
    assert text.count(words(locale).label("Send me the file")) == 1
    if locale == "en-US":
        assert "report 4.pdf> (1 MB): only its name could be kept: Steward cannot see it" in text
        assert "it is larger than 10 MB" in text


def test_a_copy_that_was_asked_for_is_on_its_way_and_not_asked_for_again() -> None:
    files = (file(1, keeping=Keeping.KEPT), file(2, keeping=Keeping.KEPT))

    text = plain(case_modal(words(), case(files=files), sent={0}))

    assert "report 1.pdf> (1 MB): on its way to your messages with Steward" in text
    assert text.count("Send me the file") == 1


def test_what_a_message_tells_will_not_be_kept_is_said_before_it_is_saved() -> None:
    what = heard(files=[{"id": "F1", "name": "film.mov", "size": 20_000_000}, {"id": "F2", "name": "a.pdf"}])

    text = plain(keep_modal(words(), form(heard=what), respond_at=URL))

    assert "By name only, because it is larger than 10 MB or a link to another service: film.mov" in text


def test_the_newest_on_home_say_what_there_is_of_their_files() -> None:
    kept = tuple(file(number, keeping=Keeping.KEPT) for number in range(2))
    lacking = (file(1, keeping=Keeping.KEPT), file(2, keeping=Keeping.GONE))
    newest = (case(1, files=kept), case(2, files=lacking), case(3, text="", files=(file(7),)))
    on_home = PocketOnHome(total=3, groups=(), more_groups=0, newest=newest)

    text = plain({"blocks": pocket_section(words(), on_home)})

    assert "newcomers · 2 files, contents kept" in text
    assert "newcomers · 2 files kept, 1 of them by name only" in text
    assert "report 7.pdf · 1 file, being fetched" in text


@pytest.mark.parametrize(
    ("channel", "name", "called"),
    [
        ("C1", "general", "#general"),
        ("D1", "directmessage", "a direct message"),
        ("G1", "mpdm-a--b-1", "a group message"),
        ("G1", "privategroup", "a private channel"),
        ("C1", "", "a private channel"),
    ],
)
def test_a_conversation_is_called_as_far_as_slack_tells(channel: str, name: str, called: str) -> None:
    assert channel_name(words(), channel, name) == called


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (case(), "Thanks for sitting down with the newcomers\n(Wu Min, Fri 20 Nov)"),
        (
            case(text="1 &lt; 2 <@U0WU>", names={"U0WU": "Wu Min"}, said=said(link="https://a.b/p1")),
            "1 < 2 @Wu Min\n(Wu Min, Fri 20 Nov) https://a.b/p1",
        ),
        (
            case(said=said(channel="D1", link="https://a.b/p1")),
            "Thanks for sitting down with the newcomers\n(Wu Min, Fri 20 Nov)",
        ),
        (
            case(said=said(deleted_at=TUESDAY, link="https://a.b/p1")),
            "Thanks for sitting down with the newcomers\n(Wu Min, Fri 20 Nov)",
        ),
        (case(text="", files=(file(1), file(2))), "report 1.pdf, report 2.pdf\n(Wu Min, Fri 20 Nov)"),
        (case(said=None, text="Stayed late"), "Stayed late\n(Fri 20 Nov)"),
    ],
)
def test_in_a_self_score_a_case_is_plain_words_with_who_said_them_when(kept: Case, text: str) -> None:
    assert evidence_text(words(), kept) == text


def test_home_tells_how_much_is_kept_under_what_and_the_newest() -> None:
    mine = PocketOnHome(
        total=3,
        groups=(Group(place=TEAMWORK_3, count=2), Group(place=MENTORING, count=1)),
        more_groups=4,
        newest=(case(),),
    )
    text = plain({"blocks": pocket_section(words(), mine)})

    assert "3 cases: *Teamwork*, rung 3 (2) · *Mentoring* (1) · 4 more headings" in text
    assert "• Fri 20 Nov · Thanks for sitting down with the newcomers" in text
    assert pocket_title(words(), None) == "Your evidence pocket"


def test_the_weekly_message_tells_of_an_empty_pocket_and_how_not_to_be_told() -> None:
    assert empty_pocket_line(words(), None) == []

    (line,) = empty_pocket_line(words(), EmptyPocket(period="2027Q1"))
    assert line["text"]["text"] == (
        "Your pocket for 2027 Q1 is empty. *Save as evidence* on a message keeps it for your self-score."
    )
    assert [option["text"]["text"] for option in line["accessory"]["options"]] == [
        "Open pocket…",
        "Do not remind me of this",
    ]


# Slack's limits, at the longest that can be.


def with_files(whose: Case, keeping: Keeping) -> Case:
    return replace(whose, files=tuple(replace(each, keeping=keeping) for each in whose.files))


def longest_case(number: int, text: str) -> Case:
    place = Place(
        kind=Kind.VALUE,
        key="k" * 40,
        rung=5,
        name=dict.fromkeys(("en", "zh_Hans", "zh_Hant"), text[:80]),
        words=dict.fromkeys(("en", "zh_Hans", "zh_Hant"), text[:300]),
    )
    return case(
        number,
        place=place if number % 2 else replace(MENTORING, name={"en": text[:60] or "x"}),
        text=text * 13,
        note=text[:300],
        said=said(
            author=text[:120], channel_name=text[:80], link="https://a.b/" + "x" * 300, edited_at=TUESDAY
        ),
        files=tuple(file(n, name=text[:255] or "x") for n in range(50)),
        uses=tuple(Use(period=f"20{n:02}Q4", item=("a", "b")) for n in range(20)),
        happened_on=date(2026, 11, 20),
        is_cut=True,
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_every_view_stays_within_the_limits(locale: str, text: str) -> None:
    said_in = words(locale)
    cases = [longest_case(number, text) for number in range(1, 16)]
    many = tuple(replace(cases[0].place, key=f"k{n}") for n in range(MOST_CHOICES))
    full = form(
        choices=many, chosen=many[0], heard=heard("x" * 40_001, files=[{"id": "F1", "name": "n"}] * 50)
    )
    views = [
        keep_modal(said_in, full, respond_at=URL),
        keep_modal(said_in, replace(full, heard=None, case=cases[0]), respond_at=URL),
        keep_modal(said_in, replace(full, heard=replace(heard(), text=text * 13)), respond_at=URL),
        kept_modal(said_in, cases[0]),
        write_modal(said_in, full, page=9, today=date(2026, 12, 9)),
        move_modal(said_in, replace(full, case=cases[0]), page=9),
        note_modal(said_in, cases[0], page=9),
        remove_modal(said_in, cases[0], page=9),
        pocket_modal(said_in, replace(pocket(*cases), removed=cases[0], page=0)),
        pocket_modal(said_in, pocket(*(replace(c, place=p) for c, p in zip(cases, many, strict=False)))),
        case_modal(said_in, cases[0]),
        case_modal(said_in, with_files(cases[0], Keeping.KEPT), sent=range(50)),
        *(case_modal(said_in, with_files(cases[0], keeping)) for keeping in Keeping),
    ]

    for view in views:
        check_view(view, surface="modal")
        assert len(view["private_metadata"]) < 3000


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_home_and_messages_stay_within_the_limits(locale: str, text: str) -> None:
    said_in = words(locale)
    kept = [longest_case(number, text) for number in range(1, 10)]
    on_home = PocketOnHome(
        total=10_000,
        groups=tuple(Group(place=replace(each.place, key=str(each.id)), count=999) for each in kept[:8]),
        more_groups=99,
        newest=tuple(kept[:3]),
    )
    line = message("x", *empty_pocket_line(said_in, EmptyPocket(period="2027Q1")))

    check_view(home(pocket_section(said_in, on_home)), surface="home")
    check_message_blocks(pocket_note(said_in, kept[0]).blocks)
    check_message_blocks(line.blocks)
