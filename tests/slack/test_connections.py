"""Connections to Slack are kept and used again, and nothing is ever sent twice."""

import gc
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
import trustme
from slack_bolt import BoltRequest
from slack_bolt.util.utils import create_copy
from slack_sdk.errors import SlackApiError

from bot.slack.client import Slack, web_client
from bot.slack.errors import RateLimited, Unreachable
from bot.slack.kept import KeptApp, KeptWebClient, KeptWebhookClient

OK = json.dumps({"ok": True, "user": "steward"}).encode()


@dataclass
class Heard:
    """What a server has seen: how many connections, and each request's first line and headers."""

    url: str = ""
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)


def answer(body: bytes = OK, *, status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def read_request(peer: socket.socket) -> bytes:
    """One request, whole; empty where the other side has hung up."""
    gathered = b""
    while b"\r\n\r\n" not in gathered:
        piece = peer.recv(65536)
        if not piece:
            return b""
        gathered += piece
    head, _, body = gathered.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        ),
        0,
    )
    while len(body) < length:
        body += peer.recv(65536)
    return head + b"\r\n\r\n" + body


Behaviour = Callable[[socket.socket, Heard], None]


def polite(peer: socket.socket, heard: Heard) -> None:
    """Answers as often as it is asked."""
    while request := read_request(peer):
        heard.requests.append(request)
        peer.sendall(answer())


def hangs_up_when_idle(peer: socket.socket, heard: Heard) -> None:
    """Answers one request and closes the connection without having said so."""
    heard.requests.append(read_request(peer))
    peer.sendall(answer())


def dies_at_the_second(peer: socket.socket, heard: Heard) -> None:
    """Reads a second request on a connection and closes it without an answer."""
    heard.requests.append(read_request(peer))
    peer.sendall(answer())
    heard.requests.append(read_request(peer))


@contextmanager
def server(behaviour: Behaviour, *, tls: ssl.SSLContext | None = None) -> Iterator[Heard]:
    heard = Heard()
    listener = socket.create_server(("127.0.0.1", 0))
    peers: list[socket.socket] = []

    def serve(peer: socket.socket) -> None:
        try:
            if tls:
                peer = tls.wrap_socket(peer, server_side=True)
                peers.append(peer)
            behaviour(peer, heard)
        except OSError:
            pass
        finally:
            peer.close()

    def take() -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            heard.connections += 1
            peers.append(peer)
            threading.Thread(target=serve, args=(peer,), daemon=True).start()

    accepting = threading.Thread(target=take, daemon=True)
    accepting.start()
    heard.url = f"{'https' if tls else 'http'}://127.0.0.1:{listener.getsockname()[1]}/api/"
    yield heard
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for peer in peers:
        peer.close()
    accepting.join()


@pytest.fixture
def tls() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side with a certificate for 127.0.0.1, and a client's side that trusts it."""
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    return serving, trusting


@pytest.fixture
def clients() -> Iterator[Callable[..., KeptWebClient]]:
    made: list[KeptWebClient] = []

    def make(heard: Heard, *, trusting: ssl.SSLContext | None = None) -> KeptWebClient:
        client = web_client("xoxb-1", base_url=heard.url)
        client.ssl = trusting or client.ssl
        made.append(client)
        return client

    yield make
    for client in made:
        client.connections.close()


def test_one_connection_serves_many_calls(clients):
    with server(polite) as heard:
        client = clients(heard)

        for _ in range(5):
            client.auth_test()

    assert len(heard.requests) == 5
    assert heard.connections == 1


def test_one_encrypted_connection_serves_many_calls(clients, tls):
    serving, trusting = tls
    with server(polite, tls=serving) as heard:
        client = clients(heard, trusting=trusting)

        for _ in range(3):
            client.auth_test()

    assert len(heard.requests) == 3
    assert heard.connections == 1


def test_a_connection_closed_while_idle_is_replaced_without_a_word(clients):
    with server(hangs_up_when_idle) as heard:
        client = clients(heard)

        client.auth_test()
        time.sleep(0.05)
        client.auth_test()

    assert len(heard.requests) == 2
    assert heard.connections == 2


def test_an_encrypted_connection_closed_while_idle_is_replaced_too(clients, tls):
    serving, trusting = tls
    with server(hangs_up_when_idle, tls=serving) as heard:
        client = clients(heard, trusting=trusting)

        client.auth_test()
        time.sleep(0.05)
        client.auth_test()

    assert len(heard.requests) == 2
    assert heard.connections == 2


