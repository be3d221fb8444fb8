"""A check-in in words: its form, what is said after, and its line on the Home tab."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.obligations import Kind, Owed
from bot.domain.quantities import Quantity
from bot.domain.weeks.check_in import CheckInFacts, CheckInOnHome, Outlook, SkipReason
from bot.domain.weeks.check_in_form import CheckInForm, TypedCheckIn, TypedKpi
from bot.domain.weeks.check_in_way import State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Mrkdwn, Words
from messages.obligations import owed_lines
from messages.weeks.check_in_home import check_in_section, check_in_title
from messages.weeks.check_in_modal import check_in_modal, done_modal
from messages.weeks.check_in_note import check_in_note
from tests.builders.check_ins import FRIDAY, WEEK, answers, check_in, facts, word
from tests.builders.goals import kpi
from tests.builders.people import CHEN, LIU

ON_TRACK, AT_RISK, OFF = Outlook
LONG = "&<" * 100
MOST = 12


def words(language: str = "en", now: datetime = FRIDAY) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=now)


def form(**rest: Any) -> CheckInForm:
    values: dict[str, Any] = {
        "week": WEEK,
        "check_in_id": 5,
        "seen": 1,
        "person": CHEN,
        "manager": LIU,
        "kpis": (kpi("k1", 60, quantity=Quantity.PERCENT), kpi("k2", 40)),
        "typed": TypedCheckIn(),
        "read_on": date(2027, 1, 11),
        "taken_until": date(2027, 1, 11),
    }
    return CheckInForm(**{**values, **rest})


def plain(blocks: Any) -> str:
    return json.dumps(blocks, ensure_ascii=False)


def labels(view: dict[str, Any]) -> list[str]:
    return [each["label"]["text"] for each in view["blocks"] if each["type"] == "input"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_kpis_with_the_longest_texts_fit_on_one_screen(language: str) -> None:
    kpis = tuple(
        kpi(f"k{number}", 8, name="&<" * 75, target="&<" * 60, quantity=Quantity.COUNT, unit="&<" * 20)
        for number in range(MOST)
    )
    typed = TypedCheckIn(
        kpis={each.key: TypedKpi(outlook="off", figure="9" * 120, line=LONG) for each in kpis},
        blockers="&<" * 500,
        helpers=("U01", "U02", "U03", "U04", "U05"),
    )

    shown = form(kpis=kpis, typed=typed, saved_at=FRIDAY, manager=replace(LIU, name="&<" * 100))

    view = check_in_modal(words(language), shown, notice=Mrkdwn("x" * 300))
    check_view(view, surface="modal")
    assert len(json.dumps(view, ensure_ascii=False).encode()) < 250_000


def test_the_form_says_who_reads_it_when_and_what_stands_in_it() -> None:
    first = plain(check_in_modal(words(), form()))
    last = plain(check_in_modal(words(), form(is_from_last_week=True)))
    given = plain(check_in_modal(words(), form(is_given=True)))
    kept = plain(check_in_modal(words(), form(saved_at=datetime(2027, 1, 8, 6, 2, tzinfo=UTC))))

    assert "Your week of Mon 4 Jan, about 1 min. Liu Yang reads it with the digest on Mon 11 Jan" in first
    assert "HR sees only who was silent" in first
    assert "What you said last time stands here" in last
    assert "You sent this already" in given
    assert "Saved 14:02" in kept


def test_a_figure_is_asked_for_where_a_kpi_counts_something_and_said_to_be_a_word() -> None:
    counted, spoken = check_in_modal(words(), form()), check_in_modal(words(), form(kpis=(kpi("k2", 40),)))

    assert labels(counted)[:4] == [
        "KPI k1 (target: 3.6 %)",
        "KPI k1: figure",
        "KPI k1: in one line",
        "KPI k2 (target: 3.6 %)",
    ]
    assert "A figure here is a word to Liu Yang" in plain(counted)
    assert "KPI k2: figure" not in labels(spoken)
    assert "A figure here" not in plain(spoken)


def test_what_is_too_long_stands_in_the_form_to_be_shortened() -> None:
    shown = form(typed=TypedCheckIn(blockers="x" * 3000))

    check_view(check_in_modal(words(), shown), surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "state",
    [
        facts(),
        facts(answers=answers(*[OFF] * MOST, blockers=LONG * 5)),
        facts(check_in=check_in(State.SKIPPED, skipped_for=SkipReason.LEAVE), answers=None),
    ],
)
def test_what_is_said_after_fits_and_can_be_changed(state: CheckInFacts, language: str) -> None:
    for repeated in (False, True):
        note = check_in_note(words(language), replace(state, is_repeated=repeated))
        check_message_blocks(note.blocks)
        assert note.blocks[-1]["elements"][0]["value"] == "5"
    check_view(done_modal(words(language), state), surface="modal")


def test_as_last_week_says_what_that_was_and_the_notification_does_not() -> None:
    said = facts(answers=answers(ON_TRACK, OFF, blockers="No photos"))

    note = check_in_note(words(), replace(said, is_repeated=True))

    assert "As last week, all of it. Liu Yang reads this on Mon 11 Jan." in plain(note.blocks)
    assert "Not on track: KPI k2 (Off)." in plain(note.blocks)
    assert "In your way: No photos" in plain(note.blocks)
    assert note.text == "Your week is noted."


def test_where_it_is_asked_there_are_three_ways_to_answer_at_once() -> None:
    owed = Owed(
        kind=Kind.CHECK_IN,
        subject_id=5,
        who="Liu Yang",
        since=FRIDAY,
        due_on=date(2027, 1, 8),
        lapses_on=date(2027, 1, 11),
        minutes=1,
    )

    line, row = owed_lines(words(), [owed], person=CHEN)

    assert line["text"]["text"] == "*How is your week?* (about 1 min)"
    first, repeat, skip = row["elements"]
    assert (first["text"]["text"], first["style"], first["value"]) == ("Check in…", "primary", "5")
    assert (repeat["text"]["text"], repeat["value"]) == ("As last week", "5")
    assert [each["value"] for each in skip["options"]] == ["leave:5", "travel:5", "nothing_new:5"]
    saturday = datetime(2027, 1, 9, 2, 0, tzinfo=UTC)
    late = "*How was your week?* You can say it until Mon 11 Jan (about 1 min)."
    assert late in plain(owed_lines(words(now=saturday), [owed], person=CHEN))


def on_home(found: CheckInFacts | None, week: Any = WEEK) -> Sequence[dict[str, Any]]:
    mine = CheckInOnHome(facts=found, week=week)
    assert check_in_title(words(), mine) == "Your week"
    return check_in_section(words(), mine)


@pytest.mark.parametrize(
    ("found", "week", "said", "button", "value"),
    [
        (None, WEEK, "You need not wait to be asked.", "Check in…", "now"),
        (facts(State.OPEN), WEEK, "nothing was said yet", "Check in…", "5"),
        (facts(), WEEK, "everything on track. Liu Yang reads it on Mon 11 Jan", "Change…", "5"),
        (facts(answers=answers(OFF)), WEEK, "not on track: KPI k1 (Off)", "Change…", "5"),
        (
            facts(check_in=check_in(State.SKIPPED, skipped_for=SkipReason.TRAVEL), answers=None),
            WEEK,
            "skipped (travelling)",
            "Change…",
            "5",
        ),
        (facts(), WEEK.next, "Last said: the week of Mon 4 Jan", "Check in…", "now"),
        (facts(State.LAPSED), None, "Last said: the week of Mon 4 Jan", None, None),
    ],
)
def test_home_says_where_the_week_stands(
    found: CheckInFacts | None, week: Any, said: str, button: str | None, value: str | None
) -> None:
    [block] = on_home(found, week)

    assert said in block["text"]["text"]
    accessory = block.get("accessory")
    assert (accessory and accessory["text"]["text"]) == button
    assert (accessory and accessory["value"]) == value


def test_what_people_typed_is_shown_as_it_was_typed() -> None:
    risky = replace(word(AT_RISK), name="R & D", line="<@U1>")
    said = replace(answers(blockers="<!channel> & co"), kpis=(risky,))
    note = plain(check_in_note(words(), facts(answers=said, is_repeated=True)).blocks)

    assert "&lt;!channel&gt; &amp; co" in note
    assert "R &amp; D (At risk)" in note
    assert "R &amp; D (At risk)" in plain(on_home(facts(answers=said)))


@pytest.mark.parametrize(("open_actions", "offered", "shown"), [(0, 0, False), (2, 0, True), (0, 1, True)])
def test_what_a_repeated_week_says_nothing_of_is_a_tap_away(
    open_actions: int, offered: int, shown: bool
) -> None:
    repeated = replace(facts(), is_repeated=True, open_actions=open_actions, offered=offered)
    note = check_in_note(words(), repeated)

    assert ("It says nothing of your 2 open actions" in plain(note.blocks)) is bool(open_actions)
    assert ("A training is offered to you" in plain(note.blocks)) is bool(offered)
    assert ("actions.my_actions.open" in str(note.blocks)) is shown
