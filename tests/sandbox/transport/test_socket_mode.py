"""Socket Mode: single-use addresses, any connection, acknowledgements, retries, disconnect frames, cuts."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import urllib3
from slack_bolt import App
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.sandbox import Sandbox, Timing
from tests.sandbox.conftest import seed

Json = dict[str, Any]


@pytest.fixture
def house() -> Iterator[Sandbox]:
    timing = Timing(ack_deadline=0.3, event_retries=(0.0, 0.05, 0.1))
    with Sandbox(seed(), rate_limits=False, timing=timing) as running:
        yield running


def new_address(house: Sandbox) -> str:
    headers = {"authorization": "Bearer xapp-sandbox"}
    return str(
        urllib3.request("POST", house.api_url + "apps.connections.open", headers=headers).json()["url"]
    )


def read(socket: ClientConnection) -> Json:
    frame: Json = json.loads(socket.recv(timeout=3))
    return frame


def test_a_connection_is_greeted_and_its_address_works_once(house):
    url = new_address(house)

    with connect(url) as socket:
        assert read(socket)["type"] == "hello"
        assert socket.ping().wait(2)
    with pytest.raises(InvalidStatus):
        connect(url)


def test_an_event_that_is_not_acknowledged_comes_again_with_attempt_and_reason(house):
    with connect(new_address(house)) as socket:
        read(socket)
        house.person("U1").say("C1", "hello")

        first, second = read(socket), read(socket)
        socket.send(json.dumps({"envelope_id": second["envelope_id"]}))
        house.person("U1").wait_until(house.person("U1").quiet)

    assert (first["type"], first["retry_attempt"], second["retry_attempt"]) == ("events_api", 0, 1)
    assert second["retry_reason"] == "http_timeout"
    assert first["envelope_id"] != second["envelope_id"]
    assert first["payload"]["event_id"] == second["payload"]["event_id"]


def test_a_payload_goes_to_one_of_at_most_ten_connections(house):
    with ExitStack() as stack:
        sockets = [stack.enter_context(connect(new_address(house))) for _ in range(11)]

        greetings = [read(each) for each in sockets]

    assert [each["num_connections"] for each in greetings[:10]] == list(range(1, 11))
    assert greetings[10]["reason"] == "too_many_websockets"


def test_an_acknowledgement_carries_the_answer_of_a_command(house):
    with connect(new_address(house)) as socket:
        read(socket)
        replies: list[Any] = []
        ann = house.person("U1")
        asking = threading.Thread(target=lambda: replies.extend(ann.command("/ask")))
        asking.start()
        envelope = read(socket)
        socket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "Yes"}}))
        asking.join()

    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert [each.plain for each in replies] == ["Yes"]


@pytest.mark.parametrize(
    ("reason", "stays"), [("warning", True), ("refresh_requested", False), ("link_disabled", False)]
)
def test_a_disconnect_frame_announces_the_end_of_a_connection(house, reason, stays):
    with connect(new_address(house)) as socket:
        read(socket)
        house.faults.send_disconnect(reason)

        assert read(socket) == {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
        if stays:
            assert socket.ping().wait(2)
        else:
            with pytest.raises(ConnectionClosed):
                socket.recv(timeout=2)


def test_a_cut_socket_ends_without_a_closing_handshake(house):
    with connect(new_address(house)) as socket:
        read(socket)
        house.faults.drop_sockets()

        with pytest.raises(ConnectionClosed) as cut:
            socket.recv(timeout=2)

    assert cut.value.rcvd is None
    house.person("U1").wait_until(lambda: house.connections() == 0)


def test_an_app_that_is_away_leaves_the_person_with_an_error(house):
    answer = house.person("U1").post("commands", {"channel": "C1", "command": "/ask", "text": ""})

    assert answer["error"] == '/ask failed with the error "dispatch_failed"'


def test_a_bolt_app_comes_back_by_itself_after_a_cut(bolt, sandbox):
    heard: list[str] = []

    def register(app: App) -> None:
        @app.event("message")
        def message(event: Json) -> None:
            heard.append(event["text"])

    bolt(sandbox, register)
    ann = sandbox.person("U1")
    sandbox.faults.drop_sockets()
    ann.wait_until(lambda: sandbox.connections() == 0)

    ann.wait_until(lambda: sandbox.connections() == 1, timeout=10)
    ann.say("C1", "still there?")
    ann.wait_until(lambda: heard == ["still there?"])
