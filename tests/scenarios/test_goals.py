"""Story: an employee and a manager agree on goals; both sign the same version, and nobody signs another."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Party, State
from bot.domain.people import Person
from bot.sandbox import Modal, Msg
from bot.services.goals.advance import hand_over
from bot.services.goals.agreement import take_back
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.goals import OPENED, SHEET, TUESDAY, drafted, kpi, open_goals_of, proposed
from tests.scenarios.conftest import Workspace

SHEET_TITLE = "2027 Q1 KPI sheet"
FIVE = [
    "Campaign participants",
    "Ad click-through rate",
    "Conversion rate",
    "Social engagement",
    "Campaign cost against budget",
]


@pytest.fixture
def start() -> datetime:
    return OPENED


@pytest.fixture
def goals(workspace: Workspace) -> Goals:
    """Chen Jie, a marketing specialist, was asked for the goals of 2027 Q1; it is Tuesday, 10:00."""
    [opened] = open_goals_of(workspace.store, workspace.company.employee)
    workspace.move_to(TUESDAY)
    workspace.settle()
    return opened


def now_of(workspace: Workspace, goals: Goals) -> Goals:
    return workspace.look(lambda unit: unit.goals.look(goals.id))


def my_goals(workspace: Workspace) -> Msg:
    workspace.settle()
    return workspace.person("chen").wait_for_message(containing="2027 Q1 goals")


def parent(workspace: Workspace, surname: str = "liu") -> Msg:
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing="2027 Q1 goals:")


def version(workspace: Workspace, number: int, surname: str = "liu") -> Msg:
    """A version's card: in the manager's thread, or under the employee's own card."""
    thread = my_goals(workspace) if surname == "chen" else parent(workspace, surname)
    return workspace.person(surname).wait_for_message(
        containing=f"KPI sheet, version {number}", thread=thread
    )


def sheet(workspace: Workspace, surname: str = "chen") -> Modal:
    return workspace.person(surname).wait_for_modal(title=SHEET_TITLE)


def sent(workspace: Workspace, goals: Goals, who: Person | None = None, **rest: object) -> int:
    """By the employee, unless somebody else is named; the version that is on the table."""
    by = who or workspace.company.employee
    sheet_id = proposed(workspace.store, goals.id, by, at=workspace.clock.now(), **rest)  # type: ignore[arg-type]
    workspace.settle()
    return sheet_id


def in_channels(workspace: Workspace) -> list[str]:
    """Everything that the bot wrote anywhere but in direct messages."""
    found = []
    for surname in ("chen", "liu", "zhou"):
        person = workspace.person(surname)
        for each in person.conversations():
            if each["kind"] != "app":
                found += [msg.plain for msg in person.channel(each["id"]) if "2027" in msg.plain]
    return found


@dataclass
class Hand:
    """Somebody's, and how often it clicked: buttons, menus and the button of a form."""

    clicks: int = 0

    def click(self, surface: Msg | Modal, label: str) -> None:
        self.clicks += 1
        surface.click(label)

    def submit(self, modal: Modal) -> None:
        self.clicks += 1
        modal.submit()