def test_a_connection_is_not_trusted_after_it_has_lain_long(clients):
    with server(polite) as heard:
        client = clients(heard)
        client.connections.keep_seconds = 0.0

        client.auth_test()
        client.auth_test()

    assert heard.connections == 2


def test_what_may_have_arrived_is_not_sent_again(clients):
    with server(dies_at_the_second) as heard:
        client = clients(heard)
        client.auth_test()

        with pytest.raises(RemoteDisconnected):
            client.chat_postMessage(channel="C1", text="once")
        time.sleep(0.05)

    assert len(heard.requests) == 2
    assert heard.connections == 1


def test_the_outbox_hears_of_it_as_a_call_that_may_have_arrived(clients):
    with server(dies_at_the_second) as heard:
        slack = Slack(clients(heard))
        slack.identity()

        with pytest.raises(Unreachable, match="RemoteDisconnected"):
            slack.direct_channel("U1")


def test_a_server_that_says_it_closes_is_believed(clients):
    def says_it_closes(peer: socket.socket, heard: Heard) -> None:
        heard.requests.append(read_request(peer))
        peer.sendall(answer(more="Connection: close\r\n"))
        heard.requests.append(read_request(peer))

    with server(says_it_closes) as heard:
        client = clients(heard)

        client.auth_test()
        client.auth_test()

    assert heard.connections == 2


def test_a_slow_server_is_a_time_out_and_its_late_answer_is_nobody_elses(clients):
    def late(peer: socket.socket, heard: Heard) -> None:
        heard.requests.append(read_request(peer))
        if len(heard.requests) == 1:
            time.sleep(0.4)
            peer.sendall(answer(json.dumps({"ok": True, "user": "late"}).encode()))
            return
        peer.sendall(answer())

    with server(late) as heard:
        client = clients(heard)
        client.timeout = 0.2

        with pytest.raises(TimeoutError):
            client.auth_test()
        time.sleep(0.3)
        told = client.auth_test()

    assert told["user"] == "steward"
    assert heard.connections == 2


def test_a_refused_connection_is_the_error_that_it_was(clients):
    with server(polite) as heard:
        client = clients(heard)

    with pytest.raises(URLError):
        client.auth_test()


def test_a_status_of_trouble_is_read_and_the_connection_kept(clients):
    def asks_to_wait(peer: socket.socket, heard: Heard) -> None:
        while request := read_request(peer):
            heard.requests.append(request)
            limited = json.dumps({"ok": False, "error": "ratelimited"}).encode()
            peer.sendall(answer(limited, status="429 Too Many Requests", more="Retry-After: 7\r\n"))

    with server(asks_to_wait) as heard:
        slack = Slack(clients(heard))

        for method in (slack.identity, slack.user_groups):
            with pytest.raises(RateLimited) as limited:
                method()
            assert limited.value.retry_after == 7

    assert heard.connections == 1


def test_what_is_no_json_is_an_error_of_slacks(clients):
    def broken(peer: socket.socket, heard: Heard) -> None:
        heard.requests.append(read_request(peer))
        peer.sendall(answer(b"<html>", status="503 Service Unavailable"))

    with server(broken) as heard, pytest.raises(SlackApiError) as raised:
        clients(heard).auth_test()

    assert raised.value.response.status_code == 503


def test_eight_threads_share_a_few_connections(clients):
    with server(polite) as heard:
        client = clients(heard)

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: client.auth_test()["user"], range(200)))

    assert answers == ["steward"] * 200
    assert heard.connections <= 8


def test_no_more_lie_idle_than_are_allowed(clients):
    everybody_is_there = threading.Barrier(4)

    def all_at_once(peer: socket.socket, heard: Heard) -> None:
        while request := read_request(peer):
            heard.requests.append(request)
            everybody_is_there.wait(5)
            peer.sendall(answer())

    with server(all_at_once) as heard:
        client = clients(heard)
        client.connections.keep_at_most = 2

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: client.auth_test(), range(4)))

    assert heard.connections == 4
    assert client.connections.idle == 2


def test_nothing_stays_open_after_the_stop(clients):
    with server(polite) as heard:
        client = clients(heard)
        client.auth_test()

        client.connections.close()
        idle = client.connections.idle
        client.auth_test()

    assert idle == 0
    assert client.connections.idle == 0


