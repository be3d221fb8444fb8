"""A copy of a kept file on its way to whoever keeps it."""

from datetime import timedelta

import pytest

from bot.domain.notices import Sending
from bot.domain.weeks.notices import KeptFileWanted
from bot.domain.weeks.pocket import Case
from bot.services.weeks.pocket import remove_case
from bot.services.weeks.pocket_files import files_to_fetch, keep_content, want_file
from tests.builders.acting import acting
from tests.builders.pockets import kept
from tests.delivery.conftest import NOW, Post

LATER = timedelta(minutes=10)


@pytest.fixture
def case(post: Post) -> Case:
    """With one file, whose contents are kept, and wanted."""
    chen, steward = post.people.employee, acting(post.store, by=None, now=NOW)
    case = kept(post.store, chen, files=[{"id": "F1", "name": "plan.pdf"}], now=NOW)
    (file,) = files_to_fetch(steward, limit=10)
    keep_content(steward, file, b"%PDF as it was")
    want_file(acting(post.store, by=chen, now=NOW), case_id=case.id, position=0, asked="V1")
    return case


def files_of(post: Post) -> list[bytes]:
    said = post.sandbox.person("U0CHEN").dm()
    return [post.sandbox.workspace.files[file["id"]].content for each in said for file in each.shape["files"]]


def test_it_comes_into_their_own_messages_and_says_nothing_of_the_case(post: Post, case: Case) -> None:
    post.drain()

    assert files_of(post) == [b"%PDF as it was"]
    assert post.seen_by("U0CHEN") == ["From your evidence pocket, as you asked."]
    assert post.called("files.completeUploadExternal") == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_where_slack_is_away_it_comes_later(post: Post, case: Case, method: str) -> None:
    post.sandbox.faults.fail_next(method, status=503)

    post.drain()
    assert files_of(post) == []
    post.drain(after=LATER)

    assert files_of(post) == [b"%PDF as it was"]


def test_of_a_case_that_was_taken_out_meanwhile_nothing_comes(post: Post, case: Case) -> None:
    remove_case(acting(post.store, by=post.people.employee, now=NOW), case_id=case.id)

    post.drain()

    assert files_of(post) == []
    assert post.rows(Sending.PENDING) == []


def test_nobody_gets_a_file_of_somebody_elses_pocket(post: Post, case: Case) -> None:
    post.add(KeptFileWanted(to=post.people.manager.id, case_id=case.id, position=0, asked="V1"))

    post.drain()

    assert post.called("files.completeUploadExternal") == 1
    assert len(files_of(post)) == 1