def test_the_posts_five_kpis_are_taken_sent_and_agreed_on_in_few_clicks(
    workspace: Workspace, goals: Goals
) -> None:
    chen, liu = Hand(), Hand()

    chen.click(my_goals(workspace), "Write my KPI sheet…")
    form = sheet(workspace)
    assert "Begin with the 5 that suggest themselves for *Marketing specialist*" in form.plain
    chen.click(form, "Take the post's 5 KPIs")
    form = workspace.person("chen").wait_for_modal(containing="Weights: 100 of 100")
    assert [name for name in FIVE if name not in form.plain] == []
    assert "⚠️" not in form.plain
    chen.submit(form)
    assert "Liu Yang has it now: to agree or adjust by Mon 18 Jan" in form.plain
    form.close()

    card = version(workspace, 2)
    assert [name for name in FIVE if name not in card.plain] == []
    assert card.buttons == ["Read all…", "Agree and sign", "Adjust…"]
    assert "Waits for you: Chen Jie" in parent(workspace).plain
    liu.click(card, "Agree and sign")

    mine = my_goals(workspace)
    assert "Version 2 of your KPI sheet counts." in mine.plain
    assert "Signed by Chen Jie on Tue 5 Jan · Signed by Liu Yang on Tue 5 Jan" in mine.plain
    told = workspace.person("chen").wait_for_message(containing="is agreed", thread=mine)
    assert (
        told.text == "2027 Q1: version 2 of your KPI sheet is agreed. Chen Jie and Liu Yang have signed it."
    )
    assert "2027 Q1 goals: 1 of 1 agreed" in parent(workspace).plain
    assert version(workspace, 2).buttons == ["Read all…"]
    assert now_of(workspace, goals).state is State.AGREED
    assert (chen.clicks, liu.clicks) == (3, 1)
    assert chen.clicks <= 8
    assert liu.clicks <= 2
    assert in_channels(workspace) == []
    assert workspace.parked() == []


def test_what_was_read_to_its_end_is_signed_where_it_was_read(workspace: Workspace, goals: Goals) -> None:
    sent(workspace, goals)
    liu = Hand()

    liu.click(version(workspace, 2), "Read all…")
    modal = workspace.person("liu").wait_for_modal(title="KPI sheet")
    assert "Serves: The shop sells more" in modal.plain
    assert "• *3.5*: on target" in modal.plain
    liu.submit(modal)
    workspace.settle()

    assert now_of(workspace, goals).state is State.AGREED
    assert liu.clicks == 2


def test_what_waits_is_read_and_answered_from_home_with_another_version(
    workspace: Workspace, goals: Goals
) -> None:
    sent(workspace, goals)
    liu = workspace.person("liu")

    liu.home().click("Read it…", near="agree to it or adjust it")
    liu.wait_for_modal(title="KPI sheet").click("Adjust…")
    sheet(workspace, "liu").choose_overflow("Drop", near="KPI k2")
    form = sheet(workspace, "liu")
    assert "➖ Dropped: ~40 % · KPI k2 · 3.6 %~" in form.plain
    form.choose_overflow("Edit…", near="KPI k1")
    one = liu.wait_for_modal(title="KPI")
    one.fill("Weight", "100%")
    one.submit()
    form = liu.wait_for_modal(containing="100 of 100")
    form.fill("Why?", "One thing at a time.")
    form.submit()
    workspace.settle()

    chen = workspace.person("chen")
    chen.home().click("Read it…", near="Read what was adjusted")
    modal = chen.wait_for_modal(title="KPI sheet")
    assert "➖ Dropped: ~40 % · KPI k2 · 3.6 %~" in modal.plain
    modal.submit()
    workspace.settle()
    assert now_of(workspace, goals).state is State.AGREED


def test_a_thirteenth_kpi_is_refused_at_its_field(workspace: Workspace, goals: Goals) -> None:
    twelve = tuple(kpi(f"k{number}", 8) for number in range(1, 13))
    drafted(workspace.store, goals.id, workspace.company.employee, twelve)
    my_goals(workspace).click("Write my KPI sheet…")
    sheet(workspace).click("Add…")
    form = workspace.person("chen").wait_for_modal(title="KPI")
    form.fill("Name", "One too many")
    form.fill("Weight", "4")
    form.fill("Target", "more")
    form.fill("What earns which score", "3.5: as agreed")

    form.submit()

    assert "There are 13 KPIs; 12 is the most" in form.errors["Name"]


