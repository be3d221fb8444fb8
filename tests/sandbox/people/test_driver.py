"""Somebody at the keyboard: what is not on screen is named together with what is."""

import pytest

from bot.sandbox import NotOnScreen
from tests.sandbox.conftest import client_of


def test_a_failing_wait_tells_what_was_on_screen(sandbox):
    client_of(sandbox).chat_postMessage(channel="U1", text="something else")

    with pytest.raises(NotOnScreen, match="something else"):
        sandbox.person("U1").wait_for_message(containing="the right thing", timeout=0.1)
    with pytest.raises(NotOnScreen, match="no modal is open"):
        sandbox.person("U1").wait_for_modal(title="Form", timeout=0.1)
