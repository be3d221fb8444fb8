"""Files are fetched from Slack's own addresses alone, whole or not at all; and put there."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.slack.client import web_client
from bot.slack.errors import (
    FileElsewhere,
    FileGone,
    FileTooBig,
    FileUnseen,
    RateLimited,
    Rejected,
    SlackFailure,
    Unreachable,
)
from bot.slack.files import download, is_slacks, upload
from bot.slack.kept import KeptWebClient

LIMIT = 1000
TOKEN = "xoxb-secret"


@dataclass
class Answer:
    """What stands at an address; `announced`: the length that is told, where it is not the true one."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/octet-stream"
    more: dict[str, str] = field(default_factory=dict)
    announced: int | None = None
    is_chunked: bool = False


class Place:
    """A server that answers as it was told to, and writes down what it heard."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.heard: list[tuple[str, str, str, bytes]] = []
        place = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                token = self.headers.get("Authorization") or ""
                place.heard.append((self.command, self.path, token, body))
                found = place.answers.get(urlsplit(self.path).path, Answer(status=404))
                self.send_response(found.status)
                self.send_header("Content-Type", found.kind)
                for name, value in found.more.items():
                    self.send_header(name, value)
                if found.is_chunked:
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(found.body), found.body))
                    return
                self.send_header("Content-Length", str(found.announced or len(found.body)))
                self.end_headers()
                self.wfile.write(found.body)
                if found.announced:
                    self.close_connection = True

            do_GET = do_POST = _answer  # noqa: N815 - as http.server calls them

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def says(self, method: str, **answer: Any) -> None:
        body = dumps({"ok": "error" not in answer, **answer}).encode()
        self.answers[f"/api/{method}"] = Answer(body=body, kind="application/json")

    def has_file(self, **told: Any) -> None:
        shape = {"id": "F1", "name": "plan.pdf", "mimetype": "application/pdf", "mode": "hosted", "size": 4}
        url = {"url_private_download": f"{self.url}/files-pri/F1"}
        self.says("files.info", file={**shape, **url, **told})

    def paths(self) -> list[str]:
        return [path for _, path, _, _ in self.heard]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def slack() -> Iterator[Place]:
    place = Place()
    yield place
    place.close()


@pytest.fixture
def client(slack: Place) -> Iterator[KeptWebClient]:
    client = web_client(TOKEN, base_url=f"{slack.url}/api/")
    yield client
    client.connections.close()


def test_a_file_is_fetched_with_the_token_and_the_connection_is_used_again(
    slack: Place, client: KeptWebClient
) -> None:
    slack.has_file()
    slack.answers["/files-pri/F1"] = Answer(body=b"%PDF")

    for _ in range(2):
        found = download(client, "F1", limit=LIMIT)
        assert (found.name, found.mimetype, found.content) == ("plan.pdf", "application/pdf", b"%PDF")

    assert slack.heard[1][:3] == ("GET", "/files-pri/F1", f"Bearer {TOKEN}")
    assert client.connections.idle == 1


@pytest.mark.parametrize(
    ("told", "failure"),
    [
        ({"mode": "external", "is_external": True, "url_private_download": "https://x.com"}, FileElsewhere),
        ({"is_external": True}, FileElsewhere),
        ({"mode": "tombstone"}, FileGone),
        ({"mode": "hidden_by_limit"}, FileUnseen),
        ({"file_access": "access_denied"}, FileUnseen),
        ({"size": LIMIT + 1}, FileTooBig),
        ({"url_private_download": None}, FileUnseen),
    ],
)
def test_what_slack_tells_of_a_file_may_be_reason_enough_not_to_ask_for_it(
    slack: Place, client: KeptWebClient, told: dict[str, Any], failure: type[SlackFailure]
) -> None:
    slack.has_file(**told)

    with pytest.raises(failure) as raised:
        download(client, "F1", limit=LIMIT)

    assert type(raised.value) is failure
    assert slack.paths() == ["/api/files.info"]


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        ("file_not_found", FileUnseen),
        ("access_denied", FileUnseen),
        ("file_deleted", FileGone),
        ("missing_scope", Rejected),
        ("internal_error", Unreachable),
        ("ratelimited", RateLimited),
    ],
)
def test_slacks_errors_are_met_as_what_they_are(
    slack: Place, client: KeptWebClient, error: str, failure: type[SlackFailure]
) -> None:
    slack.says("files.info", error=error)

    with pytest.raises(failure) as raised:
        download(client, "F1", limit=LIMIT)

    assert type(raised.value) is failure


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Answer(status=302, more={"Location": "/sign-in"}), FileUnseen),
        (Answer(body=b"<html>Sign in", kind="text/html; charset=utf-8"), FileUnseen),
        (Answer(status=403), FileUnseen),
        (Answer(status=404), FileGone),
        (Answer(status=503), Unreachable),
        (Answer(status=429, more={"Retry-After": "7"}), RateLimited),
        (Answer(body=b""), Unreachable),
        (Answer(body=b"x" * (LIMIT + 1)), FileTooBig),
        (Answer(body=b"x" * (LIMIT + 1), is_chunked=True), FileTooBig),
        (Answer(body=b"%P", announced=4), Unreachable),
    ],
)
def test_what_is_not_the_whole_file_is_not_taken_for_it(
    slack: Place, client: KeptWebClient, answer: Answer, failure: type[SlackFailure]
) -> None:
    slack.has_file()
    slack.answers["/files-pri/F1"] = answer
    slack.answers["/sign-in"] = Answer(body=b"never asked for")

    with pytest.raises(failure) as raised:
        download(client, "F1", limit=LIMIT)

    assert type(raised.value) is failure
    assert "/sign-in" not in slack.paths()
    if isinstance(raised.value, RateLimited):
        assert raised.value.retry_after == 7


def test_a_page_that_somebody_shared_is_a_file_like_any_other(slack: Place, client: KeptWebClient) -> None:
    slack.has_file(name="page.html", mimetype="text/html")
    slack.answers["/files-pri/F1"] = Answer(body=b"<html>", kind="text/html")

    assert download(client, "F1", limit=LIMIT).content == b"<html>"


def test_the_token_goes_to_nobody_else(slack: Place, client: KeptWebClient) -> None:
    other = Place()
    slack.has_file(url_private_download=f"{other.url}/files-pri/F1")

    with pytest.raises(FileUnseen):
        download(client, "F1", limit=LIMIT)

    assert other.heard == []
    other.close()


@pytest.mark.parametrize(
    ("url", "is_so"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.pdf", True),
        ("https://slack.com/x", True),
        ("https://files.slack-gov.com/x", True),
        ("https://files.slack.com:443/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://evilslack.com/x", False),
        ("https://slack.com.evil.org/x", False),
        ("https://files.slack.com@evil.org/x", False),
        ("https://evil.org/?files.slack.com", False),
        ("http://169.254.169.254/latest", False),
        ("http://127.0.0.1:9/x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_which_addresses_are_slacks(url: str, is_so: bool) -> None:
    assert is_slacks(urlsplit(url), base_url="https://slack.com/api/") is is_so


def test_where_the_web_api_itself_is_called_files_may_be(slack: Place) -> None:
    base = "http://127.0.0.1:8123/api/"

    assert is_slacks(urlsplit("http://127.0.0.1:8123/files-pri/F1"), base_url=base)
    assert not is_slacks(urlsplit("http://127.0.0.1:8124/files-pri/F1"), base_url=base)


def test_a_file_goes_up_in_three_steps_and_the_token_only_where_it_is_asked_for(
    slack: Place, client: KeptWebClient
) -> None:
    slack.says("files.getUploadURLExternal", upload_url=f"{slack.url}/upload/1", file_id="F9")
    slack.answers["/upload/1"] = Answer(body=b"OK - 4")
    slack.says("files.completeUploadExternal", files=[{"id": "F9"}])

    upload(client, channel="D1", name="plan.pdf", content=b"%PDF", comment="As you asked.")

    put = slack.heard[1]
    assert put == ("POST", "/upload/1", "", b"%PDF")
    assert slack.paths()[::2] == ["/api/files.getUploadURLExternal", "/api/files.completeUploadExternal"]


def test_what_did_not_arrive_is_not_shared(slack: Place, client: KeptWebClient) -> None:
    slack.says("files.getUploadURLExternal", upload_url=f"{slack.url}/upload/1", file_id="F9")
    slack.answers["/upload/1"] = Answer(status=500)

    with pytest.raises(Unreachable):
        upload(client, channel="D1", name="plan.pdf", content=b"%PDF")

    assert "/api/files.completeUploadExternal" not in slack.paths()
