"""What an open page hears."""

import json

from websockets.sync.client import connect

from tests.sandbox.conftest import client_of


def test_the_stream_says_what_to_fetch_again_and_to_whom(sandbox):
    with connect(f"{sandbox.url.replace('http', 'ws')}/client/U2/stream") as stream:
        sandbox.person("U1").say("C1", "hello")
        note = json.loads(stream.recv(timeout=2))
        client_of(sandbox).views_publish(user_id="U2", view={"type": "home", "blocks": []})
        home = json.loads(stream.recv(timeout=2))
        sandbox.change_user("U3", locale="de-DE")
        people = json.loads(stream.recv(timeout=2))

    assert note["changed"] == ["conversations", "channel:C1"]
    assert home["changed"] == ["home"]
    assert "people" in people["changed"]
