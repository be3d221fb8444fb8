"""Story 4, its beginning: whatever a branch has to say reaches the desk, from wherever it was said."""

import pytest

from bot.domain.intake.extra_fields import ExtraField, ExtraKind
from bot.domain.intake.triage import Kind
from bot.domain.policy import Policy
from bot.sandbox import Modal, Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import PNG

DESK = "C0REQUESTS"
MARKETING = "C0MARKETING"


def texts(en: str, zh_hans: str, zh_hant: str) -> dict[str, str]:
    return {"en": en, "zh_Hans": zh_hans, "zh_Hant": zh_hant}


ORDER = ExtraField(key="order", label=texts("Order number", "订单号", "訂單編號"), requests=(Kind.WRONG,))
SHOP = ExtraField(
    key="shop",
    label=texts("Shop", "店铺", "店鋪"),
    kind=ExtraKind.CHOICE,
    options=(texts("Main", "主店", "主店"), texts("Outlet", "折扣店", "暢貨中心")),
)


@pytest.fixture
def policy() -> Policy:
    return Policy(form_fields=(ORDER, SHOP))


def opened(workspace: Workspace, surname: str = "chen", said: str = "") -> Modal:
    keyboard = workspace.person(surname)
    keyboard.command("/website-issue", said)
    return keyboard.wait_for_modal(title="Website issue")


def becomes(modal: Modal, kind: str, *, asks: str) -> None:
    """Another kind is chosen, and its fields stand in the form."""
    modal.choose("What kind is it?", kind)
    modal.person.wait_until(lambda: asks in modal.fields, what=f"the field {asks}")  # type: ignore[attr-defined]


def desk_card(workspace: Workspace, containing: str) -> Msg:
    return workspace.person("sun").wait_for_message(containing=containing, where=DESK)


def test_with_words_behind_the_command_one_click_sends_it(workspace: Workspace) -> None:
    modal = opened(workspace, said="The basket is empty after paying.")

    modal.submit()

    assert not modal.is_open
    assert "#1 · Chengdu · Something is wrong · Today" in desk_card(workspace, "The basket is empty").plain


def test_the_form_asks_for_what_the_kind_needs_and_keeps_what_was_typed(workspace: Workspace) -> None:
    modal = opened(workspace, said="The basket")
    modal.fill("Since when?", "this morning")
    modal.fill("Device and browser", "Huawei, WeChat")
    modal.choose("How many are hit?", "A whole branch")

    becomes(modal, "A project", asks="Who is it for?")
    assert "Since when?" not in modal.fields
    assert modal.value("What is it, and what for?") == "The basket"
    modal.fill("Who is it for?", "All branches")
    becomes(modal, "Please change…", asks="Why, and what for?")
    becomes(modal, "Something is wrong", asks="Since when?")

    assert modal.value("Since when?") == "this morning"
    assert modal.value("What happened?") == "The basket"
    modal.submit()
    card = desk_card(workspace, "Huawei, WeChat").plain
    assert "*Hits:* A whole branch" in card
    assert "All branches" not in card


def test_a_project_arrives_with_what_it_is_for(workspace: Workspace) -> None:
    modal = opened(workspace)
    becomes(modal, "A project", asks="Who is it for?")
    modal.fill("What is it, and what for?", "A gift shop")
    modal.fill("Who is it for?", "Everybody who gives")
    modal.fill("What would be different?", "Gifts come wrapped")
    modal.fill("By when do you wish for it?", "before Singles' Day")

    modal.submit()

    card = desk_card(workspace, "A gift shop").plain
    assert "#1 · Chengdu · A project" in card
    for said in (
        "*What would be different*",
        "*For:* Everybody who gives",
        "*Wished by:* before Singles' Day",
    ):
        assert said in card


def test_the_companys_own_fields_come_along_in_the_words_in_which_they_were_shown(
    workspace: Workspace,
) -> None:
    workspace.speaks("chen", "zh-CN")
    chen = workspace.person("chen")
    chen.command("/website-issue", "购物车是空的")
    modal = chen.wait_for_modal(containing="Sun Li")
    modal.fill("订单号", "4711")
    modal.choose("店铺", "折扣店")

    modal.submit()

    card = desk_card(workspace, "购物车是空的")
    assert "订单号: 4711" in card.plain
    assert "店铺: 折扣店" in card.plain
    chen.wait_for_message(containing="#1 ").click("查看全文…")
    assert "订单号：4711" in chen.wait_for_modal(containing="购物车").plain