def test_what_the_manager_adjusts_is_shown_old_beside_new_and_confirmed(
    workspace: Workspace, goals: Goals
) -> None:
    sent(workspace, goals)
    chen, liu = workspace.person("chen"), workspace.person("liu")

    version(workspace, 2).click("Adjust…")
    for name, weight in (("KPI k1", "50"), ("KPI k2", "50")):
        sheet(workspace, "liu").choose_overflow("Edit…", near=name)
        one = liu.wait_for_modal(title="KPI")
        one.fill("Weight", weight)
        if name == "KPI k1":
            one.fill("Target", "４.０%")
        one.submit()
    form = liu.wait_for_modal(containing="100 of 100")
    assert "Weight: ~60 %~ → 50 %" in form.plain
    form.submit()
    assert "Why? Chen Jie reads this." in form.errors
    form.fill("Why?", "Both matter as much.")
    form.submit()
    assert "Chen Jie has it now to confirm" in form.plain

    card = version(workspace, 3, "chen")
    assert "Liu Yang says why:\n> Both matter as much." in card.plain
    assert "Weight: ~60 %~ → 50 %" in card.plain
    assert "Target: ~3.6 %~ → ４.０%" in card.plain
    assert "Weight: ~40 %~ → 50 %" in card.plain
    assert "Replaced by version 3." in version(workspace, 2).plain
    card.click("Confirm and sign")
    workspace.settle()

    assert now_of(workspace, goals).state is State.AGREED
    assert chen.modal() is None
    liu.wait_for_message(containing="version 3 of Chen Jie's KPI sheet is agreed", thread=parent(workspace))
    assert "2027 Q1 goals: 1 of 1 agreed" in parent(workspace).plain
    assert in_channels(workspace) == []
    assert workspace.parked() == []


def test_what_was_sent_can_be_taken_back_until_it_is_answered(workspace: Workspace, goals: Goals) -> None:
    sent(workspace, goals)

    my_goals(workspace).click("Take it back")
    workspace.settle()

    assert "Taken back; nobody signs this version any more." in version(workspace, 2).plain
    assert version(workspace, 2).buttons == ["Read all…"]
    assert "Not sent yet: Chen Jie" in parent(workspace).plain
    my_goals(workspace).click("Write my KPI sheet…")
    form = sheet(workspace)
    assert "*60 %* · KPI k1" in form.plain
    form.submit()
    workspace.settle()
    assert "Agree and sign" in version(workspace, 3).buttons


@pytest.mark.soak
def test_a_change_of_what_is_agreed_needs_both_again_and_says_from_which_day_it_counts(
    workspace: Workspace, goals: Goals
) -> None:
    sent(workspace, goals)
    version(workspace, 2).click("Agree and sign")
    workspace.move_to(datetime(2027, 2, 8, 2, 0, tzinfo=UTC))
    chen = workspace.person("chen")

    my_goals(workspace).click("Change it…")
    sheet(workspace).choose_overflow("Edit…", near="KPI k1")
    one = chen.wait_for_modal(title="KPI")
    one.fill("Target", "4.2")
    one.submit()
    form = sheet(workspace)
    form.fill("Why?", "The shop was moved.")
    form.pick_date("From which day does it count?", "2027-04-01")
    form.submit()
    chen.wait_for_modal(containing="Choose a day of the period, from Fri 1 Jan to Wed 31 Mar").close()
    form = sheet(workspace)
    assert form.value("Why?") == "The shop was moved."
    form.pick_date("From which day does it count?", "2027-02-15")
    form.submit()

    card = version(workspace, 3)
    assert "Chen Jie says why:\n> The shop was moved." in card.plain
    assert "Target: ~3.6 %~ → 4.2 %" in card.plain
    assert "It counts from Mon 15 Feb on, once both have signed" in card.plain
    assert "by Mon 15 Feb" in card.plain  # three working days, after the week of New Year
    assert "Until both have signed the new version, version 2 counts." in my_goals(workspace).plain
    card.click("Agree and sign")
    workspace.settle()

    now = now_of(workspace, goals)
    stands = workspace.look(lambda unit: unit.sheets.version(now.agreed_sheet_id or 0))
    assert (stands.number, stands.counts_from) == (3, date(2027, 2, 15))
    assert workspace.parked() == []


