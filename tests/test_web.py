"""What anybody may send to a public address is answered without a stumble, before a listener hears of it."""

import time
from collections.abc import Iterator, Mapping

import pytest
from prometheus_client import CollectorRegistry
from slack_bolt import App, BoltRequest, BoltResponse
from urllib3 import HTTPConnectionPool, connection_from_url

from bot.serving import Serving
from bot.web import LONGEST_TELLING, web_app


class Listening(App):
    """Notes what reaches it."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-1", signing_secret="secret", token_verification_enabled=False)
        self.heard: list[BoltRequest] = []

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        self.heard.append(req)
        return super().dispatch(req)


@pytest.fixture
def app() -> Listening:
    return Listening()


@pytest.fixture
def client(app: Listening) -> Iterator[HTTPConnectionPool]:
    serving = Serving(host="127.0.0.1", port=0)
    serving.start(web_app(app, problems=lambda: ["database"], metrics=CollectorRegistry()))
    with connection_from_url(serving.url) as client:
        yield client
    serving.stop()


JSON = {"content-type": "application/json", "x-slack-request-timestamp": "1"}
FORM = {"content-type": "application/x-www-form-urlencoded", "x-slack-request-timestamp": "1"}


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (JSON, b"{"),
        (JSON, b"[1]"),
        (JSON, b"null"),
        (JSON, b'"text"'),
        (JSON, b'{"a":' * 5000),
        (FORM, b"payload=abc"),
        (FORM, b"payload=[1]"),
    ],
)
def test_what_slack_never_sends_is_refused_unread(
    client: HTTPConnectionPool, app: Listening, headers: dict[str, str], body: bytes
) -> None:
    answer = client.request("POST", "/slack/events", body=body, headers=headers)

    assert answer.status == 401
    assert [request.body for request in app.heard] == [{}]


@pytest.mark.parametrize("stamp", ["abc", "", "1.5", "١٢", "1", "9" * 400, "9" * 5000])
def test_what_nobody_signed_is_refused(client: HTTPConnectionPool, stamp: str) -> None:
    refused(client, stamp=stamp, signature="v0=1")


@pytest.mark.parametrize("signature", ["", "é", "v0=١"])
def test_a_signature_that_is_none_is_refused(client: HTTPConnectionPool, signature: str) -> None:
    refused(client, stamp=str(int(time.time())), signature=signature)


def refused(client: HTTPConnectionPool, *, stamp: str, signature: str) -> None:
    headers = {
        b"content-type": b"application/json",
        b"x-slack-request-timestamp": stamp.encode(),
        b"x-slack-signature": signature.encode(),
    }
    answer = client.request("POST", "/slack/events", body=b'{"event_id": 5}', headers=headers)

    assert answer.status == 401


def test_what_a_tracker_tells_goes_to_whoever_reads_it_and_too_much_to_nobody(app: Listening) -> None:
    told: list[tuple[str, str, bytes]] = []

    def webhook(name: str, headers: Mapping[str, str], body: bytes) -> int:
        told.append((name, headers["x-github-event"], body))
        return 200

    serving = Serving(host="127.0.0.1", port=0)
    serving.start(web_app(app, problems=list, metrics=CollectorRegistry(), webhook=webhook))
    with connection_from_url(serving.url) as client:
        signed = {"X-GitHub-Event": "issues"}
        answers = [
            client.request("POST", "/trackers/github", body=body, headers=signed).status
            for body in (b"{}", b"x" * (LONGEST_TELLING + 1))
        ]
    serving.stop()

    assert answers == [200, 413]
    assert told == [("github", "issues", b"{}")]


def test_without_a_tracker_nobody_listens_there(client: HTTPConnectionPool) -> None:
    assert client.request("POST", "/trackers/github", body=b"{}").status == 404


def test_who_watches_hears_how_it_is(client: HTTPConnectionPool) -> None:
    assert client.request("GET", "/healthz").json() == {"status": "ok"}
    assert client.request("GET", "/readyz").status == 503
    assert client.request("GET", "/readyz").json() == {"ready": False, "problems": ["database"]}
    assert client.request("GET", "/metrics").status == 200
    assert client.request("GET", "/slack/events").status == 405
