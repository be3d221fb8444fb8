"""Going about: conversations, threads, people, the clock, a lost connection."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import WebSocketRoute, expect

from bot.sandbox import Jump, Sandbox
from tests.sandbox.conftest import seed

pytestmark = pytest.mark.browser


def test_two_people_talk_side_by_side_without_reloading(see):
    ann, ben = see("U1"), see("U2", "C1")

    ben.get_by_label("Message #general").fill("Hello @Ann Lee, 1 < 2 &amp; more")
    ben.keyboard.press("Enter")

    general = ann.get_by_role("button", name="general, 1 条未读")
    expect(general).to_be_visible()
    general.click()
    expect(ann.get_by_role("article").last).to_contain_text("Hello @Ann Lee, 1 < 2 &amp; more")
    expect(ann.get_by_role("button", name="general", exact=True)).to_be_visible()


def test_somebody_is_written_to_for_the_first_time(see):
    page, other = see("U2"), see("U3")

    page.get_by_role("button", name="Message somebody").click()
    page.keyboard.type("cem")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_label("Message Cem Kaya").fill("Good morning")
    page.keyboard.press("Enter")

    expect(page.get_by_role("article")).to_contain_text("Good morning")
    expect(other.get_by_role("button", name="Ben Ode, 1 unread")).to_be_visible()
    page.reload()
    expect(page.get_by_role("article")).to_contain_text("Good morning")


def test_a_thread_opens_beside_the_conversation_and_its_replies_are_counted(see, workspace):
    workspace.person("U1").say("C1", "Who takes it?")
    ben, ann = see("U2", "C1"), see("U1", "C1")

    ben.get_by_role("article").last.hover()
    ben.get_by_role("button", name="Reply in thread").click()
    ben.get_by_label("Reply…").fill("/ask me")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("alert")).to_have_text("/ask is not supported in threads. Sorry!")
    ben.get_by_label("Reply…").fill("I do")
    ben.keyboard.press("Enter")

    expect(ben.get_by_role("complementary", name="Thread").get_by_role("article")).to_have_count(2)
    ann.get_by_role("button", name="1 条回复").click()
    expect(ann.get_by_role("complementary", name="消息列").get_by_text("I do")).to_be_visible()


def test_on_a_phone_list_conversation_and_thread_follow_one_another(see, workspace):
    asked = workspace.person("U1").say("C1", "Who takes it?")
    workspace.person("U1").say("C1", "Anybody?", thread_ts=asked.ts)
    page = see("U2", narrow=True)
    expect(page.get_by_role("main")).to_be_hidden()

    page.get_by_role("button", name="general").click()
    page.get_by_role("button", name="1 reply").click()

    expect(page.get_by_text("Anybody?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("navigation")).to_be_visible()


def test_the_home_tab_opens_and_its_buttons_work(see):
    page = see("U2")

    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("heading", name="What you owe")).to_be_visible()
    page.get_by_role("button", name="Open form").click()

    expect(page.get_by_role("dialog", name="Website issue")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open form")).to_be_focused()


def test_a_status_is_set_and_cleared_beside_ones_name(see, workspace):
    page = see("U2", "C1")

    page.get_by_role("button", name="Set a status").click()
    page.get_by_role("menuitem", name="Vacationing").click()
    expect(page.locator(".switcher")).to_contain_text("🌴")
    assert workspace.workspace.users["U2"].status_emoji == ":palm_tree:"

    page.get_by_role("button", name="Set a status").click()
    page.get_by_role("menuitem", name="Clear the status").click()
    expect(page.locator(".switcher")).not_to_contain_text("🌴")


def test_another_person_is_chosen_from_the_switcher(see):
    page = see("U2")

    page.get_by_role("button", name="Switch person: Ben Ode").click()
    page.get_by_role("option", name="Ann Lee").click()

    expect(page.get_by_role("tab", name="消息")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="切换人员: Ann Lee")).to_be_visible()
    assert "/U1/" in page.url


def test_a_lost_connection_comes_back_and_misses_nothing(see, workspace, open_page):
    links: list[WebSocketRoute] = []
    page = open_page("about:blank")
    page.route_web_socket("**/stream", lambda link: (link.connect_to_server(), links.append(link)))
    page.goto(f"{workspace.url}/#/U2/C1")
    expect(page.get_by_role("status")).to_have_text("Connected")

    links[0].close()
    workspace.person("U1").say("C1", "Said while you were away")

    expect(page.get_by_text("Said while you were away")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Connected")
    assert len(links) > 1


class Calendar:
    """A clock that jumps where it is told."""

    def __init__(self) -> None:
        self.at = datetime(2027, 1, 8, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The time."""
        return self.at

    def jumps(self) -> Sequence[Jump]:
        """One place."""
        return [Jump("friday", "Next Friday", self.at + timedelta(days=7))]

    def move_to(self, at: datetime) -> None:
        """Go there."""
        self.at = at


def test_the_clock_shows_the_bots_time_and_moves_it(open_page):
    with Sandbox(seed(), clock=Calendar()) as sandbox:
        page = open_page(f"{sandbox.url}/#/U2/C1")
        expect(page.get_by_role("banner")).to_contain_text("Fri, Jan 8, 2027 10:00")

        page.get_by_role("button", name="Bot’s time").click()
        page.get_by_role("dialog", name="Move the clock").get_by_role("button", name="Next Friday").click()

        expect(page.get_by_role("banner")).to_contain_text("Fri, Jan 15, 2027 10:00")


def test_the_clock_leaves_out_the_year_once_the_window_is_narrow(open_page):
    with Sandbox(seed(), clock=Calendar()) as sandbox:
        page = open_page(f"{sandbox.url}/#/U2/C1")
        clock = page.locator(".clock__text")
        expect(clock).to_have_text("Fri, Jan 8, 2027 10:00 AM")

        page.set_viewport_size({"width": 390, "height": 844})
        expect(clock).to_have_text("Fri, Jan 8 10:00 AM")

        page.set_viewport_size({"width": 1280, "height": 800})
        expect(clock).to_have_text("Fri, Jan 8, 2027 10:00 AM")