def test_a_change_that_is_let_be_leaves_what_was_agreed(workspace: Workspace, goals: Goals) -> None:
    sent(workspace, goals)
    version(workspace, 2).click("Agree and sign")
    workspace.settle()
    liu = workspace.company.manager
    sent(workspace, goals, liu, kpis=(kpi("k1", 100),), reason="One is enough.")

    version(workspace, 3, "chen").click("Leave it as it was", confirm=True)
    workspace.settle()

    assert "Version 2 of your KPI sheet counts." in my_goals(workspace).plain
    workspace.person("liu").wait_for_message(
        containing="Chen Jie let the change of Chen Jie's KPI sheet be. Version 2 counts on.",
        thread=parent(workspace),
    )
    assert version(workspace, 3, "chen").buttons == ["Read all…"]


def test_signing_a_version_that_changed_a_second_ago_is_refused_and_the_change_is_shown(
    workspace: Workspace, goals: Goals
) -> None:
    first = sent(workspace, goals)
    old, liu = version(workspace, 2), workspace.person("liu")

    with workspace.steward.delivery.alone():  # or the card may be up to date before it is clicked
        chen = acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now())
        take_back(chen, goals_id=goals.id, sheet_id=first)
        nine = (kpi("k1", 100, target="9"),)
        drafted(workspace.store, goals.id, workspace.company.employee, nine, at=chen.now)
        proposed(workspace.store, goals.id, workspace.company.employee, nine, at=chen.now)
        old.click("Agree and sign")
    workspace.settle()

    told = liu.wait_for_message(containing="This has changed since.", thread=parent(workspace))
    assert told.ephemeral
    assert now_of(workspace, goals).state is State.SENT
    assert "Replaced by version 3." in version(workspace, 2).plain
    card = version(workspace, 3)
    assert "*100 %* · KPI k1 · 9 %" in card.plain
    card.click("Agree and sign")
    workspace.settle()
    assert now_of(workspace, goals).state is State.AGREED


def test_whoever_sends_what_was_overtaken_sees_by_what_and_loses_nothing(
    workspace: Workspace, goals: Goals
) -> None:
    first = sent(workspace, goals)
    liu = workspace.person("liu")
    version(workspace, 2).click("Adjust…")
    sheet(workspace, "liu").choose_overflow("Edit…", near="KPI k1")
    one = liu.wait_for_modal(title="KPI")
    one.fill("Name", "Sales per visit")
    one.submit()
    form = sheet(workspace, "liu")
    form.fill("Why?", "It says more.")

    take_back(
        acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now()),
        goals_id=goals.id,
        sheet_id=first,
    )
    sent(workspace, goals, kpis=(SHEET[0], kpi("k2", 40, target="9")))
    form.submit()

    form = liu.wait_for_modal(containing="Chen Jie changed the sheet meanwhile")
    assert "This has changed since." in form.plain
    assert "Target: ~3.6 %~ → 9 %" in form.plain
    assert "*60 %* · Sales per visit" in form.plain
    assert form.value("Why?") == "It says more."
    assert now_of(workspace, goals).state is State.SENT
    form.submit()
    workspace.settle()
    assert now_of(workspace, goals).state is State.ADJUSTED


