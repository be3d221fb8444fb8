"""What a tracker tells is believed only with its signature, and read whole or not at all."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.intake.tracker import IssueState, Told
from bot.trackers.tracker import Place
from bot.trackers.webhooks import Forged, Unreadable, read_webhook

SECRET = "between the two"
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
PLACES = {
    "github": Place(url="https://github.com/shop/site", token="", progress="in progress"),
    "gitlab": Place(url="https://gitlab.com/group/site", token="", progress="in progress"),
    "jira": Place(url="https://shop.atlassian.net/browse/WEB", token="", progress="in progress"),
}
SAID: dict[str, dict[str, Any]] = {
    "github": {
        "action": "closed",
        "issue": {"number": 7, "state": "closed", "labels": [], "updated_at": "2026-11-27T09:00:00Z"},
        "repository": {"full_name": "Shop/site"},
    },
    "gitlab": {
        "object_kind": "issue",
        "project": {"path_with_namespace": "group/site"},
        "object_attributes": {"iid": 7, "state": "closed", "updated_at": "2026-11-27 09:00:00 UTC"},
        "labels": [{"title": "In Progress"}],
    },
    "jira": {
        "webhookEvent": "jira:issue_updated",
        "timestamp": int(AT.timestamp() * 1000),
        "issue": {
            "key": "7",
            "fields": {"status": {"name": "Fertig", "statusCategory": {"key": "done"}}},
        },
    },
}


def heard(name: str, said: object, *, secret: str = SECRET, **more: str) -> Told | None:
    body = json.dumps(said).encode()
    signed = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "github": {"x-hub-signature-256": signed, "x-github-event": "issues"},
        "gitlab": {"x-gitlab-token": secret},
        "jira": {"x-hub-signature": signed},
    }[name]
    return read_webhook(name, {**headers, **more}, body, secret=SECRET, place=PLACES[name])


@pytest.mark.parametrize("name", sorted(SAID))
def test_a_closed_issue_is_read(name: str) -> None:
    told = heard(name, SAID[name])

    assert told is not None
    assert (told.key, told.state, told.at) == ("7", IssueState.CLOSED, AT)


def test_the_same_telling_is_known_again_whatever_number_it_bears() -> None:
    first, again = (heard("github", SAID["github"], **{"x-github-delivery": each}) for each in "ab")

    assert first == again


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_is_not_signed_with_the_secret_is_refused(name: str) -> None:
    for wrong in ("guessed", "é"):
        with pytest.raises(Forged):
            heard(name, SAID[name], secret=wrong)
    with pytest.raises(Forged):
        read_webhook(name, {}, b"{}", secret=SECRET, place=PLACES[name])
    with pytest.raises(Forged):
        read_webhook(name, {"x-gitlab-token": ""}, b"{}", secret="", place=PLACES[name])


def test_gitlabs_signing_token_signs_number_moment_and_body() -> None:
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    body = json.dumps(SAID["gitlab"]).encode()
    digest = hmac.new(b"k" * 32, b"n1.1764234800." + body, hashlib.sha256).digest()
    headers = {
        "webhook-id": "n1",
        "webhook-timestamp": "1764234800",
        "webhook-signature": f"v1,AAAA v1,{base64.b64encode(digest).decode()}",
    }

    def read(said: bytes = body, secret: str = secret, **more: str) -> Told | None:
        return read_webhook("gitlab", {**headers, **more}, said, secret=secret, place=PLACES["gitlab"])

    told = read()
    assert told is not None
    assert told.key == "7"
    for forged in (
        {"webhook-id": "n2"},
        {"webhook-timestamp": "1764234801"},
        {"webhook-signature": ""},
        {"webhook-signature": "", "x-gitlab-token": secret},
    ):
        with pytest.raises(Forged):
            read(**forged)
    with pytest.raises(Forged):
        read(body + b" ")
    for wrong in ("whsec_", "whsec_é", "whsec_AAAA"):
        with pytest.raises(Forged):
            read(secret=wrong)


@pytest.mark.parametrize("name", sorted(SAID))
@pytest.mark.parametrize("part", ["issue", "object_attributes", "timestamp"])
def test_what_is_signed_and_broken_is_unreadable(name: str, part: str) -> None:
    if part not in SAID[name]:
        return

    with pytest.raises(Unreadable):
        heard(name, {**SAID[name], part: "x"})


def test_what_is_about_something_else_is_nothing() -> None:
    elsewhere = {**SAID["github"], "repository": {"full_name": "shop/other"}}

    assert heard("github", elsewhere) is None
    assert heard("github", SAID["github"], **{"x-github-event": "push"}) is None
    assert heard("gitlab", {"object_kind": "push"}) is None
    assert heard("jira", {"webhookEvent": "comment_created"}) is None
