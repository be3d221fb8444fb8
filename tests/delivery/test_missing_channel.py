"""A channel that is not there is told to the admins once, at the start; then Slack is asked until it is."""

from bot.jobs.channels import check_channels, check_what_is_missed
from tests.builders.acting import acting
from tests.delivery.conftest import NOW, Post

ASKED = "conversations.list"


def beat(post: Post) -> None:
    check_what_is_missed(acting(post.store, by=None, now=NOW), post.slack)


def test_the_admin_hears_of_it_once_before_anything_is_posted(post: Post) -> None:
    beat(post)
    assert post.called(ASKED) == 0

    for _ in range(2):
        check_channels(acting(post.store, by=None, now=NOW), post.slack)
        post.drain()

    [told] = post.sandbox.person("U0LIN").dm()
    assert "#developers" in told.plain
    assert "#website-requests" not in told.plain
    asked = post.called(ASKED)
    beat(post)
    assert post.called(ASKED) == asked + 1


def test_what_slack_does_not_say_changes_nothing(post: Post) -> None:
    post.sandbox.faults.fail_next(ASKED, status=503)

    check_channels(acting(post.store, by=None, now=NOW), post.slack)
    post.drain()

    assert post.sandbox.person("U0LIN").dm() == []