def test_hr_signs_for_an_absent_manager_and_it_is_on_record(workspace: Workspace, goals: Goals) -> None:
    sheet_id = sent(workspace, goals)
    zhou = workspace.person("zhou")

    workspace.tab("zhou", near="Goals, 2027 Q1").click("KPI sheets…")
    zhou.wait_for_modal(containing="Chen Jie").click("Read it…")
    modal = zhou.wait_for_modal(title="KPI sheet")
    modal.submit()
    workspace.settle()

    assert now_of(workspace, goals).state is State.AGREED
    assert "Signed by Zhou Jing in place of Liu Yang on Tue 5 Jan" in my_goals(workspace).plain
    workspace.person("liu").wait_for_message(
        containing="Chen Jie and Zhou Jing have signed it", thread=parent(workspace)
    )
    signed = workspace.look(lambda unit: unit.sheets.signatures([sheet_id])[sheet_id])
    people = workspace.company
    assert (signed[Party.MANAGER].by_id, signed[Party.MANAGER].in_place_of_id) == (
        people.hr.id,
        people.manager.id,
    )


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ((60, 39), "The weights come to 99, 1 is missing."),
        ((60, 41), "The weights come to 101, that is 1 too many."),
    ],
)
def test_weights_that_do_not_add_up_are_refused_with_everything_typed_still_there(
    workspace: Workspace, goals: Goals, weights: tuple[int, int], said: str
) -> None:
    chen = workspace.person("chen")
    first, second = weights
    drafted(workspace.store, goals.id, workspace.company.employee, (kpi("k1", first), kpi("k2", second)))

    my_goals(workspace).click("Write my KPI sheet…")
    sheet(workspace).submit()

    notice = chen.wait_for_modal(containing=said)
    assert notice.title != SHEET_TITLE
    notice.close()
    form = sheet(workspace)
    assert f"*{first} %* · KPI k1" in form.plain
    assert f"*{second} %* · KPI k2" in form.plain
    assert now_of(workspace, goals).state is State.OPEN


def test_a_kpi_without_an_anchor_is_refused_at_its_field_with_everything_else(
    workspace: Workspace, goals: Goals
) -> None:
    chen = workspace.person("chen")
    my_goals(workspace).click("Write my KPI sheet…")
    sheet(workspace).click("Add…")
    form = chen.wait_for_modal(title="KPI")
    form.fill("Name", "Sales")
    form.fill("Weight", "forty")
    form.fill("Target", "more")
    form.fill("What earns which score", "a lot earns a five")
    form.submit()

    assert set(form.errors) == {"Weight", "What earns which score"}
    assert form.value("Name") == "Sales"
    form.close()

    sheet(workspace).click("Add…")
    again = chen.wait_for_modal(title="KPI")
    assert "This is what you had typed; it is not on the sheet yet." in again.plain
    assert (again.value("Name"), again.value("Weight")) == ("Sales", "forty")
    again.fill("Weight", "４０")
    again.fill("What earns which score", "3.5：as agreed")
    again.submit()
    assert "*40 %* · Sales · more" in sheet(workspace).plain


def test_what_stood_in_a_closed_form_is_offered_by_the_next(workspace: Workspace, goals: Goals) -> None:
    sent(workspace, goals)
    liu = workspace.person("liu")
    version(workspace, 2).click("Adjust…")
    sheet(workspace, "liu").choose_overflow("Edit…", near="KPI k2")
    one = liu.wait_for_modal(title="KPI")
    one.fill("How it is measured", "Mean of all working days")
    one.close()
    form = sheet(workspace, "liu")
    form.fill("Why?", "To be exact.")
    form.close()
    workspace.wait_until(liu.quiet)

    version(workspace, 2).click("Adjust…")

    form = sheet(workspace, "liu")
    assert form.value("Why?") == "To be exact."
    form.choose_overflow("Edit…", near="KPI k2")
    one = liu.wait_for_modal(title="KPI")
    assert one.value("How it is measured") == "Mean of all working days"
    assert "This is what you had typed" in one.plain


def test_a_form_of_a_kpi_that_was_only_looked_at_leaves_nothing(workspace: Workspace, goals: Goals) -> None:
    chen = workspace.person("chen")
    my_goals(workspace).click("Write my KPI sheet…")
    sheet(workspace).click("Take the post's 5 KPIs")
    for _ in range(2):
        form = chen.wait_for_modal(containing="100 of 100")
        form.choose_overflow("Edit…", near="Conversion rate")
        one = chen.wait_for_modal(title="KPI")
        assert "This is what you had typed" not in one.plain
        one.close()
        workspace.wait_until(chen.quiet)


