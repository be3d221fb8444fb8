"""Showing a form: where it was closed meanwhile, what was done in it stands, and nothing went wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from handlers.opening import bring_up_to_date, open_over, show_beneath, show_instead, show_while_open
from messages.kit import LEADS_ON

AT = {
    "type": "modal",
    "id": "V1",
    "hash": "1.a",
    "private_metadata": LEADS_ON,
    "previous_view_id": "V0",
    "root_view_id": "V0",
}
SHOWN: dict[str, Any] = {"type": "modal"}


class Closed:
    """Slack, where the form is not open any more, or takes none of it; `first`: what it said to the first."""

    def __init__(self, reason: str, *, first: str = "") -> None:
        self._reasons = [first or reason, reason, reason]
        self.asked: list[dict[str, Any]] = []

    def views_update(self, **asked: Any) -> None:
        self.asked.append(asked)
        raise SlackApiError("refused", {"error": self._reasons.pop(0)})  # type: ignore[no-untyped-call]


WAYS: tuple[Callable[[Any], None], ...] = (
    lambda slack: show_while_open(slack, "V1", SHOWN),
    lambda slack: show_beneath(slack, AT, SHOWN),
    lambda slack: show_instead(slack, {"view": AT}, SHOWN),
    lambda slack: open_over(slack, {"view": AT}, SHOWN),
    lambda slack: bring_up_to_date(slack, AT, SHOWN, newest=lambda: SHOWN),
)


@pytest.mark.parametrize("show", WAYS)
def test_a_form_that_was_closed_meanwhile_is_left_at_that(show: Callable[[Any], None]) -> None:
    show(Closed("not_found"))

    with pytest.raises(SlackApiError):
        show(Closed("view_too_large"))


def test_so_is_one_that_was_closed_after_another_click_came_between() -> None:
    slack, newest = Closed("not_found", first="hash_conflict"), {"type": "modal", "callback_id": "newest"}

    bring_up_to_date(slack, AT, SHOWN, newest=lambda: newest)  # type: ignore[arg-type]

    assert [each["view"] for each in slack.asked] == [SHOWN, newest]


def test_no_listener_shows_a_form_that_may_be_closed_without_minding_it() -> None:
    by_itself = {
        str(file)
        for file in Path("handlers").rglob("*.py")
        if "views_update(" in file.read_text(encoding="utf-8")
    }

    # Figures mind it themselves: there, another click that came first counts as well.
    assert by_itself == {"handlers/opening.py", "handlers/goals/figures.py"}
