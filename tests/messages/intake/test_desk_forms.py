"""The desk's queue, its forms without a step, and what is said of them: words, and that everything fits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.home import MyRequest
from bot.domain.intake.answer_due import Rung
from bot.domain.intake.desk_facts import DueFacts, EmergencyFacts, EmergencyForm, LaterForm, MyQueue
from bot.domain.intake.emergency import Paged
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.later import Offer, PutOff, When
from bot.domain.intake.queue import QueueLine, QueuePage, Which
from bot.domain.intake.way import REQUEST, Event, State
from bot.domain.pages import LINES, Span
from bot.domain.people import Person
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.intake.answer_due_note import answer_due
from messages.intake.desk_request import desk_request
from messages.intake.emergency_card import emergency_card
from messages.intake.emergency_form import emergency_form
from messages.intake.emergency_note import desk_called, requester_called
from messages.intake.later_form import later_form
from messages.intake.later_note import came_back
from messages.intake.my_queue import my_queue
from messages.intake.queue_modal import queue_modal
from tests.builders.intake import LONGEST, MORNING, facts, step
from tests.builders.people import SUN, WU, someone
from tests.domain.intake.test_queue import queued

LOCALES = {"en": "en-US", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}
LONG_NAME = "<!channel> & " * 8
LONGEST_NAMED = someone(9, LONG_NAME)


def words(language: str = "en", *, now: datetime = MORNING) -> Words:
    return Words(locale=LOCALES[language], timezone="Asia/Shanghai", now=now)


def page_of(
    *lines: QueueLine, which: Which = Which.ALL, page: int = 1, total: int | None = None
) -> QueuePage:
    return QueuePage(
        which=which,
        lines=lines,
        span=Span(page=page, shown=len(lines), total=len(lines) if total is None else total),
        counts=dict.fromkeys(Which, 300),
    )


def line(
    number: int = 214,
    state: State = State.NEW,
    *,
    minutes: int | None = None,
    owner: Person = SUN,
    is_mine: bool = True,
    **changes: Any,
) -> QueueLine:
    request = queued(number, state, **changes)
    return QueueLine(request=request, owner=owner, minutes=minutes, is_mine=is_mine)


def said(view: dict[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (line(minutes=40), "*0:40 left* · you · #214"),
        (line(minutes=-70), "*late by 1:10* · you · #214"),
        (line(minutes=0), "*late by 0:00* · you · #214"),
        (line(minutes=40, is_mine=False), "*0:40 left* · Sun Li · #214"),
        (line(minutes=40, is_taken=False), "*0:40 left* · you (not taken) · #214"),
        (line(state=State.ASKED), "*waits for Chen Jie since Mon 23 Nov* · you · #214"),
        (
            line(state=State.BLOCKED, waits_for="the new server"),
            "*waits for “the new server” since Mon 23 Nov* · you · #214",
        ),
        (line(state=State.ACCEPTED), "*no date* · you · #214"),
        (line(state=State.ACCEPTED, promised_for=date(2026, 11, 27)), "*due Fri 27 Nov* · you · #214"),
        (line(state=State.ACCEPTED, promised_for=date(2026, 11, 20)), "*was due Fri 20 Nov* · you · #214"),
        (
            line(minutes=40, put_off_until=MORNING + timedelta(hours=23)),
            "*back Tue 24 Nov 09:00* · you · #214",
        ),
    ],
)
def test_a_line_begins_with_its_clock_and_says_whose_move_it_is(shown: QueueLine, expected: str) -> None:
    [said_of_it] = said(queue_modal(words(), page_of(shown)))

    assert said_of_it == f"{expected} · Chengdu · Something is wrong · The basket is empty"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_page_of_the_longest_lines_fits(language: str) -> None:
    longest = {
        "branch": LONGEST[:80],
        "title": LONGEST[:400],
        "requester": LONG_NAME,
        "waits_for": LONGEST[:150],
    }
    every = [State.NEW, State.ASKED, State.ACCEPTED, State.BLOCKED]
    lines = [
        line(number, every[number % 4], minutes=99_999, owner=LONGEST_NAMED, is_mine=False, **longest)
        for number in range(LINES)
    ]

    view = queue_modal(words(language), page_of(*lines, page=2, total=300))

    check_view(view, surface="modal")
    assert len(view["blocks"]) <= 100
    assert len(str(view)) < 100_000
    assert "<!channel>" not in str(view)


@pytest.mark.parametrize("which", list(Which))
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_it_says_so(language: str, which: Which) -> None:
    view = queue_modal(words(language), page_of(which=which))

    check_view(view, surface="modal")
    assert len(said(view)) == 1


def later(request: RequestFacts) -> LaterForm:
    offers = [
        Offer(when=When.IN_AN_HOUR, at=MORNING + timedelta(hours=1)),
        Offer(when=When.AFTER_LUNCH, at=datetime(2026, 11, 23, 5, 30, tzinfo=UTC)),
        Offer(when=When.NEXT_DAY, at=datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
        Offer(when=When.NEXT_WEEK, at=datetime(2026, 11, 30, 1, 0, tzinfo=UTC)),
    ]
    return LaterForm(request=request, offers=tuple(offers))


def choices(view: dict[str, Any]) -> list[str]:
    [radio] = [block["element"] for block in view["blocks"] if block.get("block_id") == "until"]
    return [each["text"]["text"] for each in radio["options"]]


def test_a_moment_after_what_was_promised_says_so() -> None:
    accepted = facts(State.ACCEPTED, step(2, Event.ACCEPT, SUN, due_on=date(2026, 11, 27)))

    owed, promised, neither = (
        choices(later_form(words(), later(request)))
        for request in (facts(), accepted, facts(State.ACCEPTED, step(2, Event.ACCEPT, SUN)))
    )

    assert owed == [
        "In an hour (11:00)",
        "After the break (13:30): after what was promised",
        "The next working day (Tue 24 Nov 09:00): after what was promised",
        "Next week (Mon 30 Nov 09:00): after what was promised",
        "Another moment, below",
    ]
    assert [each for each in promised if "promised" in each] == [
        "Next week (Mon 30 Nov 09:00): after what was promised"
    ]
    assert [each for each in neither if "promised" in each] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_choice_is_cut(language: str) -> None:
    assert not [each for each in choices(later_form(words(language), later(facts()))) if each.endswith("…")]


def paged(*, taken: bool = False) -> Paged:
    return Paged(
        id=3,
        request_id=214,
        developer=WU,
        by=LONGEST_NAMED,
        at=MORNING,
        reason=LONGEST[:500],
        taken_at=MORNING if taken else None,
    )


def longest(**changes: Any) -> RequestFacts:
    return facts(
        happened=LONGEST,
        expected=LONGEST,
        page=LONGEST[:500],
        branch=LONGEST[:80],
        owner=LONGEST_NAMED,
        requester=LONGEST_NAMED,
        put_off=PutOff(by=LONGEST_NAMED, until=MORNING, reason=LONGEST[:300]),
        **changes,
    )


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits_with_the_longest_texts_and_no_notification_says_what_was_typed(
    language: str, taken: bool
) -> None:
    here, page = words(language), paged(taken=taken)
    request = longest(paged=page)
    call = EmergencyFacts(request=request, page=page)
    rungs = [DueFacts(request=request, reader=WU, rung=rung) for rung in Rung]
    messages = [
        came_back(here, request),
        emergency_card(here, call),
        desk_called(here, call, is_taken=taken),
        requester_called(here, call, is_taken=taken),
        *(answer_due(here, each) for each in rungs),
    ]

    for each in messages:
        assert check_message_blocks(each.blocks)
        assert len(each.text) < 1000
        assert "\n" not in each.text
        assert "<!channel>" not in str([each.text, each.blocks])
        assert "U0SUN" not in each.text
    for view in (
        desk_request(here, request, reader_id=SUN.id),
        later_form(here, later(request)),
        emergency_form(here, EmergencyForm(request=request, developer=LONGEST_NAMED)),
        emergency_form(here, EmergencyForm(request=request, developer=None, admins=(LONG_NAME,) * 9)),
    ):
        check_view(view, surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_with_a_long_history_still_has_room_for_its_buttons(language: str) -> None:
    steps = [step(number, Event.REPLY, SUN, text=LONGEST) for number in range(2, 60)]

    view = desk_request(words(language), facts(State.ACCEPTED, *steps, happened=LONGEST), reader_id=SUN.id)

    check_view(view, surface="modal")
    assert [each["type"] for each in view["blocks"][:2]] == ["context", "actions"]


@pytest.mark.parametrize(
    ("state", "said"),
    [(State.NEW, "answer by 11:00"), (State.ACCEPTED, "no date given"), (State.ANSWERED, "can reopen it")],
)
def test_a_request_opened_from_the_queue_says_how_it_stands(state: State, said: str) -> None:
    view = desk_request(words(), facts(state), reader_id=SUN.id)

    assert said in str(view["blocks"][0])
    assert "reads what" not in str(view["blocks"][0])


def test_where_nobody_is_on_duty_for_emergencies_nothing_can_be_sent() -> None:
    form = emergency_form(words(), EmergencyForm(request=facts(), developer=None, admins=("Lin Tao",)))

    assert "submit" not in form
    assert "Lin Tao" in str(form)


@pytest.mark.parametrize(
    ("rung", "now", "headline", "button"),
    [
        (Rung.OWNER, MORNING, "Website request #214 is to be answered by 11:00.", "intake.desk.open"),
        (
            Rung.OWNER,
            MORNING + timedelta(hours=1),
            "Website request #214 was to be answered by 11:00.",
            "intake.desk.open",
        ),
        (
            Rung.STAND_IN,
            MORNING + timedelta(hours=1),
            "Website request #214 was to be answered by 11:00; Sun Li has it.",
            "intake.desk.open",
        ),
        # A head reads it; the desk acts.
        (
            Rung.HEAD,
            MORNING + timedelta(hours=3),
            "Website request #214 was to be answered by 11:00; Sun Li has it.",
            "intake.request.read_all",
        ),
    ],
)
def test_each_hears_what_is_due_and_has_one_button(
    rung: Rung, now: datetime, headline: str, button: str
) -> None:
    message = answer_due(words(now=now), DueFacts(request=facts(), reader=WU, rung=rung))

    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    assert message.text == headline
    assert [each["action_id"] for row in rows for each in row] == [button]


def mine(number: int, owner: Person = SUN) -> MyRequest:
    return MyRequest(
        number=number,
        title=LONGEST[:200],
        stage=REQUEST.stage(State.BLOCKED),
        owner=owner.name,
        holder_id=owner.id,
        since=MORNING,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_ones_own_are_listed_with_what_is_left_out(language: str) -> None:
    message = my_queue(words(language), MyQueue(listed=tuple(map(mine, range(10))), total=12))

    assert check_message_blocks(message.blocks)
    assert "12" in message.text
    assert "<!channel>" not in str(message.blocks)
