"""A reply that its writer edits passes on as an edit; of one that they delete the desk hears that."""

from datetime import timedelta

from bot.domain.intake.way import Event
from bot.domain.weeks.pocket_message import Change
from bot.services.intake.my_request import relay_reply
from bot.services.intake.reply_changes import follow_change
from messages.catalog import Words
from messages.intake.join_thread import also_from
from storage.cards import Spot
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read
from tests.builders.people import Company
from tests.builders.told import told

NOON = MORNING + timedelta(hours=2)
CARD, REPLY = "1.0", "2.0"


def replied(store: Store, people: Company, text: str = "On a phone") -> int:
    """The number of a request under whose card Chen wrote."""
    number = filed(store, people.employee)
    with store.begin() as unit:
        card = Spot(key=f"my-request:{number}", channel="D1", ts=CARD, fingerprint="same")
        unit.cards.put(card, now=MORNING)
    assert relay_reply(
        acting(store, by=people.employee, now=NOON),
        channel="D1",
        thread_ts=CARD,
        ts=REPLY,
        markup=text,
        files=(),
    )
    return number


def changes(
    store: Store, people: Company, markup: str, *, minutes: int = 5, is_deletion: bool = False, by: str = ""
) -> bool:
    at = NOON + timedelta(minutes=minutes)
    change = Change(channel="D1", ts=REPLY, at=at, is_deletion=is_deletion)
    author = by or people.employee.slack_id or ""
    return follow_change(acting(store, now=at), change, author=author, markup=markup)


def test_an_edited_reply_is_passed_on_as_an_edit(store: Store, people: Company) -> None:
    number = replied(store, people)

    assert changes(store, people, "On a phone &amp; a tablet")

    amended = read(store, number).latest
    assert (amended.event, amended.text, amended.about) == (Event.AMEND, "On a phone & a tablet", 2)
    assert amended.by == people.employee
    assert ("RequesterWrote", None) in told(store)


def test_the_same_edit_twice_is_one_and_one_that_says_the_same_is_none(store: Store, people: Company) -> None:
    number = replied(store, people)

    assert changes(store, people, "On a tablet")
    assert not changes(store, people, "On a tablet")
    assert not changes(store, people, "On a tablet", minutes=6)
    assert changes(store, people, "On a phone", minutes=7)

    assert [step.event for step in read(store, number).steps[2:]] == [Event.AMEND, Event.AMEND]


def test_of_a_deleted_reply_the_desk_hears_and_its_words_are_kept_but_not_shown(
    store: Store, people: Company
) -> None:
    number = replied(store, people)

    assert changes(store, people, "", is_deletion=True)

    request = read(store, number)
    assert (request.latest.event, request.latest.about) == (Event.REMOVE, 2)
    assert request.is_deleted(request.step(2))
    assert not request.is_deleted(request.step(1))
    assert told(store)[-1] == (f"request-wrote:{number}:2", None)


def test_what_somebody_else_changes_and_other_messages_change_nothing(store: Store, people: Company) -> None:
    number = replied(store, people)
    version = read(store, number).latest.number

    assert not changes(store, people, "Mine", by=people.product_manager.slack_id or "")
    assert not changes(store, people, "Nobody's", by="U0NOBODY")
    elsewhere = Change(channel="D1", ts="9.9", at=NOON, is_deletion=False)
    assert not follow_change(
        acting(store, now=NOON), elsewhere, author=people.employee.slack_id or "", markup="x"
    )

    assert read(store, number).latest.number == version


def test_what_was_deleted_is_not_said_under_an_original_either(store: Store, people: Company) -> None:
    number = replied(store, people, "My password is hunter2")
    changes(store, people, "", is_deletion=True)
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=NOON)

    said = also_from(words, read(store, number))

    assert "The basket is empty" in str(said)
    assert "hunter2" not in str(said)
