"""Each form of the weeks in between fits, wide and narrow, and speaks its reader's language."""

import pytest

from bot.local.workspace import LocalWorkspace
from tests.browser.conftest import TakeSeat
from tests.browser.example import open_goals
from tests.browser.fitting import fits, speaks_no_english
from tests.browser.pictures_of_weeks import FRIDAY, MONDAY, agree_on_goals, answered
from tests.browser.seat import Seat
from tests.browser.test_goals import BY_EACH_EMPLOYEE, IN_EACH_LANGUAGE, press_as_posted

pytestmark = pytest.mark.browser

EMPLOYEES = ("Chen Jie", "黄磊", "林雅婷")


@pytest.fixture
def agreed(workspace: LocalWorkspace) -> LocalWorkspace:
    """A quarter's goals are agreed on, and it is the Friday on which its first week is asked about."""
    open_goals(workspace)
    agree_on_goals(workspace, *EMPLOYEES)
    workspace.move_to(FRIDAY)
    return workspace


def read(page: Seat, name: str, containing: str = "") -> None:
    """The form on top, once it shows these words of Steward's, fits, and speaks its reader's language."""
    page.form(page.words.label(containing) if containing else "")
    fits(page, shot=f"weeks-{name}")
    speaks_no_english(page)
    page.close()


@BY_EACH_EMPLOYEE
@pytest.mark.usefixtures("agreed")
def test_what_an_employee_is_asked_fits_and_speaks_their_language(seat: TakeSeat, name: str) -> None:
    page = seat(name)
    page.button("Check in…").wait_for()
    fits(page, shot="weeks-asked")

    page.press("Check in…")
    read(page, "check-in", "Whose help do you want?")
    for entry in ("Why am I asked?", "My day and hour…"):
        page.page.locator(".block--actions").last.get_by_role("button").last.click()
        page.page.get_by_role("menuitem", name=page.words.label(entry), exact=True).click()
        read(page, entry.split()[0])
    page.say("/review feedback")
    read(page, "feedback", "Whom is it about?")
    page.page.get_by_role("tab").first.click()
    page.page.get_by_role("heading", name=page.words.label("Waiting for you")).wait_for()
    fits(page, shot="weeks-home")


@IN_EACH_LANGUAGE
def test_a_managers_week_fits_in_each_language(seat: TakeSeat, agreed: LocalWorkspace, locale: str) -> None:
    answered(agreed)
    agreed.move_to(MONDAY)
    page = seat("Liu Yang")
    page.article("No product photos yet").wait_for()
    fits(page, shot="weeks-digest")
    page.speak(locale)
    press_as_posted(page, "Read all…")
    page.form("No product photos yet")
    fits(page, shot="weeks-whole-week")
    page.close()
    press_as_posted(page, "Reply…")
    page.form()
    fits(page, shot="weeks-reply")
    page.close()
