"""Fetching contents politely, and saying what became of it without a word of what it is."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from structlog.testing import capture_logs

from bot.domain.weeks.pocket_files import LARGEST, Keeping
from bot.jobs.pocket_files import fetch_files
from bot.services.weeks.pocket import read_case
from bot.slack.client import Slack
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
from bot.slack.files import Content
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company
from tests.builders.pockets import kept

FILES = [{"id": "F1", "name": "salaries.pdf"}, {"id": "F2", "name": "notice.png"}]


class SlackWithFiles(Slack):
    """Hands out contents, or fails at a file as it was told to."""

    def __init__(self, failing: Mapping[str, Callable[[], SlackFailure]]) -> None:
        super().__init__(WebClient())
        self.asked: list[str] = []
        self._failing = failing

    def fetch(self, file_id: str, *, limit: int) -> Content:
        assert limit == LARGEST
        self.asked.append(file_id)
        if file_id in self._failing:
            raise self._failing[file_id]()
        return Content(name="secret", mimetype="application/pdf", content=b"%PDF secret")


def beat(store: Store, slack: Slack, *, later: timedelta = timedelta(0)) -> None:
    fetch_files(acting(store, by=None, now=MONDAY + later), slack)


def test_one_that_fails_does_not_hold_up_the_other_and_is_tried_again(store: Store, people: Company) -> None:
    case = kept(store, people.employee, files=FILES)

    with capture_logs() as logs:
        beat(store, SlackWithFiles({"F1": lambda: Unreachable("timeout")}))
    beat(store, later_one := SlackWithFiles({}), later=timedelta(minutes=1))

    files = read_case(acting(store, by=people.employee), case_id=case.id).files
    assert [file.keeping for file in files] == [Keeping.KEPT, Keeping.KEPT]
    assert later_one.asked == ["F1"]
    assert "timeout" in str(logs)
    assert not any(word in str(logs) for word in ("salaries", "notice", "secret", "newcomers"))


@pytest.mark.parametrize(
    ("failure", "keeping"),
    [
        (lambda: FileUnseen("file_not_found"), Keeping.UNSEEN),
        (lambda: FileGone("file_deleted"), Keeping.GONE),
        (lambda: FileElsewhere("external"), Keeping.ELSEWHERE),
        (lambda: FileTooBig("file_too_big"), Keeping.TOO_BIG),
        (lambda: Rejected("missing_scope"), Keeping.WAITS),
    ],
)
def test_what_will_not_change_is_final(
    store: Store, people: Company, failure: Callable[[], SlackFailure], keeping: Keeping
) -> None:
    case = kept(store, people.employee, files=FILES[:1])

    beat(store, SlackWithFiles({"F1": failure}))

    (file,) = read_case(acting(store, by=people.employee), case_id=case.id).files
    assert file.keeping is keeping


def test_where_slack_asks_to_wait_all_wait_as_long(store: Store, people: Company) -> None:
    kept(store, people.employee, files=FILES)
    busy = SlackWithFiles({"F1": lambda: RateLimited(30)})

    beat(store, busy)
    beat(store, busy, later=timedelta(seconds=29))
    assert busy.asked == ["F1"]

    beat(store, busy, later=timedelta(seconds=30))
    assert busy.asked == ["F1", "F1"]
