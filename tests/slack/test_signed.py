"""What a form carries is taken from forms that were made here, and for the form that it was made for."""

import json

import pytest

from bot.slack.signed import Signer
from storage.keyring import Keyring
from tests.builders.keys import KEY, OLDER_KEY

OLDER = Signer(Keyring([OLDER_KEY]).derived("forms"))
BOTH = Signer(Keyring([KEY, OLDER_KEY]).derived("forms"))
VIEW = {"type": "modal", "callback_id": "approve", "private_metadata": '{"review": 3, "~": "是"}'}


def test_what_was_signed_is_as_before_under_whichever_key() -> None:
    for signer in (OLDER, BOTH):
        sent = signer.view(VIEW)
        assert sent["private_metadata"].startswith(VIEW["private_metadata"])
        assert len(sent["private_metadata"]) <= len(VIEW["private_metadata"]) + 23
        assert BOTH.checked(sent) == VIEW
    assert json.loads(BOTH.answer(json.dumps({"response_action": "update", "view": VIEW})))[
        "view"
    ] == BOTH.view(VIEW)


@pytest.mark.parametrize(
    "changes",
    [
        {"private_metadata": VIEW["private_metadata"]},
        {"private_metadata": VIEW["private_metadata"] + "~"},
        {"private_metadata": '{"review": 4}~' + OLDER.view(VIEW)["private_metadata"].rpartition("~")[2]},
        {"callback_id": "release"},
        {"private_metadata": "\ud83d~\ud83d"},
    ],
)
def test_what_was_not_made_here_or_for_another_form_is_refused(changes: dict[str, str]) -> None:
    assert OLDER.checked({**OLDER.view(VIEW), **changes}) is None


def test_what_carries_nothing_needs_no_signature() -> None:
    for view in ({"type": "home"}, {"type": "modal", "private_metadata": ""}):
        assert BOTH.view(view) == view
        assert BOTH.checked(view) == view
    assert BOTH.answer("") == ""
    assert json.loads(BOTH.answer('{"response_action": "errors"}')) == {"response_action": "errors"}
