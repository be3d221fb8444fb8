"""The client API that the page and the driver speak."""

import pytest
import urllib3

from bot.sandbox import NotOnScreen


def test_boot_tells_who_one_is_and_what_the_app_offers(sandbox):
    boot = urllib3.request("GET", f"{sandbox.url}/client/U1/boot").json()

    assert (boot["me"]["real_name"], boot["me"]["locale"]) == ("Ann Lee", "zh-CN")
    assert boot["bot"] == {
        "user_id": sandbox.workspace.bot_user_id,
        "name": "helper",
        "app_name": "Helper",
        "has_home": True,
    }
    assert boot["commands"][0]["command"] == "/ask"
    assert [each["type"] for each in boot["shortcuts"]] == ["global", "message"]


def test_the_sidebar_shows_rooms_the_app_and_used_conversations_only(sandbox):
    ann = sandbox.person("U1")
    before = {each["id"]: each["kind"] for each in ann.conversations()}
    ann.say("U2", "hi")

    after = {each["peer"]: each["kind"] for each in ann.conversations()}
    assert before == {"C1": "channel", "C2": "channel", "C3": "private", ann.app: "app"}
    assert after["U2"] == "im"


def test_a_person_sees_no_private_room_of_others_and_writes_only_where_they_belong(sandbox):
    with pytest.raises(NotOnScreen, match="no such conversation"):
        sandbox.person("U1").channel("C4")
    with pytest.raises(NotOnScreen, match="You are not in #other"):
        sandbox.person("U2").say("C2", "x")


def test_somebody_who_was_deactivated_can_do_nothing(sandbox):
    with pytest.raises(NotOnScreen, match="deactivated"):
        sandbox.person("U4").say("C1", "x")
