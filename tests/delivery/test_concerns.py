"""What is wrong reaches the admins as one message a cause, which stays up to date."""

from datetime import timedelta

from bot.domain.concerns import Cause
from bot.domain.people import Role
from bot.services.concerns import keep_concerns_current, note_concern, settle_concern
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.people import person
from tests.delivery.conftest import NOW, Post

FACTS = {"name": "Chen Jie", "email": "chen.jie@example.com"}


def note(post: Post, *numbers: int) -> None:
    for number in numbers:
        with post.store.begin() as unit:
            note_concern(unit, Cause.NOT_IN_SLACK, subject=f"person:{number}", facts=FACTS, now=NOW)


def settle(post: Post, *numbers: int) -> None:
    for number in numbers:
        with post.store.begin() as unit:
            settle_concern(unit, Cause.NOT_IN_SLACK, subject=f"person:{number}", now=NOW)


def test_a_burst_of_sixty_is_one_message_and_later_ones_bring_it_up_to_date(post: Post) -> None:
    note(post, *range(100, 160))
    post.drain()
    [card] = post.sandbox.person("U0LIN").dm()
    assert "60 people" in card.plain

    note(post, 160, 161)
    settle(post, *range(100, 110))
    post.drain()

    [card] = post.sandbox.person("U0LIN").dm()
    assert "52 people" in card.plain
    assert (post.called("chat.postMessage"), post.called("chat.update")) == (1, 1)


def test_when_all_is_mended_the_card_says_so_and_what_comes_later_is_a_new_message(post: Post) -> None:
    note(post, 101)
    post.drain()
    settle(post, 101)
    post.drain()
    note(post, 102)
    post.drain()

    said = [each.plain for each in post.sandbox.person("U0LIN").dm()]

    assert said[0].startswith("Settled: Not in Slack.")
    assert said[1].startswith("*One person of the organisation file")


def test_what_was_mended_before_anybody_was_told_is_not_told(post: Post) -> None:
    note(post, 101)
    settle(post, 101)
    post.drain()

    assert post.seen_by("U0LIN") == []


def test_a_later_admin_gets_the_card_too_and_a_former_one_no_more(post: Post) -> None:
    note(post, 101)
    post.drain()
    with post.store.begin() as unit:
        unit.session.get_one(PersonRow, post.people.admin.id).roles = []
        unit.session.get_one(PersonRow, post.people.hr.id).roles = [Role.ADMIN]
    keep_concerns_current(acting(post.store, now=NOW))

    post.drain(after=timedelta(minutes=5))
    note(post, 102)
    post.drain(after=timedelta(minutes=10))

    assert [text[:8] for text in post.seen_by("U0LIN")] == ["One pers"]
    assert [text[:8] for text in post.seen_by("U0ZHOU")] == ["2 people"]


def test_an_admin_who_is_not_in_slack_holds_up_nobody(post: Post) -> None:
    person(post.store, "Guo Second", roles=(Role.ADMIN,), linked=False)

    note(post, 101)
    post.drain()

    assert len(post.seen_by("U0LIN")) == 1
