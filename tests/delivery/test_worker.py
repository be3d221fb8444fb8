"""The sender: once, in order, in the right place, and again after trouble."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, event, update
from sqlalchemy.exc import OperationalError

from bot.clock import FixedClock
from bot.delivery import Delivery
from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.routes import ROUTES as STEWARDS_ROUTES
from bot.delivery.sending import Sending as TheSending
from bot.delivery.worker import LEASE, MOST_DRAWN
from bot.domain.intake.notices import Greeted
from bot.domain.intake.way import Event
from bot.domain.notices import DESK, CardStale, Sending
from bot.domain.policy import Channels, Policy
from bot.domain.reviews.notices import FileExported, ReviewOpened
from bot.sandbox import SeedChannel
from bot.services.intake import my_request
from bot.slack.reasons import MENDED
from messages.catalog import escape
from messages.kit import message, section
from storage.models.delivery import CardRow, OutboxRow
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.intake import filed
from tests.delivery.conftest import CHANNEL, NOW, ROUTES, Announced, Broken, CardSaid, Post, ReplySaid


@contextmanager
def hung_up_on(engine: Engine, asked: str) -> Iterator[None]:
    """The database hangs up on the first statement with these words, as when it is started anew."""
    heard: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if asked in statement and not heard:
            heard.append(statement)
            raise OperationalError(statement, {}, OSError("server closed the connection"))

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    assert heard


def test_a_notice_is_sent_once(post: Post) -> None:
    chen = post.people.employee
    post.add(CardSaid(to=chen.id, words="Hello"))

    post.drain()
    post.drain()

    assert post.seen_by("U0CHEN") == ["Hello"]
    assert [row.sent_at is not None for row in post.rows(Sending.SENT)] == [True]


def test_nothing_is_sent_before_it_is_due(post: Post) -> None:
    post.add(
        CardSaid(to=post.people.employee.id, words="Tomorrow"),
        due_at=NOW + timedelta(days=1),
    )

    post.drain()
    assert post.seen_by("U0CHEN") == []

    post.drain(after=timedelta(days=1))
    assert post.seen_by("U0CHEN") == ["Tomorrow"]


def test_a_card_is_posted_once_and_updated_after(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="1 of 2"))
    post.drain()
    post.add(CardSaid(to=chen, words="2 of 2"))
    post.drain()

    assert post.seen_by("U0CHEN") == ["2 of 2"]


def test_a_card_that_shows_the_same_is_not_sent_again(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="Same"), ReplySaid(to=chen, words="Reply"))
    post.drain()
    with post.store.begin() as unit:
        unit.session.execute(
            update(OutboxRow).values(status=Sending.PENDING, attempted=False, leased_until=None)
        )
    before = post.called("chat.update")

    post.drain()

    assert post.called("chat.update") == before


def test_a_card_that_somebody_deleted_is_posted_anew(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="First"))
    post.drain()
    gone = post.sandbox.person("U0CHEN").dm()[0]
    post.slack.client.chat_delete(channel=gone.channel, ts=gone.ts)
    post.add(CardSaid(to=chen, words="Second"))

    post.drain()

    assert post.seen_by("U0CHEN") == ["Second"]


def test_a_card_that_is_only_brought_up_to_date_is_left_at_that_where_somebody_deleted_it(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="First"))
    post.drain()
    gone = post.sandbox.person("U0CHEN").dm()[0]
    post.slack.client.chat_delete(channel=gone.channel, ts=gone.ts)
    post.add(CardSaid(to=chen, words="Second", only_update=True))

    post.drain()

    assert post.seen_by("U0CHEN") == []
    assert len(post.rows(Sending.SENT)) == 2
    post.add(CardSaid(to=chen, words="Third"))
    post.drain()
    assert post.seen_by("U0CHEN") == ["Third"]


def test_a_card_of_a_kind_that_is_not_known_holds_up_nothing(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardStale(to=chen, card="sheet:7", because="7.1"), CardSaid(to=chen, words="First"))

    post.drain()

    assert post.seen_by("U0CHEN") == ["First"]
    assert post.rows(Sending.PARKED) == []


def test_replies_stand_in_the_cards_thread_in_the_order_written(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="Card"), *(ReplySaid(to=chen, words=f"Reply {n}") for n in range(5)))

    post.drain()

    card = post.sandbox.person("U0CHEN").dm()[0]
    assert [each.text for each in card.thread()] == [f"Reply {n}" for n in range(5)]


def test_a_channel_is_found_by_its_name(post: Post) -> None:
    post.add(Announced(channel="#website-requests", words="For all"))

    post.drain()

    assert [each.text for each in post.sandbox.person("U0SUN").channel("C0WEBSITE1")] == ["For all"]


def test_a_whisper_is_seen_by_one_person_only(post: Post) -> None:
    post.add(Announced(channel="website-requests", words="For Chen", whisper_to=post.people.employee.id))

    post.drain()

    assert [each.text for each in post.sandbox.person("U0CHEN").ephemerals("C0WEBSITE1")] == ["For Chen"]
    assert post.sandbox.person("U0SUN").channel("C0WEBSITE1") == []


def test_a_rate_limit_is_waited_out_and_nothing_else_is_tried_meanwhile(post: Post) -> None:
    post.sandbox.faults.fail_next("chat.postMessage", n=1, status=429, retry_after=1)
    post.add(CardSaid(to=post.people.employee.id, words="To Chen"))
    post.drain()
    tries = post.called("chat.postMessage")
    post.add(CardSaid(to=post.people.colleague.id, words="To Wu"))
    post.drain()

    assert post.called("chat.postMessage") == tries == 1
    time.sleep(1.1)  # Retry-After is real time
    post.drain(after=timedelta(seconds=2))
    assert post.seen_by("U0CHEN") == ["To Chen"]
    assert post.seen_by("U0WU") == ["To Wu"]


def test_a_server_error_is_tried_again_later(post: Post) -> None:
    post.sandbox.faults.fail_next("chat.postMessage", n=1, status=500)
    post.add(CardSaid(to=post.people.employee.id, words="Hello"))

    post.drain()
    assert post.seen_by("U0CHEN") == []

    post.drain(after=timedelta(seconds=5))
    assert post.seen_by("U0CHEN") == ["Hello"]


def test_a_database_that_is_away_while_a_notice_is_worded_holds_it_up_and_no_more(post: Post) -> None:
    chen = post.people.employee
    post.add(CardSaid(to=chen.id, words="Your review is open."))
    with hung_up_on(post.store.engine, "FROM people"):
        post.drain()
    assert [row.problem for row in post.rows(Sending.PENDING)] == ["OperationalError"]

    post.drain(after=timedelta(minutes=1))

    assert post.seen_by(str(chen.slack_id)) == ["Your review is open."]
    assert [row.kind for row in post.rows(Sending.SENT)] == ["CardSaid"], "no admin was troubled"


def test_a_message_whose_answer_was_lost_is_not_posted_twice(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="Card"))
    post.sandbox.faults.drop_connections("chat.postMessage", n=1)
    post.drain()
    post.drain(after=timedelta(seconds=5))

    assert post.seen_by("U0CHEN") == ["Card"]

    post.sandbox.faults.drop_connections("chat.postMessage", n=1)
    post.add(ReplySaid(to=chen, words="Reply"))
    post.drain(after=timedelta(seconds=5))
    post.drain(after=timedelta(seconds=15))

    card = post.sandbox.person("U0CHEN").dm()[0]
    assert [each.text for each in card.thread()] == ["Reply"]


def test_a_message_posted_by_a_process_that_died_is_adopted(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="Card"))
    post.drain()
    with post.store.begin() as unit:  # as it stood between Slack's answer and the commit
        unit.session.delete(unit.session.get_one(CardRow, f"card:{chen}"))
        unit.session.execute(
            update(OutboxRow).values(status=Sending.PENDING, attempted=True, leased_until=None)
        )

    post.drain()

    assert post.seen_by("U0CHEN") == ["Card"]
    with post.store.read() as unit:
        assert unit.cards.get(f"card:{chen}") is not None


def test_what_cannot_be_delivered_is_parked_and_the_admin_is_told(post: Post) -> None:
    post.add(Announced(channel="no-such-channel", words="Secret words"))

    post.drain()

    assert [row.problem for row in post.rows(Sending.PARKED)] == ["channel_not_found"]
    [told] = post.sandbox.person("U0LIN").dm()
    assert "A channel is not there" in told.plain
    assert "#no-such-channel" in told.plain
    assert "Secret" not in told.plain


def test_a_parked_notice_does_not_hold_up_those_behind_it(post: Post) -> None:
    chen = post.people.employee.id
    post.add(ReplySaid(to=chen, words="No card to stand under"), CardSaid(to=chen, words="Card"))

    post.drain()

    assert post.seen_by("U0CHEN") == ["Card"]
    assert [row.problem for row in post.rows(Sending.PARKED)] == ["thread_not_there"]


def test_somebody_who_left_gets_nothing(post: Post) -> None:
    with post.store.begin() as unit:
        unit.session.get_one(PersonRow, post.people.employee.id).left_on = NOW.date()
    post.add(CardSaid(to=post.people.employee.id, words="Too late"))

    post.drain()

    assert post.seen_by("U0CHEN") == []
    assert [row.problem for row in post.rows(Sending.PARKED)] == ["person_left"]


def test_two_senders_on_one_outbox_send_each_notice_once(post: Post) -> None:
    people = post.people.everyone
    post.add(*(CardSaid(to=each.id, words=f"For {each.name}") for each in people))
    post.sandbox.faults.latency_seconds = 0.02
    post.delivery.start()

    post.drain()

    deadline = time.monotonic() + 5
    while post.rows(Sending.PENDING) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [post.seen_by(str(each.slack_id)) for each in people] == [[f"For {each.name}"] for each in people]


def test_what_a_missing_channel_held_up_goes_out_when_it_is_there(post: Post) -> None:
    chen = post.people.employee.id
    post.add(ReplySaid(to=chen, words="First"), CardSaid(to=chen, words="Card"))
    post.drain()
    with post.store.begin() as unit:
        again = unit.outbox.take_up_again({"thread_not_there"}, since=NOW - timedelta(days=7), now=NOW)
        none = unit.outbox.take_up_again({"thread_not_there"}, since=NOW - timedelta(days=7), now=NOW)

    post.drain()

    assert (again, none) == (1, 0)
    [card] = [each for each in post.sandbox.person("U0CHEN").dm() if each.plain == "Card"]
    assert [reply.plain for reply in card.thread()] == ["First"]
    assert post.rows(Sending.PARKED) == []


def test_what_cannot_be_mended_or_is_long_past_stays_parked(post: Post) -> None:
    post.add(Announced(channel="no-such-channel", words="Words"))
    post.drain()
    with post.store.begin() as unit:
        assert unit.outbox.take_up_again({"person_left"}, since=NOW - timedelta(days=7), now=NOW) == 0
        assert unit.outbox.take_up_again({"channel_not_found"}, since=NOW + timedelta(days=7), now=NOW) == 0

    assert len(post.rows(Sending.PARKED)) == 1


def test_the_admin_hears_once_of_what_is_tried_in_vain_again_and_again(post: Post) -> None:
    post.add(Announced(channel="no-such-channel", words="Words"))
    for _ in range(3):
        post.drain()
        with post.store.begin() as unit:
            unit.outbox.take_up_again({"channel_not_found"}, since=NOW, now=NOW)
    post.drain()

    assert [row.problem for row in post.rows(Sending.PARKED)] == ["channel_not_found"]
    assert len(post.sandbox.person("U0LIN").dm()) == 1


def test_what_one_missing_channel_holds_up_is_told_in_one_line(post: Post) -> None:
    post.add(*(Announced(channel="no-such-channel", words=f"Words {n}") for n in range(3)))

    post.drain()

    [told] = post.sandbox.person("U0LIN").dm()
    assert told.plain.count("#no-such-channel") == 1


def test_a_channel_made_anew_under_its_name_is_found_at_once(post: Post) -> None:
    post.add(Announced(channel="website-requests", words="First"))
    post.drain()
    post.sandbox.archive_channel(CHANNEL)
    post.sandbox.rename_channel(CHANNEL, "website-requests-old")
    post.sandbox.create_channel(SeedChannel("C0WEBSITE2", "website-requests", ("U0SUN",)))

    post.add(Announced(channel="website-requests", words="Second"))
    post.drain()

    assert [each.text for each in post.sandbox.person("U0SUN").channel("C0WEBSITE2")] == ["Second"]
    assert post.rows(Sending.PARKED) == []


def test_a_channel_that_was_only_renamed_is_still_the_one_that_is_meant(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.add(Announced(channel="website-requests", words="First"))
    post.drain()
    post.sandbox.rename_channel(CHANNEL, "website-wishes")
    monkeypatch.setattr("bot.slack.channels.TRUSTED_FOR_SECONDS", -1.0)

    post.add(Announced(channel="website-requests", words="Second"))
    post.drain()

    assert [each.text for each in post.sandbox.person("U0SUN").channel(CHANNEL)] == ["First", "Second"]


def test_once_a_channel_is_there_again_all_that_waited_for_it_follows_at_once(post: Post) -> None:
    post.sandbox.archive_channel(CHANNEL)
    post.add(*(Announced(channel="website-requests", words=f"Words {n}") for n in range(3)))
    post.drain()
    post.sandbox.archive_channel(CHANNEL, archived=False)

    post.add(Announced(channel="website-requests", words="Words 3"))
    post.drain()

    said = [each.text for each in post.sandbox.person("U0SUN").channel(CHANNEL)]
    assert sorted(said) == [f"Words {n}" for n in range(4)]
    [told] = post.sandbox.person("U0LIN").dm()
    assert told.plain.startswith("Settled: Channel missing")


def test_a_bot_that_was_put_out_of_a_channel_is_told_as_that(post: Post) -> None:
    post.sandbox.workspace.channels[CHANNEL].members.remove(post.sandbox.workspace.bot_user_id)
    post.add(Announced(channel="website-requests", words="Words"))

    post.drain()

    [told] = post.sandbox.person("U0LIN").dm()
    assert told.plain.startswith("*Steward is not in a channel in which it should post.*")
    assert "/invite @Steward" in told.plain


def test_a_direct_message_that_is_gone_is_opened_anew(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="First"))
    post.drain()
    with post.store.begin() as unit:
        unit.accounts.set_direct_channel(chen, "D0OFANOTHERWORKSPACE")
        unit.session.execute(update(CardRow).values(channel="D0OFANOTHERWORKSPACE"))
    post.add(CardSaid(to=chen, words="Second"))

    post.drain()

    assert post.seen_by("U0CHEN") == ["First", "Second"]


def test_somebody_who_has_another_account_now_is_found_by_their_address(post: Post) -> None:
    chen = post.people.employee.id
    with post.store.begin() as unit:
        unit.session.get_one(PersonRow, chen).slack_id = "U0BEFORE"
    post.add(CardSaid(to=chen, words="Hello"))

    post.drain()

    assert post.seen_by("U0CHEN") == ["Hello"]


def test_a_reply_whose_card_was_deleted_and_is_drawn_by_nobody_is_said_all_the_same(post: Post) -> None:
    chen = post.people.employee.id
    post.add(CardSaid(to=chen, words="Card"))
    post.drain()
    [gone] = post.sandbox.person("U0CHEN").dm()
    post.slack.client.chat_delete(channel=gone.channel, ts=gone.ts)
    post.add(ReplySaid(to=chen, words="Reply"))

    post.drain()

    assert post.seen_by("U0CHEN") == ["Reply"]


def test_a_reply_to_a_card_that_was_deleted_stands_under_a_new_one_and_never_at_the_root(post: Post) -> None:
    number = filed(post.store, post.people.employee, now=NOW)
    post.drain()
    [gone] = post.sandbox.person("U0SUN").channel(CHANNEL)
    post.sandbox.remove_message(CHANNEL, gone.ts)
    my_request.add_or_reopen(
        acting(post.store, by=post.people.employee, now=NOW),
        request_id=number,
        event=Event.REPLY,
        text="On the phone too",
        files=(),
        submission="V2",
    )
    with post.store.begin() as unit:  # as where the card had been brought up to date just before
        unit.session.execute(
            update(OutboxRow)
            .where(
                OutboxRow.lane == DESK,
                OutboxRow.kind == CardStale.kind,
                OutboxRow.status == Sending.PENDING,
            )
            .values(status=Sending.SENT)
        )

    post.drain()

    [card] = post.sandbox.person("U0SUN").channel(CHANNEL)
    assert card.text.startswith(f"#{number} ")
    [reply] = card.thread()
    assert "On the phone too" in reply.plain
    with post.store.read() as unit:
        place = unit.cards.get(f"request:{number}")
        assert place is not None
        assert place.ts == card.ts


def test_of_what_one_reason_holds_up_in_a_lane_the_first_shows_whether_it_is_gone(post: Post) -> None:
    post.sandbox.change_user("U0CHEN", deleted=True)
    chen = post.people.employee.id
    post.add(*(CardSaid(to=chen, words=f"Words {n}") for n in range(5)))
    post.drain()
    post.sandbox.change_user("U0CHEN", deleted=False)
    with post.store.begin() as unit:
        again = unit.outbox.take_up_again(MENDED, since=NOW, now=NOW)

    post.drain()

    assert again == 1
    assert post.seen_by("U0CHEN") == ["Words 4"]
    assert post.rows(Sending.PARKED) == []


def test_what_slack_refuses_is_named_as_people_call_it(post: Post) -> None:
    post.sandbox.faults.refuse_next("chat.postMessage", "restricted_action")
    post.add(Greeted(to=post.people.employee.id, slot=1))

    post.drain()

    [told] = post.sandbox.person("U0LIN").dm()
    assert "the first answer to Chen Jie: Slack says `restricted_action`" in told.plain


def test_an_error_of_ours_is_told_with_a_reference_that_stands_in_the_log(
    post: Post, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    post.add(Broken(to=post.people.employee.id))

    post.drain()

    [told] = post.sandbox.person("U0LIN").dm()
    found = re.search(r"a message: reference ([0-9A-F]{6})", told.plain)
    assert found
    logged = capsys.readouterr().out + caplog.text
    assert found[1] in logged
    assert "on_broken" in logged
    assert "what somebody typed" not in logged + told.plain


def test_what_is_about_something_that_is_not_there_is_parked_and_told_without_a_name(post: Post) -> None:
    post.add(ReviewOpened(to=post.people.employee.id, review_id=999))

    post.drain()

    assert [row.problem for row in post.rows(Sending.PARKED)] == ["Missing"]
    [told] = post.sandbox.person("U0LIN").dm()
    assert "• a message: reference" in told.plain


def test_a_missing_permission_is_one_line_however_many_messages_wait_for_it(post: Post) -> None:
    post.sandbox.faults.refuse_next("conversations.open", "missing_scope", n=3)
    people = (post.people.employee, post.people.colleague, post.people.manager)
    post.add(*(CardSaid(to=each.id, words="Hello") for each in people))

    post.drain()

    [told] = post.sandbox.person("U0LIN").dm()
    assert told.plain.count("Slack says `missing_scope`") == 1
    assert "steward doctor" in told.plain


def test_a_card_that_is_stale_several_times_is_drawn_once(post: Post) -> None:
    number = filed(post.store, post.people.employee, now=NOW)
    post.drain()
    post.add(*(CardStale(to=None, card=f"request:{number}", because=f"again-{each}") for each in range(3)))

    assert post.delivery.drain(now=NOW) == 1

    assert post.rows(Sending.PENDING) == []


def test_another_channel_chosen_in_the_settings_settles_the_concern_about_the_first(post: Post) -> None:
    number = filed(post.store, post.people.employee, now=NOW)
    post.add(CardStale(to=None, card=f"request:{number}", because="2"))
    elsewhere = Policy(channels=Channels(intake="no-such-channel"))
    Delivery(
        store=post.store, slack=post.slack, clock=FixedClock(NOW), policy=elsewhere, routes=STEWARDS_ROUTES
    ).drain(now=NOW)
    assert "#no-such-channel" in post.sandbox.person("U0LIN").dm()[-1].plain

    with post.store.begin() as unit:
        unit.outbox.take_up_again(MENDED, since=NOW, now=NOW)
    post.drain()

    assert post.sandbox.person("U0LIN").dm()[-1].plain.startswith("Settled: Channel missing")
    assert post.rows(Sending.PARKED) == []


def test_files_that_take_long_to_draw_are_sent_one_by_one_and_hold_nobody_up(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = [0.0]
    batches: list[list[str]] = [[]]

    def draws(at: Snapshot, notice: FileExported) -> Outgoing:
        passed[0] += 40.0
        batches[-1].append(notice.kind)
        return Outgoing(message=message("The file", section(escape("The file"))), person=at.person(notice.to))

    class Looks(Delivery):
        def _deliver(self, *args: Any, **more: Any) -> None:
            batches.append([])
            super()._deliver(*args, **more)

    monkeypatch.setattr("bot.delivery.worker.time", SimpleNamespace(monotonic=lambda: passed[0]))
    delivery = Looks(
        store=post.store,
        slack=post.slack,
        clock=FixedClock(NOW),
        policy=Policy(),
        routes={**ROUTES, FileExported: draws},
    )
    chen, liu = post.people.employee, post.people.manager
    for person in (chen, liu):
        post.add(FileExported(to=person.id, of_id=person.id, form="pdf", asked=NOW.isoformat()))
    post.add(CardSaid(to=post.people.hr.id, words="A card"))

    delivery.drain(now=NOW)
    delivery.stop()

    assert [len(each) for each in batches if each] == [1, 1]
    for person in (chen, liu):
        assert post.seen_by(str(person.slack_id)) == ["The file"]
    assert len(post.rows(Sending.SENT)) == 3


def test_a_file_that_no_process_ever_finishes_is_parked_and_told(post: Post) -> None:
    chen = post.people.employee
    asked = FileExported(to=chen.id, of_id=chen.id, form="pdf", asked=NOW.isoformat())
    post.add(asked)
    for number in range(MOST_DRAWN):
        with post.store.begin() as unit:  # a process that dies over it
            assert unit.outbox.claim(now=NOW + number * 2 * LEASE, lease=LEASE, limit=1)

    post.drain(after=2 * MOST_DRAWN * LEASE)

    (parked,) = post.rows(Sending.PARKED)
    assert (parked.kind, parked.problem) == (asked.kind, "NeverDrawn")
    assert any(
        "could not" in each or "error" in each for each in post.seen_by(str(post.people.admin.slack_id))
    )
    assert post.seen_by(str(chen.slack_id)) == []


def test_a_card_is_known_by_its_place_while_the_rest_of_its_batch_is_still_on_its_way(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen, liu = post.people.employee, post.people.manager
    send, known = TheSending.send, threading.Event()

    def slowly(self: TheSending, prepared: Any, this: Any) -> Any:
        if prepared.outgoing.card == f"card:{liu.id}":
            deadline = time.monotonic() + 10.0
            while time.monotonic() < deadline and not known.is_set():
                with post.store.read() as unit:
                    if unit.cards.get(f"card:{chen.id}") is not None:
                        known.set()
        return send(self, prepared, this)

    monkeypatch.setattr(TheSending, "send", slowly)
    post.add(CardSaid(to=chen.id, words="Written under at once"), CardSaid(to=liu.id, words="Slow"))

    post.drain()

    assert known.is_set()
    assert post.seen_by(str(liu.slack_id)) == ["Slow"]
    assert len(post.rows(Sending.SENT)) == 2