def test_a_proxy_of_the_environment_is_asked_for_the_whole_address(clients, monkeypatch):
    with server(polite) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.removesuffix("/api/").replace("//", "//ann:p%40ss@"))
        client = clients(Heard(url="http://slack.example/api/"))

        client.auth_test()
        client.auth_test()

    assert proxy.connections == 1
    assert all(
        each.startswith(b"POST http://slack.example/api/auth.test HTTP/1.1") for each in proxy.requests
    )
    assert b"Host: slack.example\r\n" in proxy.requests[0]
    assert b"Proxy-Authorization: Basic YW5uOnBAc3M=\r\n" in proxy.requests[0]


def test_an_encrypted_call_goes_through_a_tunnel_of_the_proxy(clients, monkeypatch, tls):
    serving, trusting = tls

    def tunnel(peer: socket.socket, heard: Heard) -> None:
        heard.requests.append(read_request(peer))
        peer.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with serving.wrap_socket(peer, server_side=True) as inside:
            polite(inside, heard)

    with server(tunnel) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.removesuffix("/api/"))
        client = clients(Heard(url="https://127.0.0.1:9/api/"), trusting=trusting)

        client.auth_test()
        client.auth_test()

    assert proxy.connections == 1
    assert proxy.requests[0].startswith(b"CONNECT 127.0.0.1:9 HTTP/1.")
    assert [each.split(b" ")[1] for each in proxy.requests[1:]] == [b"/api/auth.test"] * 2


def test_whom_the_environment_excepts_is_called_without_the_proxy(clients, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with server(polite) as heard:
        clients(heard).auth_test()

    assert heard.connections == 1


def test_a_file_goes_up_as_it_did(clients):
    with server(polite) as heard:
        clients(heard).api_call("files.test", files={"file": b"content"}, data={"title": "A name"})

    assert b"multipart/form-data; boundary=" in heard.requests[0]
    assert b"content" in heard.requests[0]


def test_every_request_of_bolt_shares_the_connections(clients):
    with server(polite) as heard:
        client = clients(heard)
        app = KeptApp(client=client, signing_secret="s", token_verification_enabled=False)
        body = json.dumps({"type": "event_callback", "team_id": "T1", "event": {}})

        for _ in range(3):
            request = BoltRequest(body=body, headers={"content-type": ["application/json"]})
            app._init_context(request)
            request.context.client.auth_test()
            create_copy(request.context.client.connections)
            assert request.context.client is not client
            assert request.context.client.default_params == {"team_id": "T1"}

    assert heard.connections == 1


def test_answers_beside_a_message_share_them_too(clients):
    with server(polite) as heard:
        client = clients(heard)
        app = KeptApp(client=client, signing_secret="s", token_verification_enabled=False)
        hook = heard.url.replace("/api/", "/response/1")

        request = BoltRequest(body=json.dumps({"response_url": hook}), headers={})
        app._init_context(request)
        assert request.context.respond is not None
        first = request.context.respond("Done.", replace_original=True)
        second = KeptWebhookClient.beside(client, hook).send_dict({"text": "Not yet."})

    assert (first.status_code, second.status_code) == (200, 200)
    assert heard.connections == 1
    assert json.loads(heard.requests[0].partition(b"\r\n\r\n")[2]) == {
        "text": "Done.",
        "replace_original": True,
    }


def test_an_answer_beside_a_message_is_not_repeated_blindly(clients):
    with server(dies_at_the_second) as heard:
        client = clients(heard)
        client.auth_test()

        with pytest.raises(RemoteDisconnected):
            KeptWebhookClient.beside(client, heard.url).send_dict({"text": "once"})

    assert len(heard.requests) == 2


def test_a_pool_that_nobody_holds_any_more_hangs_up(clients):
    with server(polite) as heard:
        web_client("xoxb-1", base_url=heard.url).auth_test()
        gc.collect()

    assert heard.connections == 1  # and no warning of a socket left open, which would fail this test


def test_what_the_answer_of_trouble_was_read_from_is_closed(clients):
    def unwell(peer: socket.socket, heard: Heard) -> None:
        heard.requests.append(read_request(peer))
        peer.sendall(answer(b"no", status="500 Internal Server Error"))

    with server(unwell) as heard:
        beside = KeptWebhookClient.beside(clients(heard), heard.url).send_dict({"text": "x"})

    assert (beside.status_code, beside.body) == (500, "no")
