"""Each form of goals, in three languages, wide and narrow: it fits, and it speaks the reader's language."""

import pytest
from playwright.sync_api import expect

from bot.local.workspace import LocalWorkspace
from bot.seed import example
from tests.browser.conftest import TakeSeat
from tests.browser.example import named, open_goals, open_quarter, send_goals
from tests.browser.fitting import fits, speaks_no_english
from tests.browser.seat import Seat
from tests.builders.figures import entered_by
from tests.builders.plans import imported

pytestmark = pytest.mark.browser

SOAK = pytest.mark.soak
IN_EACH_LANGUAGE = pytest.mark.parametrize(
    "locale", ["zh-CN", *(pytest.param(each, marks=SOAK) for each in ("en-US", "zh-TW"))]
)
BY_EACH_EMPLOYEE = pytest.mark.parametrize(
    "name", ["黄磊", *(pytest.param(each, marks=SOAK) for each in ("Chen Jie", "林雅婷"))]
)
"""The others are looked at in a soak: the same forms, once more."""


def look(page: Seat, name: str, containing: str = "") -> None:
    """The form on top, once it shows these words of Steward's, fits."""
    page.form(page.words.label(containing) if containing else "")
    fits(page, shot=f"goals-{name}")


def read(page: Seat, name: str, containing: str = "") -> None:
    """The same, and it is wholly in its reader's language."""
    look(page, name, containing)
    speaks_no_english(page)


def leave(page: Seat, *, to: str) -> None:
    """Close the form on top, and go on with the one beneath, which shows these words."""
    close(page, "Cancel")
    page.form(page.words.label(to))


def close(page: Seat, label: str = "Close") -> None:
    page.page.locator("dialog[open] button", has_text=page.words.label(label)).last.click()


def fill_in_the_job_form(page: Seat) -> None:
    page.press("Job-responsibility form…")
    read(page, "duties", "Add a duty…")
    page.press("Add a duty…")
    read(page, "duty", "Its parts, one a line")
    leave(page, to="Add a duty…")
    page.submit()
    read(page, "requirements", "Add a requirement…")
    page.press("Add a requirement…")
    read(page, "requirement", "Which kind is it?")
    leave(page, to="Add a requirement…")
    page.submit()
    read(page, "answers", "How far do you meet it?")
    for box in page.form().get_by_role("combobox").all():
        box.click()
        page.page.get_by_role("option").first.click()
    page.submit()
    read(page, "read-over", "Sign and send")
    page.submit()
    read(page, "form-sent")
    close(page)


def write_the_sheet(page: Seat) -> None:
    page.press("Write my KPI sheet…")
    read(page, "sheet-empty", "Begin with last period's")
    page.form().locator(".button--primary").first.click()
    read(page, "sheet", "Add…")
    page.press("Add…")
    read(page, "kpi", "Put on the sheet")
    leave(page, to="Add…")
    page.submit()
    read(page, "sent")
    close(page)
    page.gone()


@BY_EACH_EMPLOYEE
def test_an_employees_forms_fit_and_speak_their_language(
    seat: TakeSeat, workspace: LocalWorkspace, name: str
) -> None:
    open_goals(workspace)
    page = seat(name)
    page.button("Write my KPI sheet…").wait_for()
    fits(page, shot="goals-card")

    fill_in_the_job_form(page)
    write_the_sheet(page)

    expect(page.button("Take it back")).to_be_visible()
    fits(page, shot="goals-card-sent")


@pytest.fixture
def sent(workspace: LocalWorkspace) -> LocalWorkspace:
    """Chen Jie's sheet of the period before was sent again, and waits for Liu Yang."""
    open_goals(workspace)
    send_goals(workspace, named(workspace.store, "Chen Jie"))
    return workspace


def press_as_posted(page: Seat, label: str) -> None:
    """A card keeps the language in which it was posted; the form that it opens does not."""
    page.page.locator("main, aside").get_by_role("button", name=label, exact=True).last.click()


@IN_EACH_LANGUAGE
def test_a_managers_forms_fit_in_each_language(seat: TakeSeat, sent: LocalWorkspace, locale: str) -> None:
    page = seat("Liu Yang")
    page.open_thread("2027 Q1 goals")
    expect(page.thread().get_by_role("button", name="Agree and sign")).to_be_visible()
    fits(page, shot="goals-thread")
    page.speak(locale)
    press_as_posted(page, "Rate it…")
    look(page, "rate", "Sign the ratings")
    page.close()
    press_as_posted(page, "Read all…")
    look(page, "read", "The whole sheet")
    page.close()
    press_as_posted(page, "Adjust…")
    look(page, "adjust", "Sign and send")
    page.close()


@IN_EACH_LANGUAGE
def test_hrs_forms_fit_in_each_language(seat: TakeSeat, workspace: LocalWorkspace, locale: str) -> None:
    zhou, store = named(workspace.store, "Zhou Jing"), workspace.store
    entered_by(store, zhou, of=named(store, "Chen Jie"))
    imported(store, example("plan.yaml"))
    open_quarter(workspace)
    page = seat("Zhou Jing")
    page.speak(locale)
    press_as_posted(page, "Enter figures…")
    look(page, "figures")
    page.close()
    page.say("/review plan")
    look(page, "plan", "Add a goal…")
    page.press("Add a goal…")
    look(page, "plan-goal", "Whose goal it is")
    page.close()
