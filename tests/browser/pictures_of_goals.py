"""The pictures of goals: the forms, the sheet that both sides sign, figures, and Home."""

from dataclasses import replace

from playwright.sync_api import ViewportSize

from bot.domain.people import Person
from bot.local.workspace import LocalWorkspace
from bot.seed import example
from bot.services.goals.agreement import sign
from tests.browser.example import named, open_goals, open_quarter, send_goals
from tests.browser.seat import Seat
from tests.browser.studio import Studio, studio
from tests.builders.acting import acting
from tests.builders.figures import entered_by
from tests.builders.goals import proposed
from tests.builders.plans import imported
from tests.chromium import NARROW

LOW: ViewportSize = {"width": 1040, "height": 520}
TALL: ViewportSize = {"width": 1040, "height": 1000}
CLICKED = "Click-through of campaign pages"
REASON = "Listings are the editors' work since December. Conversion is what the shop lives on."


def goals(studio: Studio) -> None:
    """What the employee hears: two steps, by when, and who will see it."""
    chen = studio.seat("Chen Jie", size=LOW)
    chen.button("Write my KPI sheet…").wait_for()
    studio.take(chen, "goals")


def job_form(studio: Studio) -> None:
    """The duties of the post, to be made one's own."""
    chen = studio.seat("Chen Jie", size=TALL)
    chen.press("Job-responsibility form…")
    studio.take(chen, "job-form", of=chen.form("Step 1 of 4"))
    chen.close()


def kpi_sheet(studio: Studio) -> None:
    """The sheet with the post's KPIs, one of them dropped; and the form of one of them."""
    chen = studio.seat("Chen Jie", size=TALL)
    begin_with_the_posts(chen, count=6)
    choose_of(chen, "Pages per visit", "Drop")
    studio.take(chen, "kpi-sheet", of=chen.form("10 missing"))
    choose_of(chen, "Conversion rate", "Edit…")
    studio.take(chen, "kpi", of=chen.form("are left for this one"))
    chen.close()


def kpi_sheet_in_chinese(studio: Studio) -> None:
    """The same as 黄磊 has it on a phone."""
    huang = studio.seat("黄磊", size=NARROW)
    huang.open_steward()
    begin_with_the_posts(huang, count=5)
    huang.form("100 / 100")
    studio.take(huang, "kpi-sheet-zh")


def agreement(studio: Studio) -> None:
    """The manager's thread after they have adjusted what was sent: old beside new, and why."""
    workspace = studio.workspace
    chen, liu = named(workspace.store, "Chen Jie"), named(workspace.store, "Liu Yang")
    goals_id = send_goals(workspace, chen)
    with workspace.store.read() as unit:
        last = unit.sheets.last_agreed(chen.id)
    assert last is not None
    first, second, *others = last.kpis
    adjusted = (
        replace(first, weight=first.weight + 10, target="4 % and 2 min 30 s"),
        replace(second, weight=second.weight - 10),
        *others,
    )
    proposed(workspace.store, goals_id, liu, adjusted, reason=REASON, at=workspace.clock.now())
    seat = studio.seat("Liu Yang", size={"width": 900, "height": 900})
    seat.open_thread("2027 Q1 goals")
    seat.thread().get_by_text("says why").wait_for()
    studio.take(seat, "agreement")
    confirm(workspace, chen, goals_id)


def confirm(workspace: LocalWorkspace, employee: Person, goals_id: int) -> None:
    """The employee has signed what was adjusted, too."""
    theirs = acting(workspace.store, by=employee, now=workspace.clock.now())
    with workspace.store.read() as unit:
        sheet_id = unit.goals.look(goals_id).sheet_id
    assert sheet_id is not None
    sign(theirs, goals_id=goals_id, sheet_id=sheet_id)
    assert workspace.steward is not None
    assert workspace.steward.settle(patience=10.0) == 0


def home(studio: Studio) -> None:
    """What waits for a manager, their own sheet, and their people's."""
    liu = studio.seat("Liu Yang", size=TALL)
    liu.page.get_by_role("tab").first.click()
    liu.page.get_by_text("report to you").wait_for()
    studio.take(liu, "home-goals")


def figures(studio: Studio) -> None:
    """Whoever is named as the source enters all figures of a period in one form."""
    store = studio.workspace.store
    for name in ("Chen Jie", "Wu Min"):
        entered_by(store, named(store, "Zhou Jing"), of=named(store, name), key=key_of_last(studio, name))
    open_quarter(studio.workspace)
    zhou = studio.seat("Zhou Jing", size=TALL)
    zhou.press("Enter figures…")
    studio.take(zhou, "figures", of=zhou.form("Step 1 of 2"))


def plan(studio: Studio) -> None:
    """HR's view of the plan: what hangs on each goal, and what nobody has taken up."""
    imported(studio.workspace.store, example("plan.yaml"))
    zhou = studio.seat("Zhou Jing", size={"width": 1040, "height": 800})
    zhou.say("/review plan")
    studio.take(zhou, "plan", of=zhou.form("Nobody has taken this up"))


def key_of_last(studio: Studio, name: str) -> str:
    """The key of somebody's second KPI, whose figure is a percentage."""
    with studio.workspace.store.read() as unit:
        sheet = unit.sheets.last_agreed(named(studio.workspace.store, name).id)
    assert sheet is not None
    return sheet.kpis[1].key


def begin_with_the_posts(seat: Seat, *, count: int) -> None:
    """Open one's sheet, and take what the post suggests."""
    seat.press("Write my KPI sheet…")
    seat.form(seat.words.label("Begin with last period's"))
    seat.page.get_by_role("button", name=taken(seat, count), exact=True).click()
    seat.form(seat.words.label("Add…"))


def taken(seat: Seat, count: int) -> str:
    return seat.words.count("Take the post's KPI", "Take the post's %(number)s KPIs", count)


def choose_of(seat: Seat, kpi: str, entry: str) -> None:
    """Choose from the ⋯ of a KPI."""
    row = seat.form().locator(".block").filter(has_text=kpi).last
    row.get_by_role("button").last.click()
    seat.page.get_by_role("menuitem", name=seat.words.label(entry), exact=True).click()


def take_all() -> None:
    """In the order in which goals are agreed on; figures in a workspace of their own."""
    with studio() as place:
        open_goals(place.workspace)
        goals(place)
        job_form(place)
        kpi_sheet(place)
        kpi_sheet_in_chinese(place)
        agreement(place)
        home(place)
        plan(place)
    with studio() as place:
        figures(place)
