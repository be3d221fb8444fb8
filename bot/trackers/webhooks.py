"""What trackers tell of themselves: who signed it, and what it says."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.domain.intake.tracker import Told
from bot.trackers import github, gitlab, jira
from bot.trackers.calls import moment
from bot.trackers.tracker import Place, TrackerFailed

_OF_GITHUB = "x-hub-signature-256"
_OF_GITLAB = "x-gitlab-token"
_OF_JIRA = "x-hub-signature"
_SIGNING_TOKEN = "whsec_"
"""How GitLab's newer secret begins, with which it signs the body."""


class Forged(Exception):
    """It does not bear the signature of the secret that both sides know."""


class Unreadable(Exception):
    """It is signed, and no telling of an issue as the tracker's documentation has it."""


def read_webhook(
    name: str, headers: Mapping[str, str], body: bytes, *, secret: str, place: Place
) -> Told | None:
    """None where it is about something other than an issue of that place: a whole organisation may tell of
    all that is its own under one secret. Header names in lower case.

    The delivery is known by what is signed of it, the body: its number in a header anybody could change.
    Raises Forged, Unreadable.
    """
    _require_signed(name, headers, body, secret=secret)
    try:
        said = json.loads(body)
        read = _READERS[name](said, headers, place)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, TrackerFailed):
        raise Unreadable from None
    if read is None:
        return None
    key, state, at = read
    return Told(delivery=hashlib.sha256(name.encode() + body).hexdigest(), key=key, state=state, at=at)


def _require_signed(name: str, headers: Mapping[str, str], body: bytes, *, secret: str) -> None:
    if not secret:
        raise Forged
    if name == "gitlab" and secret.startswith(_SIGNING_TOKEN):
        _require_standard(headers, body, key=secret.removeprefix(_SIGNING_TOKEN))
        return
    if name == "gitlab":
        given, wanted = headers.get(_OF_GITLAB, ""), secret
    else:
        given = headers.get(_OF_GITHUB if name == "github" else _OF_JIRA, "")
        wanted = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Forged


def _require_standard(headers: Mapping[str, str], body: bytes, *, key: str) -> None:
    """As Standard Webhooks has it: one of the signatures is over number, moment and body."""
    about = f"{headers.get('webhook-id', '')}.{headers.get('webhook-timestamp', '')}."
    try:
        digest = hmac.new(b64decode(key, validate=True), about.encode() + body, hashlib.sha256).digest()
    except ValueError:
        raise Forged from None
    wanted = f"v1,{b64encode(digest).decode()}".encode()
    given = headers.get("webhook-signature", "").split()
    if not key or not any(hmac.compare_digest(each.encode(), wanted) for each in given):
        raise Forged


def _github(said: Any, headers: Mapping[str, str], place: Place) -> Any:
    if headers.get("x-github-event") != "issues" or not _is_at(place, said["repository"]["full_name"]):
        return None
    issue = said["issue"]
    return str(issue["number"]), github.read_state(issue, place.progress), moment(issue["updated_at"])


def _gitlab(said: Any, headers: Mapping[str, str], place: Place) -> Any:  # noqa: ARG001 - one shape for all
    if said.get("object_kind") != "issue" or not _is_at(place, said["project"]["path_with_namespace"]):
        return None
    issue = said["object_attributes"]
    labels = said.get("labels", ())
    return str(issue["iid"]), gitlab.read_state(issue, labels, place.progress), moment(issue["updated_at"])


def _jira(said: Any, headers: Mapping[str, str], place: Place) -> Any:  # noqa: ARG001 - one shape for all
    if said.get("webhookEvent") != "jira:issue_updated":
        return None
    issue = said["issue"]
    at = datetime.fromtimestamp(said["timestamp"] / 1000, UTC)
    return issue["key"], jira.read_status(issue["fields"]["status"], place.progress), at


def _is_at(place: Place, path: str) -> bool:
    """Whether it is that project; a Jira key names its own."""
    ours = urlsplit(place.url).path.strip("/").removesuffix(".git")
    return ours.casefold() == path.casefold()


_READERS = {"github": _github, "gitlab": _gitlab, "jira": _jira}