def test_what_does_not_tell_what_it_is_is_refused_at_its_field(workspace: Workspace) -> None:
    modal = opened(workspace, said="😡😡 :cry:")
    modal.fill("Page address", "chen.jie@example.com")

    modal.submit()
    first = modal.errors
    modal.fill("What happened?", "😡 the basket is empty")
    modal.submit()
    second = modal.errors

    assert list(first) == ["What happened?"]
    assert "say it in words" in first["What happened?"]
    assert list(second) == ["Page address"]
    assert "This is an e-mail address" in second["Page address"]
    assert modal.value("Page address") == "chen.jie@example.com"


def test_of_ten_screenshots_one_that_is_gone_holds_up_nothing_and_is_named(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    modal = opened(workspace, said="The basket is empty after paying.")
    for number in range(10):
        modal.upload("Screenshots", f"{number}.png", PNG)
    chen.delete_file(modal.state["files"]["intake.website_issue.field.0"]["files"][3]["id"])

    modal.submit()

    card = desk_card(workspace, "10 screenshots, in the thread")
    sent = workspace.person("sun").wait_for_message(containing="Slack does not show this", thread=card)
    assert "3.png" in sent.plain
    assert [each["type"] for each in sent.blocks] == [*["image"] * 3, "section", *["image"] * 6]
    assert workspace.parked() == []


def test_an_emoji_offers_a_message_to_whoever_put_it_there_and_to_nobody_else(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    root = wu.say(MARKETING, "Anything new?")
    said = wu.say(MARKETING, "The search finds <nothing>", thread_ts=root.ts)

    chen.react(said, "eyes")
    chen.react(said, "ticket")
    note = chen.wait_for_message(containing="Shall this message go to the website desk?", thread=root)
    assert note.ephemeral
    assert "Sun Li answers within the hour" in note.plain
    note.click("Send this to Sun Li…")
    modal = chen.wait_for_modal(title="Website issue")
    assert modal.value("What happened?") == "The search finds <nothing>"
    modal.submit()
    workspace.settle()

    assert "*From:* Chen Jie" in desk_card(workspace, "The search finds").plain
    chen.react(said, "ticket")
    chen.react(said, "ticket")
    workspace.wait_until(chen.quiet)
    workspace.settle()
    chen.react(root, "ticket")
    workspace.wait_until(lambda: chen.ephemerals(MARKETING))
    (at_the_root,) = chen.ephemerals(MARKETING)
    assert "Shall this message" in at_the_root.plain
    assert [each for each in wu.thread(MARKETING, root.ts) if each.ephemeral] == []
    assert workspace.parked() == []


def test_what_somebody_wrote_to_a_developer_becomes_their_own_request_by_two_clicks(
    workspace: Workspace,
) -> None:
    workspace.speaks("chen", "zh-TW")
    chen, jun = workspace.person("chen"), workspace.person("he")
    said = chen.say(jun.id, "結帳按鈕不見了")

    jun.shortcut("Send to product manager", said)
    modal = jun.wait_for_modal(title="Website issue")
    assert modal.value("Whose request is it?") == "Chen Jie, who wrote the message"
    modal.submit()

    card = desk_card(workspace, "結帳按鈕不見了")
    assert "*From:* Chen Jie, Chengdu · passed on by He Jun" in card.plain
    assert "the message it was made of" not in card.plain
    mine = chen.wait_for_message(containing="#1 ")
    assert "He Jun 把你寫的內容轉過來了" in mine.plain
    reply = jun.wait_for_message(containing="A reply that you can send to Chen Jie")
    assert "Chen Jie 你好，這件事我已經轉給 Sun Li，編號 #1" in reply.plain
    mine.reply("用的是華為手機")
    workspace.person("sun").wait_for_message(containing="用的是華為手機", thread=card)
    assert workspace.parked() == []


def test_whoever_sends_a_message_on_can_make_it_their_own_request(workspace: Workspace) -> None:
    jun = workspace.person("he")
    said = workspace.person("chen").say(jun.id, "The basket is empty")
    jun.shortcut("Send to product manager", said)
    modal = jun.wait_for_modal(title="Website issue")

    modal.choose("Whose request is it?", "Mine")
    modal.submit()

    assert "*From:* He Jun" in desk_card(workspace, "The basket is empty").plain
    workspace.settle()
    assert not any("A reply that you can send" in each.plain for each in jun.dm())
