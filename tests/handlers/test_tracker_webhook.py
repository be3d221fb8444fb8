"""What is posted as a tracker's is refused where it is not, and what it says is never written down."""

import hashlib
import hmac
import json

import pytest

from bot.clock import FixedClock
from bot.domain.policy import Policy
from bot.trackers.tracker import Place
from handlers.tracker_webhook import TrackerWebhook
from storage.unit import Store
from tests.builders.handovers import MORNING

SECRET = "between-the-two"


def test_forged_foreign_and_unreadable_is_refused_without_its_content(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    webhook = TrackerWebhook(
        name="github",
        place=Place(url="https://github.com/shop/site", token="", progress="in progress"),
        secret=SECRET,
        store=store,
        clock=FixedClock(MORNING),
        policy=Policy(has_tracker=True),
    )
    issue = {"number": 7, "state": "closed", "title": "hush", "updated_at": MORNING.isoformat()}
    body = json.dumps({"issue": issue, "repository": {"full_name": "shop/site"}}).encode()

    def post(name: str, said: bytes, secret: str) -> int:
        signed = "sha256=" + hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
        return webhook(name, {"x-hub-signature-256": signed, "x-github-event": "issues"}, said)

    assert post("github", body, "guessed") == 401
    assert post("jira", body, SECRET) == 404
    assert post("github", b"hush", SECRET) == 400
    assert post("github", body, SECRET) == 200
    assert "hush" not in capsys.readouterr().out
