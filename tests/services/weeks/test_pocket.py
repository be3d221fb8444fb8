"""One's own pocket: what gets into it and how, and that nobody else gets at it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.weeks.pocket import PAGE, Case
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.weeks.pocket import (
    bring_back_case,
    drop_message,
    edit_note,
    keep_message,
    move_case,
    open_keeping,
    open_moving,
    open_writing,
    read_case,
    read_pocket,
    remove_case,
    write_case,
)
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company
from tests.builders.pockets import (
    CONVERSION,
    MENTORING,
    SAID_AT,
    TEAMWORK_3,
    TS,
    heard,
    kept,
    message,
    written,
)
from tests.builders.told import told
from tests.builders.world import World

THANKS = "Thanks for sitting down with the newcomers"


def pocket(store: Store, by: Person) -> list[str]:
    return [case.words for case in read_pocket(acting(store, by=by)).cases]


def place(case: Case) -> tuple[str, int | None]:
    return case.place.key, case.place.rung


def test_a_message_is_kept_as_it_was_with_who_said_it_when_and_where(store: Store, people: Company) -> None:
    chen = people.employee
    case = kept(store, chen, f"<@U0CHEN> {THANKS} &amp; <@U0STRANGER>", thread_ts="1.1")

    assert case.words == f"@Chen Jie {THANKS} & @U0STRANGER"
    assert place(case) == ("teamwork", 3)
    assert (case.owner_id, case.happened_on, case.kept_at) == (chen.id, date(2026, 11, 20), MONDAY)
    assert case.said is not None
    assert (case.said.author, case.said.author_id, case.said.at) == ("Wu Min", people.colleague.id, SAID_AT)
    assert (case.said.channel_name, case.said.thread_ts, case.said.link) == ("general", "1.1", None)


def test_nothing_is_told_to_anybody(store: Store, people: Company) -> None:
    kept(store, people.employee)
    written(store, people.employee)

    assert told(store) == []


def test_of_two_clicks_at_once_both_find_it_kept(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    open_keeping(chen, heard())
    begin = Barrier(2)

    def keep(_click: int) -> Case:
        begin.wait()
        return keep_message(chen, channel="C0GENERAL", ts=TS, value="", title="Mentoring", note="")

    with ThreadPoolExecutor(2) as clicks:
        first, second = clicks.map(keep, range(2))

    assert first.id == second.id
    assert pocket(store, people.employee) == [first.words]


def test_whoever_is_no_colleague_is_called_as_slack_calls_them(store: Store, people: Company) -> None:
    guest = kept(store, people.employee, user="U0GUEST", user_profile={"real_name": "Guest"})

    assert guest.said is not None
    assert (guest.said.author, guest.said.author_id) == ("Guest", None)


def test_the_day_is_that_of_the_keepers_own_calendar(store: Store, people: Company) -> None:
    late = f"{SAID_AT.replace(hour=17).timestamp():.6f}"  # 01:00 on the next day in Hangzhou

    assert kept(store, people.employee, ts=late).happened_on == date(2026, 11, 21)


def test_what_is_kept_is_what_stood_there_when_it_was_saved(store: Store, people: Company) -> None:
    """Whatever was done to the message while the form was open."""
    chen = acting(store, by=people.employee)
    open_keeping(chen, heard(THANKS))

    case = keep_message(
        chen, channel="C0GENERAL", ts=TS, value=CONVERSION.value, title="", note=" mine ", is_gone=True
    )

    assert (case.words, case.note) == (THANKS, "mine")
    assert case.said is not None
    assert case.said.deleted_at == MONDAY
    with store.read() as unit:
        assert unit.drafts.newest(people.employee.id, Form.POCKET) is None


def test_a_form_that_was_closed_keeps_nothing(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    open_keeping(chen, heard())
    drop_message(chen, channel="C0GENERAL", ts=TS)

    with pytest.raises(Refusal, match=r"pocket\.not_there_any_more"):
        keep_message(chen, channel="C0GENERAL", ts=TS, value=TEAMWORK_3.value, title="", note="")
    assert pocket(store, people.employee) == []


def test_a_message_that_is_there_already_is_said_to_be_and_is_not_doubled(
    store: Store, people: Company
) -> None:
    chen = acting(store, by=people.employee)
    first = kept(store, people.employee)

    form = open_keeping(chen, heard("It was edited since"))
    assert (form.case, form.heard, form.chosen) == (first, None, first.place)
    again = keep_message(chen, channel="C0GENERAL", ts=TS, value="", title="Mentoring", note="better")

    assert (again.id, again.words, place(again), again.note) == (
        first.id,
        first.words,
        ("mentoring", None),
        "better",
    )
    assert len(pocket(store, people.employee)) == 1


def test_pressing_twice_keeps_once(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    open_keeping(chen, heard())

    twice = [
        keep_message(chen, channel="C0GENERAL", ts=TS, value=TEAMWORK_3.value, title="", note="")
        for _ in range(2)
    ]

    assert twice[0] == twice[1]
    assert len(pocket(store, people.employee)) == 1


def test_a_message_that_was_removed_can_be_saved_anew_as_it_is_now(store: Store, people: Company) -> None:
    old = kept(store, people.employee)
    remove_case(acting(store, by=people.employee), case_id=old.id)

    kept(store, people.employee, "As it is now", place=CONVERSION)

    assert pocket(store, people.employee) == ["As it is now"]


def test_a_place_that_is_none_leaves_the_form_as_it_is(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    open_keeping(chen, heard())

    with pytest.raises(Refusal, match=r"pocket\.no_place"):
        keep_message(chen, channel="C0GENERAL", ts=TS, value="", title=" ", note="")

    assert keep_message(chen, channel="C0GENERAL", ts=TS, value="", title="Mentoring", note="").id


def test_the_form_offers_what_was_chosen_last_and_headings_of_ones_own(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    assert open_writing(chen).chosen is None

    written(store, people.employee)

    form = open_keeping(chen, heard())
    assert form.chosen == MENTORING
    assert MENTORING in form.choices
    assert MENTORING not in open_writing(acting(store, by=people.colleague)).choices


def test_a_case_can_be_written_as_of_a_day_that_was(store: Store, people: Company) -> None:
    old = written(store, people.employee, "Stayed late", day=date(2026, 11, 3))

    assert (old.words, old.said, old.happened_on) == ("Stayed late", None, date(2026, 11, 3))
    assert written(store, people.employee).happened_on == MONDAY.date()


@pytest.mark.parametrize(
    ("text", "day", "code", "field"),
    [(" \u200b", None, "pocket.no_words", "words"), ("x", date(2026, 11, 24), "pocket.not_yet", "day")],
)
def test_a_case_without_words_or_of_tomorrow_is_refused_at_its_field(
    store: Store, people: Company, text: str, day: date | None, code: str, field: str
) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        write_case(acting(store, by=people.employee), text=text, day=day, value="", title="Mentoring")

    assert refused.value.field == field


def test_a_case_moves_is_annotated_goes_and_comes_back(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    case = kept(store, people.employee)

    move_case(chen, case_id=case.id, value=CONVERSION.value, title="")
    edit_note(chen, case_id=case.id, note=" for the talk ")
    moved = read_case(chen, case_id=case.id)
    assert (place(moved), moved.note) == (("conversion", None), "for the talk")

    remove_case(chen, case_id=case.id)
    view = read_pocket(chen, removed=case.id)
    assert (view.cases, view.total) == ((), 0)
    assert view.removed is not None
    with pytest.raises(Missing):
        read_case(chen, case_id=case.id)

    bring_back_case(chen, case_id=case.id)
    assert pocket(store, people.employee) == [THANKS]
    assert read_pocket(chen, removed=case.id).removed is None


def test_a_page_that_is_not_there_is_the_last_one(store: Store, people: Company) -> None:
    for number in range(PAGE + 1):
        written(store, people.employee, f"Case {number}")

    view = read_pocket(acting(store, by=people.employee), page=9)

    assert (view.page, len(view.cases), view.total) == (1, 1, PAGE + 1)
    assert read_pocket(acting(store, by=people.colleague), page=9).page == 0


TO_A_CASE: dict[str, Callable[[Acting, int], object]] = {
    "read": lambda by, number: read_case(by, case_id=number),
    "open": lambda by, number: open_moving(by, case_id=number),
    "move": lambda by, number: move_case(by, case_id=number, value="", title="Mine"),
    "annotate": lambda by, number: edit_note(by, case_id=number, note="mine"),
    "remove": lambda by, number: remove_case(by, case_id=number),
    "bring back": lambda by, number: bring_back_case(by, case_id=number),
}


@pytest.mark.parametrize("deed", list(TO_A_CASE))
def test_nobody_else_gets_at_a_case_whatever_they_are(store: Store, people: Company, deed: str) -> None:
    case = kept(store, people.employee)

    for other in (*(each for each in people.everyone if each != people.employee), None):
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            TO_A_CASE[deed](acting(store, by=other), case.id)
        if other is not None:
            assert pocket(store, other) == []
            assert read_pocket(acting(store, by=other), removed=case.id).removed is None

    assert read_case(acting(store, by=people.employee), case_id=case.id) == case


def test_the_pocket_of_somebody_who_left_stays_and_is_nobodys(world: World, store: Store) -> None:
    case = kept(store, world.people.employee)
    world.leaves(world.people.employee, at=MONDAY + timedelta(days=30))

    for other in (world.people.manager, world.people.hr, world.people.admin, None):
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            read_case(acting(store, by=other), case_id=case.id)
    with store.read() as unit:
        assert unit.pocket.get(case.id).words == THANKS


def test_twenty_files_without_a_word_are_one_case(store: Store, people: Company) -> None:
    files = [{"id": f"F{number}", "name": f"{number}.png"} for number in range(20)]

    case = kept(store, people.employee, "", files=files)

    assert (case.words, len(case.files)) == ("", 20)


def test_forty_thousand_characters_are_kept_whole(store: Store, people: Company) -> None:
    case = kept(store, people.employee, "x" * 40_000)

    assert (len(read_case(acting(store, by=people.employee), case_id=case.id).words), case.is_cut) == (
        40_000,
        False,
    )


def test_what_an_app_says_is_kept_too(store: Store, people: Company) -> None:
    alert = message("The shop is up again", user=None, bot_id="B0", bot_profile={"name": "Alerts"})

    case = kept(
        store, people.employee, **{key: alert[key] for key in ("text", "user", "bot_id", "bot_profile")}
    )

    assert case.said is not None
    assert (case.said.author, case.said.author_id) == ("Alerts", None)
