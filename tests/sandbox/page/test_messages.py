"""What the page shows of messages, and what can be done with them."""

import re

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from bot.sandbox import Sandbox, Timing
from tests.sandbox.conftest import seed
from tests.sandbox.page.desk import actions, button, option, plain

pytestmark = pytest.mark.browser


def test_text_is_drawn_as_slack_would_and_never_as_markup(see, client):
    text = (
        "*Bold* _slanted_ ~gone~ `a *b*` &lt;img src=x onerror=alert(1)&gt; &amp;lt; "
        "<https://example.com/?a=1&amp;b=2|the page> "
        "<javascript:alert(1)|bad> <@U2> <#C1> <!here> :white_check_mark:\n> quoted\n```x = *1*\n```"
    )
    client.chat_postMessage(
        channel="U1", text="Fallback", blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
    )

    message = see("U1").get_by_role("article").last

    expect(message).to_contain_text(
        "Bold slanted gone a *b* <img src=x onerror=alert(1)> &lt; the page bad @Ben Ode #general @here"
    )
    expect(message.locator("strong")).to_have_text("Bold")
    expect(message.locator("pre")).to_have_text("x = *1*")
    expect(message.locator("blockquote")).to_have_text("quoted")
    expect(message.get_by_role("link")).to_have_count(1)
    expect(message.get_by_role("link", name="the page")).to_have_attribute(
        "href", "https://example.com/?a=1&b=2"
    )
    expect(message.locator("img")).to_have_count(0)
    expect(message.get_by_role("img", name="✅")).to_be_visible()


