"""The cards of a request: what they say, what they offer, and that everything fits."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.intake.emergency import Paged
from bot.domain.intake.facts import RequestFacts, Step
from bot.domain.intake.later import PutOff
from bot.domain.intake.triage import Reach
from bot.domain.intake.way import REQUEST, Event, State
from bot.domain.people import Person
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.intake.desk_buttons import row_of_all
from messages.intake.greeting_card import greeting_card
from messages.intake.my_request_card import my_request_card
from messages.intake.my_request_step import my_request_step
from messages.intake.passed_on_note import passed_on_note
from messages.intake.private_card import private_card
from messages.intake.triage_card import triage_card
from messages.intake.triage_thread import files_sent, requester_wrote
from messages.intake.visibility_form import visibility_form
from messages.intake.whole_request import whole_request
from messages.kit import Block, Message
from messages.quoted import quoted
from tests.builders.intake import LONGEST, MORNING, SCREENSHOT, facts, step
from tests.builders.people import CHEN, SUN, WU

LOCALES = {"en": "en-US", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}
DESK = (
    Event.ACCEPT,
    Event.ANSWER,
    Event.ASK,
    Event.DECLINE,
    Event.FINISH,
    Event.TAKE,
    Event.BLOCK,
    Event.RESUME,
)
AFTER = {
    Event.ACCEPT: State.ACCEPTED,
    Event.ANSWER: State.ANSWERED,
    Event.ASK: State.ASKED,
    Event.DECLINE: State.DECLINED,
    Event.FINISH: State.DONE,
    Event.TAKE: State.NEW,
    Event.BLOCK: State.BLOCKED,
    Event.RESUME: State.ACCEPTED,
    Event.REPLY: State.NEW,
    Event.REOPEN: State.NEW,
}

PAGED = Paged(
    id=3,
    request_id=214,
    developer=WU,
    by=SUN,
    at=MORNING,
    reason=LONGEST[:500],
    taken_at=MORNING + timedelta(minutes=2),
)


REST = ["Same as…", "Decline…", "Split…"]
LATER = MORNING + timedelta(minutes=30)
"""Nothing that was done at 10:25 can be undone any more."""


def words(language: str = "en", *, now: datetime = MORNING) -> Words:
    return Words(locale=LOCALES[language], timezone="Asia/Shanghai", now=now)


def after(event: Event, text: str = "Please reload.", **changes: Any) -> RequestFacts:
    by = SUN if event in DESK else CHEN
    sent, due_on = changes.pop("sent", ()), changes.pop("due_on", None)
    taken = step(2, event, by, text=text, due_on=due_on, files=sent, waits_for=changes.pop("waits_for", ""))
    return facts(AFTER[event], taken, **changes)


def longest(event: Event) -> RequestFacts:
    files = [SCREENSHOT] * 10
    return after(
        event,
        LONGEST,
        sent=files,
        files=files,
        happened=LONGEST,
        expected=LONGEST,
        page=LONGEST[:500],
        since=LONGEST[:200],
        device=LONGEST[:200],
        reach=Reach.BRANCH,
        for_whom=LONGEST[:500],
        wished_by=LONGEST[:200],
        extra=tuple((LONGEST[:80], LONGEST[:500]) for _ in range(6)),
        from_message=True,
        source_link="https://shop.slack.com/archives/C1/p1",
        waits_for=LONGEST[:150],
        put_off=PUT_OFF,
        paged=PAGED,
    )


def texts(message: Message) -> str:
    found = []
    for block in message.blocks:
        found += [block.get("text") or {}, *block.get("elements", [])]
    return "\n".join(str(each.get("text", "")) for each in found)


def buttons(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [each["text"]["text"] for row in rows for each in row if each["type"] == "button"]


def menu(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    menus = [each for row in rows for each in row if each["type"] == "overflow"]
    return [each["text"]["text"] for found in menus for each in found["options"]]


ANSWER = "Answer: it works like this…"
PUT_OFF = PutOff(by=SUN, until=MORNING + timedelta(hours=3), reason="Between us.")


@pytest.mark.parametrize(
    ("request_", "offered", "under_more"),
    [
        (facts(), ["Take it", "Accept…", ANSWER], ["Ask…", "Brief…", "Later…", "Same as…"]),
        (after(Event.TAKE), ["Accept…", ANSWER, "Ask…"], ["Brief…", "Later…", "Same as…", "Decline…"]),
        (after(Event.ASK), ["Accept…", ANSWER, "Ask…"], ["Brief…", "Same as…", "Decline…", "Assess…"]),
        (
            after(Event.ACCEPT),
            ["Mark as done…", ANSWER, "Ask…"],
            ["Brief…", "Later…", "Same as…", "Decline…"],
        ),
        (after(Event.BLOCK), ["Resume…", "Mark as done…", ANSWER], ["Ask…", "Brief…", "Later…", "Same as…"]),
        (
            after(Event.TAKE, put_off=PUT_OFF),
            ["Accept…", ANSWER, "Ask…"],
            ["Brief…", "Back now", "Same as…", "Decline…"],
        ),
        (after(Event.ANSWER), [], []),
        (after(Event.DECLINE), [], []),
        (after(Event.FINISH), [], []),
        (after(Event.REOPEN), ["Take it", "Accept…", ANSWER], ["Ask…", "Brief…", "Later…", "Same as…"]),
    ],
)
def test_the_desks_card_offers_what_applies_now(
    request_: RequestFacts, offered: list[str], under_more: list[str]
) -> None:
    card = triage_card(words(now=LATER), request_)

    assert buttons(card) == offered
    assert menu(card) == ([*under_more, "More…"] if under_more else [])


@pytest.mark.parametrize("event", sorted(REQUEST.undoable - {Event.JOIN}))
def test_what_was_just_done_can_be_undone_before_all_else(event: Event) -> None:
    card = triage_card(words(now=LATER - timedelta(seconds=1)), after(event))

    assert buttons(card)[0] == "Undo"


def test_the_desks_card_says_what_whose_and_until_when() -> None:
    said = texts(triage_card(words(), facts(files=[SCREENSHOT])))

    assert "#214 · Chengdu · Something is wrong · Today" in said
    assert "*The basket is empty after paying.*" in said
    assert "https://shop.example/basket" in said
    assert "basket.png" in said
    assert "*New* · <@U04> · answer by 11:00" in said


def test_what_was_promised_and_is_over_is_said_as_past_with_its_day() -> None:
    hour_over = MORNING + timedelta(hours=1, seconds=1)
    day_over = MORNING + timedelta(days=30)
    promised = after(Event.ACCEPT, due_on=date(2026, 11, 27))

    assert "was to be answered by Mon 23 Nov 11:00" in texts(triage_card(words(now=hour_over), facts()))
    assert "First answer was due Mon 23 Nov 11:00." in texts(my_request_card(words(now=hour_over), facts()))
    reopened = facts(State.NEW, step(2, Event.ANSWER, SUN), step(3, Event.REOPEN, CHEN))
    again = texts(my_request_card(words(now=day_over), reopened))
    assert "Next answer was due Mon 23 Nov 11:00." in again
    assert "was expected by Fri 27 Nov" in texts(triage_card(words(now=day_over), promised))
    assert "expected it to be done by Fri 27 Nov" in texts(my_request_card(words(now=day_over), promised))


def test_the_desks_card_says_who_did_what_and_how_long_it_took() -> None:
    said = texts(triage_card(words(), after(Event.ANSWER)))

    assert "*Sun Li* answered how it works (Mon 23 Nov 10:25)." in said
    assert "> Please reload." in said
    assert "first answer after 25 minutes" in said


@pytest.mark.parametrize(
    ("request_", "offered"),
    [
        (facts(), ["Add something…", "Read all…", "Make it private…"]),
        (after(Event.ASK), ["Answer the question…", "Read all…", "Make it private…"]),
        (after(Event.ACCEPT), ["Add something…", "Read all…", "Make it private…"]),
        (after(Event.ANSWER), ["Reopen…", "Read all…", "Make it private…"]),
        (after(Event.DECLINE), ["Reopen…", "Read all…", "Make it private…"]),
        (after(Event.FINISH), ["Yes, it is settled", "Reopen…", "Read all…"]),
    ],
)
def test_the_requesters_card_offers_what_applies_now(request_: RequestFacts, offered: list[str]) -> None:
    assert buttons(my_request_card(words(), request_)) == offered


def test_the_requesters_card_says_who_has_it_and_by_when() -> None:
    card = my_request_card(words(), facts())

    assert card.text == "#214 is with Sun Li (product manager on duty). First answer by 11:00 today."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", [*DESK, Event.REPLY, Event.REOPEN])
def test_every_card_fits_with_the_longest_texts(language: str, event: Event) -> None:
    request = longest(event)
    said = words(language)
    cards = [
        triage_card(said, request),
        my_request_card(said, request),
        my_request_step(said, request, request.latest),
        requester_wrote(said, request, request.latest),
        files_sent(said, request, request.latest.files),
        greeting_card(said),
    ]

    for card in cards:
        assert check_message_blocks(card.blocks)
        assert len(card.text) < 1000
        assert "\n" not in card.text
    check_view(whole_request(said, request), surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_history_is_read_newest_first_to_the_limit(language: str) -> None:
    steps = [step(number, Event.REPLY, CHEN, text=LONGEST) for number in range(2, 60)]

    view = whole_request(words(language), facts(State.NEW, *steps, happened=LONGEST))

    check_view(view, surface="modal")
    assert len(str(view)) < 240_000


@pytest.mark.parametrize("event", [*DESK, Event.REPLY, Event.REOPEN])
def test_what_people_typed_arrives_as_text(event: Event) -> None:
    request = longest(event)

    for card in (
        triage_card(words(), request),
        my_request_card(words(), request),
        my_request_step(words(), request, request.latest),
        requester_wrote(words(), request, request.latest),
    ):
        sent = str([card.text, card.blocks])
        assert "<!channel>" not in sent
        assert "<@U0SUN>" not in sent
    assert "<!channel>" not in str(whole_request(words(), request))


def test_whoever_reopens_it_without_a_word_announces_none() -> None:
    def said(text: str) -> str:
        request = facts(State.NEW, step(2, Event.REOPEN, CHEN, text=text))
        return texts(requester_wrote(words(), request, request.latest))

    assert "*Chen Jie* (Chengdu) reopened this." in said("")
    assert "*Chen Jie* (Chengdu) reopened this:" in said("Still empty.")


def test_a_folded_card_offers_the_whole() -> None:
    assert "Read all…" in buttons(triage_card(words(), longest(Event.ACCEPT)))
    assert "Read all…" not in buttons(triage_card(words(), facts()))


def test_a_title_is_not_said_twice() -> None:
    said = texts(triage_card(words(), facts(happened="The basket is empty.\nAfter paying.")))

    assert said.count("The basket is empty.") == 1
    assert "> After paying." in said


def test_images_are_shown_and_other_files_linked() -> None:
    heic = type(SCREENSHOT)(
        file_id="F2", name="a.heic", mimetype="image/heic", permalink="https://x.example/F2"
    )
    request = facts(files=[SCREENSHOT, heic])

    shown, linked = files_sent(words(), request, request.step(1).files).blocks

    assert shown["slack_file"] == {"id": "F1"}
    assert linked["text"]["text"] == "<https://x.example/F2|a.heic>"


def rendered(blocks: list[Block]) -> list[str]:
    return [block["text"]["text"] for block in blocks]


def test_a_picture_that_slack_does_not_take_is_named_in_its_place() -> None:
    request = facts(files=[SCREENSHOT, replace(SCREENSHOT, name="till.png")])

    some = files_sent(words(), request, request.steps[0].files, refused={1})
    none = files_sent(words(), request, request.steps[0].files, refused=None)

    assert [block["type"] for block in some.blocks] == ["image", "section"]
    assert "till.png" in some.blocks[1]["text"]["text"]
    assert "Slack does not show this picture" in some.blocks[1]["text"]["text"]
    assert [block["type"] for block in none.blocks] == ["section", "section"]


def test_what_only_some_requests_say_stands_on_the_card_and_whole_in_the_modal() -> None:
    long = "x" * 400
    request = facts(device="Huawei", reach=Reach.CUSTOMERS, extra=(("Order <number>", long),))

    card = str(triage_card(words(), request).blocks)
    modal = str(whole_request(words(), request)["blocks"])

    assert "*Device:* Huawei" in card
    assert "*Hits:* Customers" in card
    assert "Order &lt;number&gt;: " in card
    assert long not in card
    assert "Read all…" in card
    assert long in modal


def test_a_request_that_was_passed_on_says_by_whom_and_brings_a_reply_in_its_authors_language() -> None:
    filing = Step(number=1, event=Event.FILE, by=SUN, at=MORNING, text="", due_on=None, files=())
    request = facts(steps=(filing,))

    assert "passed on by Sun Li" in str(triage_card(words(), request).blocks)
    assert "Sun Li passed on what you wrote." in str(my_request_card(words(), request).blocks)
    assert "Sun Li passed on" in str(whole_request(words(), request)["blocks"])
    note = passed_on_note(words(), request, theirs=words("zh_Hans"))
    assert "```Chen Jie 你好，这件事我已经转给 Sun Li，编号 #214" in str(note.blocks)
    assert "passed on" not in str(triage_card(words(), facts()).blocks)


def test_a_quotation_is_whole_where_there_is_room() -> None:
    blocks, is_whole = quoted("One\n\nTwo", limit=100)

    assert rendered(blocks) == ["> One\n> \n> Two"]
    assert is_whole


def test_a_quotation_never_cuts_an_entity_and_says_where_it_ends() -> None:
    blocks, is_whole = quoted("&" * 3000, limit=4000)

    assert not is_whole
    assert rendered(blocks)[-1] == "> …"
    for text in rendered(blocks)[:-1]:
        assert text.removeprefix("> ").replace("&amp;", "") == ""


# Private ones.


def test_in_the_channel_a_private_request_is_a_number_and_an_owner() -> None:
    card = private_card(words(), facts(is_private=True))

    assert (card.text, buttons(card)) == ("#214 · private · Sun Li", ["Open"])
    assert [block["type"] for block in card.blocks] == ["section", "actions"]
    assert card.blocks[0]["text"]["text"] == "#214 · private · Sun Li"


def test_the_owners_own_card_of_it_says_who_reads_what() -> None:
    card = triage_card(words(), facts(is_private=True))

    assert "#214 · Private · Chengdu" in texts(card)
    assert "Only Chen Jie, you and the product managers read this request." in texts(card)
    assert menu(card) == ["Ask…", "Brief…", "Later…", "Decline…", "More…"]


def test_its_requester_can_open_it_again_and_nobody_else() -> None:
    card = my_request_card(words(), facts(is_private=True))

    assert buttons(card) == ["Add something…", "Read all…", "Not private any more…"]
    assert "Private: only you, Sun Li and the product managers read it." in texts(card)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", [Event.HIDE, Event.SHOW])
@pytest.mark.parametrize("reader", [CHEN, SUN])
def test_the_question_of_who_reads_it_fits(language: str, event: Event, reader: Person) -> None:
    form = visibility_form(
        words(language), longest(Event.REPLY), event, reader=reader, lost=2, channel="website-requests"
    )

    check_view(form, surface="modal")
    assert "<!channel>" not in str(form)


def test_the_question_says_what_cannot_be_taken_back() -> None:
    form = visibility_form(words(), facts(), Event.HIDE, reader=SUN, lost=1, channel="website-requests")

    said = form["blocks"][0]["text"]["text"]
    assert "1 older message stays" in said
    assert "What was read or forwarded cannot be taken back." in said
    assert "Only Chen Jie can open it again." in said


def test_in_a_form_what_is_too_late_to_undo_is_not_offered_either() -> None:
    in_time, too_late = (
        row_of_all(words(now=at), after(Event.ANSWER), reader_id=SUN.id)
        for at in (LATER - timedelta(seconds=1), LATER)
    )

    assert in_time is not None
    assert [each["text"]["text"] for each in in_time["elements"]] == ["Undo"]
    assert too_late is None


def test_where_one_person_reads_it_their_own_is_not_offered_to_be_taken_over() -> None:
    request = after(Event.TAKE)

    theirs, mine = (row_of_all(words(), request, reader_id=each) for each in (WU.id, request.owner.id))

    assert "Take over" in str(theirs)
    assert "Take over" not in str(mine)
    assert "Ask…" in str(mine)