def test_two_windows_of_one_person_lose_nothing_of_each_other(workspace: Workspace, goals: Goals) -> None:
    """Each shows what the other did as soon as it does something itself."""
    employee = workspace.company.employee
    my_goals(workspace).click("Write my KPI sheet…")
    window = sheet(workspace)
    drafted(workspace.store, goals.id, employee, SHEET)

    window.select("Add from the post's…", "Conversion rate")

    assert "*60 %* · KPI k1" in window.plain
    assert "· Conversion rate ·" in window.plain
    assert "*Weights: 1" in window.plain
    window.choose_overflow("Drop", near="KPI k2")
    assert "KPI k2" not in window.plain
    assert "KPI k1" in window.plain


def test_a_kpi_is_put_on_the_sheet_though_it_was_dropped_in_another_window(
    workspace: Workspace, goals: Goals
) -> None:
    employee, chen = workspace.company.employee, workspace.person("chen")
    drafted(workspace.store, goals.id, employee, SHEET)
    my_goals(workspace).click("Write my KPI sheet…")
    sheet(workspace).choose_overflow("Edit…", near="KPI k2")
    one = chen.wait_for_modal(title="KPI")
    drafted(workspace.store, goals.id, employee, SHEET[:1])

    one.fill("Name", "Kept all the same")
    one.submit()

    assert "*40 %* · Kept all the same" in sheet(workspace).plain


def test_a_manager_who_left_in_between_hands_it_to_the_next(workspace: Workspace, goals: Goals) -> None:
    sent(workspace, goals)
    old = version(workspace, 2)
    with workspace.store.begin() as unit:
        new = acting(workspace.store, now=workspace.clock.now())
        hand_over(unit, workspace.company.employee.id, workspace.company.boss, new)
    workspace.settle()

    old.refresh()
    assert old.plain == "Chen Jie's KPI sheet is with Zhao Min now. There is nothing left for you to do here."
    assert old.buttons == []
    version(workspace, 2, "zhao").click("Agree and sign")
    workspace.settle()
    assert now_of(workspace, goals).state is State.AGREED
    assert "Zhao Min" in my_goals(workspace).plain


def test_a_reader_of_traditional_chinese_agrees_in_their_own_words(
    workspace: Workspace, goals: Goals
) -> None:
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.employee.id).locale = "zh-TW"
    chen = workspace.person("chen")
    answers = chen.command("/review", "goals")
    answers[-1].click("填寫我的 KPI 表…")
    form = chen.wait_for_modal(title="2027 Q1 KPI 表")
    form.click("採用職位的 5 項 KPI")
    form = chen.wait_for_modal(containing="活動參與人數")
    form.submit()
    workspace.settle()

    card = version(workspace, 2)
    assert "活動參與人數" in card.plain
    assert "Chen Jie signed and sent their 2027 Q1 KPI sheet" in card.text
    card.click("Agree and sign")
    workspace.settle()
    told = chen.wait_for_message(containing="2027 Q1 目標")
    assert "2027 Q1" in told.plain
    assert now_of(workspace, goals).state is State.AGREED


def test_everybody_finds_their_goals_by_the_command(workspace: Workspace, goals: Goals) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")

    for text in ("goals", "goals 2027Q1", "goals ２０２７ｑ１"):
        [answer] = chen.command("/review", text)
        assert answer.ephemeral
        assert "2027 Q1 goals" in answer.plain
    answer.click("Write my KPI sheet…")
    assert sheet(workspace).is_open
    [none] = wu.command("/review", "goals")
    assert "Nobody has asked you for goals yet." in none.plain
    [other] = chen.command("/review", "goals 2026Q1")
    assert "You have no goals for 2026Q1." in other.plain


def test_a_notification_says_nothing_of_what_is_on_the_sheet(workspace: Workspace, goals: Goals) -> None:
    secret = kpi("k1", 100, name="Paid turnover", target="31415")
    sent(workspace, goals, kpis=(secret,))
    version(workspace, 2).click("Agree and sign")
    workspace.settle()

    for surname in ("chen", "liu"):
        person = workspace.person(surname)
        shown = [reply for root in person.dm() for reply in (root, *root.thread())]
        assert len(shown) >= 2
        assert [msg.text for msg in shown if "turnover" in msg.text or "31415" in msg.text] == []