def test_a_date_reads_in_each_persons_language_and_time_zone(see, client):
    client.chat_postMessage(channel="C1", text="Due <!date^1799978400^{date_num} {time}|fallback>")

    chinese = see("U1", "C1")
    english = see("U2", "C1")

    expect(chinese.get_by_role("article").last).to_contain_text("Due 2027-01-15 10:00")
    expect(english.get_by_role("article").last).to_contain_text(re.compile(r"Due 2027-01-15 3:00\sAM"))
    expect(chinese.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(
        chinese.get_by_role("region", name="频道").or_(chinese.locator("section[aria-label='频道']"))
    ).to_be_visible()
    expect(english.get_by_role("heading", name="Channels")).to_be_visible()


def chart_of(kind: str) -> dict[str, object]:
    """A chart that says hostile things in every place where it says something."""
    bad = "<b>x</b>"
    if kind == "pie":
        chart = {"type": "pie", "segments": [{"label": bad, "value": 3}, {"label": "rest", "value": 1}]}
    else:
        series = [
            {"name": name, "data": [{"label": bad, "value": 3}, {"label": "14 Dec", "value": 0}]}
            for name in (bad, "Settled")
        ]
        chart = {"type": kind, "series": series, "axis_config": {"categories": [bad, "14 Dec"]}}
    return {"type": "data_visualization", "title": "Requests <i>", "chart": chart}


@pytest.mark.parametrize("kind", ["bar", "line", "area", "pie"])
def test_a_chart_is_drawn_and_says_its_numbers_to_whoever_cannot_see_it(see, client, kind):
    client.chat_postMessage(channel="U1", text="Figures", blocks=[chart_of(kind)])

    message = see("U1").get_by_role("article").last

    drawn = message.locator(".chart [role=img]")
    expect(drawn).to_be_visible()
    expect(drawn).to_have_attribute("aria-label", re.compile("Requests <i>.*<b>x</b> 3"))
    expect(message.locator("figcaption")).to_have_text("Requests <i>")
    expect(message.locator(".chart__legend span")).to_have_count(2)
    expect(message.locator(".chart b, .chart i")).to_have_count(0)


def test_a_container_is_folded_and_opened_by_keyboard_and_what_stands_in_it_can_be_pressed(see, client):
    text = {"type": "section", "text": {"type": "mrkdwn", "text": "The <b>whole</b> case"}}
    folded = {
        "type": "container",
        "title": plain("Customer first: <i>the complaint</i>"),
        "child_blocks": [text, actions(button("Approve", "approve"))],
        "is_collapsible": True,
        "default_collapsed": True,
    }
    client.chat_postMessage(channel="C1", text="Card", blocks=[folded])
    message = see("U2", "C1").get_by_role("article").last

    expect(message.locator("summary")).to_have_text("Customer first: <i>the complaint</i>")
    expect(message.get_by_text("The <b>whole</b> case")).to_be_hidden()
    message.locator("summary").press("Enter")
    expect(message.get_by_text("The <b>whole</b> case")).to_be_visible()
    message.get_by_role("button", name="Approve").click()
    expect(message).to_contain_text("Approved by @Ben Ode")


def test_a_card_changes_in_place_for_everybody_who_sees_it(see, client):
    client.chat_postMessage(
        channel="C1", text="Card", blocks=[actions(button("Approve", "approve", style="primary"))]
    )
    ann, ben = see("U1", "C1"), see("U2", "C1")

    ann.get_by_role("button", name="Approve").click()

    expect(ben.get_by_role("article").last).to_contain_text("Approved by @Ann Lee")
    expect(ben.get_by_role("button", name="Approve")).to_have_count(0)
    expect(ann.get_by_role("article").last).to_contain_text("（已编辑）")


def test_a_dangerous_button_asks_first(see, client):
    confirm = {
        "title": plain("Sure?"),
        "text": plain("It stays."),
        "confirm": plain("Do it"),
        "deny": plain("Keep"),
        "style": "danger",
    }
    client.chat_postMessage(
        channel="C1", text="Card", blocks=[actions(button("Approve", "approve", confirm=confirm))]
    )
    page = see("U2", "C1")

    page.get_by_role("button", name="Approve").click()
    page.get_by_role("dialog", name="Sure?").get_by_role("button", name="Keep").click()
    expect(page.get_by_role("button", name="Approve")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Sure?").get_by_role("button", name="Do it").click()

    expect(page.get_by_role("article").last).to_contain_text("Approved by @Ben Ode")


def test_an_overflow_menu_works_by_keyboard_and_its_answer_is_for_one_person(see, client):
    menu = {
        "type": "overflow",
        "action_id": "menu",
        "options": [option("Duplicate of…", "duplicate"), option("Decline…", "decline")],
    }
    client.chat_postMessage(channel="C1", text="Card", blocks=[actions(menu)])
    ben, ann = see("U2", "C1"), see("U1", "C1")

    ben.locator(".block").get_by_role("button", name="More actions").focus()
    ben.keyboard.press("Enter")
    ben.keyboard.press("ArrowDown")
    ben.keyboard.press("Enter")

    expect(ben.get_by_role("article").last).to_contain_text("Only visible to you")
    expect(ben.get_by_role("article").last).to_contain_text("You chose decline")
    expect(ann.get_by_text("You chose decline")).to_have_count(0)


def test_a_bot_that_is_late_leaves_a_mark_beside_the_button(open_page, attended):
    quick = Timing(ack_deadline=0.3)
    with Sandbox(seed(), rate_limits=False, timing=quick) as sandbox, attended(sandbox):
        WebClient("xoxb-sandbox", base_url=sandbox.api_url).chat_postMessage(
            channel="C1", text="Card", blocks=[actions(button("Wait for me", "late"))]
        )
        page = open_page(f"{sandbox.url}/#/U2/C1")

        page.get_by_role("button", name="Wait for me").click()

        expect(page.get_by_role("button", name="Wait for me")).to_have_attribute("aria-busy", "true")
        expect(page.get_by_role("img", name="Helper did not respond in time.")).to_be_visible()
        expect(page.get_by_role("button", name="Wait for me")).not_to_have_attribute("aria-busy", "true")
        chinese = open_page(f"{sandbox.url}/#/U1/C1")
        chinese.get_by_role("button", name="Wait for me").click()
        expect(chinese.get_by_role("img", name="Helper 没有及时响应。")).to_be_visible()


def test_a_message_shortcut_is_in_the_menu_of_each_message(see, workspace):
    workspace.person("U1").say("C1", "The page is slow")
    page = see("U2", "C1")

    page.get_by_role("article").last.get_by_role("button", name="More actions").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    form = page.get_by_role("dialog", name="Website issue")
    expect(form.get_by_label("What happened")).to_have_value("The page is slow")
