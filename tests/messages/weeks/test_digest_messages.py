"""The digest in words: one screen whatever happened, nobody's name in the notification; and what is said."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.home import Span
from bot.domain.people import Person
from bot.domain.weeks.check_in import Outlook, SkipReason, TeamCheckIn, TeamCheckIns
from bot.domain.weeks.check_in_way import Event, State
from bot.domain.weeks.digest import DigestFacts, Offer, Said, Told, arranged
from bot.domain.weeks.digest_words import REPLY_LIMIT, ReplyForm, TalkForm, WordFacts
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.kit import Message
from messages.weeks.digest_card import digest_card
from messages.weeks.digest_home import team_weeks_line, team_weeks_section, team_weeks_title
from messages.weeks.digest_modal import digest_modal, one_modal
from messages.weeks.digest_words_card import word_card
from messages.weeks.digest_words_modal import reply_modal, talk_modal
from tests.builders.check_ins import MONDAY, WEEK, answers, check_in, facts
from tests.builders.people import CHEN, LIU

ON_TRACK, AT_RISK, OFF = Outlook
LONG = "&<" * 100
TIMES = tuple(MONDAY + timedelta(days=days) for days in (1, 2, 3))
MOST_BLOCKS = 13


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=MONDAY)


def told(name: str, *outlooks: Outlook, said: Said = Said(), **rest: Any) -> Told:  # noqa: B008 - a value
    given = answers(*outlooks or (ON_TRACK,), **rest)
    helpers = tuple(f"Helper {each}" for each in given.helpers)
    return Told(check_in=check_in(State.ANSWERED), name=name, answers=given, helpers=helpers, said=said)


def asked(name: str, state: State, reason: SkipReason | None = None) -> Told:
    return Told(check_in=check_in(state, skipped_for=reason), name=name)


def digest(*everybody: Told) -> DigestFacts:
    return arranged(LIU, WEEK, everybody)


def plain(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False)


def texts(card: Message) -> list[str]:
    return [each["text"]["text"] for each in card.blocks if each["type"] == "section"]


def buttons(card: Message) -> list[list[str]]:
    return [
        [each["text"]["text"] for each in block["elements"]]
        for block in card.blocks
        if block["type"] == "actions"
    ]


A_WEEK = digest(
    told("Chen Jie", OFF, ON_TRACK, AT_RISK, AT_RISK, blockers="No photos", helpers=(3,)),
    told("Gao Lei", AT_RISK),
    told("Wu Min"),
    told("Sun Li"),
    asked("He Jun", State.SKIPPED, SkipReason.LEAVE),
    asked("Lin Tao", State.OPEN),
    asked("Zhou Jing", State.LAPSED),
)


def test_blockers_first_then_what_is_at_risk_then_everybody_else() -> None:
    card = digest_card(words(), A_WEEK)

    assert texts(card) == [
        "*Your team's week of Mon 4 Jan: 1 blocked, 1 at risk, 2 on track, 1 skipped and 2 silent*",
        "*Chen Jie* · *Blocked:* No photos · wants help from Helper 3\n*Off* · KPI k1\n*At risk* · KPI k3\n"
        "and 1 more KPI",
        "*Gao Lei* · *At risk* · KPI k1",
        "*On track:* 2 (Sun Li and Wu Min)\n*Skipped:* He Jun (on leave)\n"
        "*No word yet:* Lin Tao (may still answer)\n*Silent:* Zhou Jing",
    ]
    assert buttons(card) == [["Thanks", "Let's talk", "Reply…"]] * 2 + [["Read all…"]]


def test_the_notification_names_nobody_and_nothing() -> None:
    text = digest_card(words(), A_WEEK).text

    assert text == "Your team's week of Mon 4 Jan: 1 blocked, 1 at risk, 2 on track, 1 skipped and 2 silent"


def test_what_people_are_called_and_typed_is_shown_as_it_is() -> None:
    odd = told("R & D", AT_RISK, blockers="<!here>")
    odd = replace(odd, helpers=("Q & A",))
    facts_ = digest(odd, asked("S & P", State.SKIPPED, SkipReason.TRAVEL), asked("T & T", State.OPEN))

    for shown in (digest_card(words(), facts_).blocks, digest_modal(words(), facts_)["blocks"]):
        for each in ("R &amp; D", "&lt;!here&gt;", "Q &amp; A", "S &amp; P (travelling)", "T &amp; T"):
            assert each in plain(shown)
        assert "&amp;amp;" not in plain(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_screen_however_many_and_however_long(language: str) -> None:
    everybody = [
        *(told(LONG, *[OFF] * 12, blockers="&<" * 500, helpers=(1, 2, 3, 4, 5)) for _ in range(60)),
        *(told(LONG) for _ in range(60)),
        *(asked(LONG, state, SkipReason.NOTHING_NEW) for state in (State.SKIPPED, State.OPEN) * 60),
    ]
    facts_ = digest(*everybody)

    card = digest_card(words(language), facts_)

    check_message_blocks(card.blocks)
    assert len(card.blocks) <= MOST_BLOCKS
    view = digest_modal(words(language), facts_)
    check_view(view, surface="modal")
    assert len(json.dumps(view, ensure_ascii=False).encode()) < 250_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_in_which_all_is_well_and_one_of_nobody(language: str) -> None:
    for each in (digest(told("Wu Min")), digest()):
        check_message_blocks(digest_card(words(language), each).blocks)
        check_view(digest_modal(words(language), each), surface="modal")
    assert buttons(digest_card(words(), digest())) == []


@pytest.mark.parametrize(
    ("said", "line", "left"),
    [
        (Said(thanked_at=MONDAY), "_Thanks said Mon 11 Jan 10:00_", ["Let's talk", "Reply…"]),
        (Said(replied_at=MONDAY), "_You replied Mon 11 Jan 10:00_", ["Thanks", "Let's talk", "Reply…"]),
        (
            Said(replied_at=MONDAY, answered_at=MONDAY),
            "_Chen Jie answered Mon 11 Jan 10:00_",
            ["Thanks", "Let's talk", "Reply…"],
        ),
        (
            Said(offer=Offer(number=3, times=TIMES[:2])),
            "_Talk offered: Tue 12 Jan 10:00 and Wed 13 Jan 10:00_",
            ["Thanks", "Other times…", "Reply…"],
        ),
        (
            Said(offer=Offer(number=3, times=TIMES, chosen=TIMES[0])),
            "_Talk on Tue 12 Jan 10:00_",
            ["Thanks", "Other times…", "Reply…"],
        ),
        (
            Said(offer=Offer(number=3, times=TIMES, is_declined=True)),
            "_None of the times suits_",
            ["Thanks", "Other times…", "Reply…"],
        ),
    ],
)
def test_what_was_said_stands_there_and_what_can_be_said_still(
    said: Said, line: str, left: list[str]
) -> None:
    card = digest_card(words(), digest(told("Chen Jie", OFF, said=said)))

    assert texts(card)[1].splitlines()[-1] == line
    assert buttons(card)[0] == left


def test_the_whole_week_shows_every_word() -> None:
    view = digest_modal(words(), A_WEEK)

    assert "*Blocked:* No photos" in plain(view)
    assert "*On track* · KPI k2" in plain(view)
    assert "Only you and each of them read this." in plain(view)
    check_view(one_modal(words(), facts()), surface="modal")
    assert "Skipped: on leave." in plain(
        one_modal(
            words(), facts(check_in=check_in(State.SKIPPED, skipped_for=SkipReason.LEAVE), answers=None)
        )
    )
    assert "yet" in plain(one_modal(words(), facts(State.OPEN)))
    assert "yet" not in plain(one_modal(words(), facts(State.LAPSED)))


def test_of_a_thousand_who_said_nothing_it_says_how_many_more_whatever_stands_before() -> None:
    name = "Anna-Maria Constantinopoulou-Featherstonehaugh of the Northern Branch Office"
    silent = [asked(f"{number} {name}", State.LAPSED) for number in range(1000)]
    away = [asked(f"{number} {name}", State.SKIPPED, SkipReason.LEAVE) for number in range(60)]

    view = digest_modal(words(), digest(*silent, *away))

    check_view(view, surface="modal")
    assert "970 more" in plain(view)
    assert "30 more" in plain(view)


def word(event: Event, reader: Person = CHEN, **rest: Any) -> WordFacts:
    by = LIU if reader is CHEN else CHEN
    values: dict[str, Any] = {
        "check_in": check_in(State.ANSWERED),
        "number": 3,
        "event": event,
        "by": by,
        "reader": reader,
        "text": "",
        "times": (),
        "chosen": None,
        "offer": None,
        "first_number": 3,
        "may_answer": True,
    }
    return WordFacts(**{**values, **rest})


OFFERED = Offer(number=3, times=TIMES)


@pytest.mark.parametrize(
    ("facts_", "said", "rows"),
    [
        (word(Event.THANK), "*Liu Yang:* thanks for your week of Mon 4 Jan.", []),
        (word(Event.REPLY, text="I call."), "*Liu Yang* about your week of Mon 4 Jan:", [["Answer…"]]),
        (word(Event.ANSWER_BACK, LIU, text="Thanks."), "*Chen Jie* answered:", [["Reply…"]]),
        (
            word(Event.OFFER_TALK, times=TIMES, offer=OFFERED),
            "When does it suit you?",
            [["Tue 12 Jan 10:00", "Wed 13 Jan 10:00", "Thu 14 Jan 10:00"], ["None of these…"]],
        ),
        (
            word(Event.OFFER_TALK, times=TIMES, offer=replace(OFFERED, chosen=TIMES[1])),
            "You talk with *Liu Yang* on Wed 13 Jan 10:00.",
            [],
        ),
        (
            word(Event.OFFER_TALK, times=TIMES, offer=replace(OFFERED, is_declined=True)),
            "None of the times suited you; *Liu Yang* knows.",
            [],
        ),
        (word(Event.OFFER_TALK, times=TIMES), "has offered other times since", []),
        (
            word(Event.ACCEPT_TALK, LIU, chosen=TIMES[0]),
            "*Chen Jie* will talk with you on Tue 12 Jan 10:00.",
            [],
        ),
        (
            word(Event.DECLINE_TALK, LIU, text="Friday?"),
            "None of the times suits *Chen Jie*.",
            [["Other times…"]],
        ),
    ],
)
def test_each_word_says_who_and_leads_on(facts_: WordFacts, said: str, rows: list[list[str]]) -> None:
    card = word_card(words(), facts_)

    assert said in texts(card)[0]
    assert buttons(card) == rows
    assert buttons(word_card(words(), replace(facts_, may_answer=False))) == []
    assert facts_.text == "" or facts_.text not in card.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "event",
    [Event.THANK, Event.REPLY, Event.ANSWER_BACK, Event.OFFER_TALK, Event.ACCEPT_TALK, Event.DECLINE_TALK],
)
def test_every_word_fits_whoever_says_it(event: Event, language: str) -> None:
    long = word(
        event,
        text="&\n" * (REPLY_LIMIT // 2),
        times=TIMES,
        chosen=TIMES[0],
        offer=OFFERED,
        by=replace(LIU, name=LONG),
    )

    check_message_blocks(word_card(words(language), long).blocks)


def test_times_that_have_passed_are_not_offered_any_more() -> None:
    late = Words(locale="en-US", timezone="Asia/Shanghai", now=datetime(2027, 1, 13, 3, 0, tzinfo=UTC))

    card = word_card(late, word(Event.OFFER_TALK, times=TIMES, offer=OFFERED))

    assert buttons(card) == [["Thu 14 Jan 10:00"], ["None of these…"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_fit_with_what_was_typed(language: str) -> None:
    other = replace(CHEN, name=LONG)
    for is_managers in (True, False):
        form = ReplyForm(check_in_id=5, other=other, is_managers=is_managers, text="x" * 3000)
        for declines in (None, 3):
            check_view(reply_modal(words(language), form, declines=declines), surface="modal")
    for times in ((), TIMES):
        check_view(
            talk_modal(words(language), TalkForm(check_in_id=5, employee=other, times=times)), surface="modal"
        )


def test_home_has_one_line_a_person_and_one_of_them_all() -> None:
    team = TeamCheckIns(
        listed=(
            TeamCheckIn(check_in=check_in(State.ANSWERED), name="A", answers=answers(OFF, blockers="x")),
            TeamCheckIn(check_in=check_in(State.ANSWERED), name="B", answers=answers(ON_TRACK, helpers=(1,))),
            TeamCheckIn(check_in=check_in(State.ANSWERED), name="C", answers=answers(AT_RISK)),
            TeamCheckIn(check_in=check_in(State.ANSWERED), name="D", answers=answers(ON_TRACK)),
            TeamCheckIn(
                check_in=check_in(State.SKIPPED, skipped_for=SkipReason.TRAVEL), name="E", answers=None
            ),
            TeamCheckIn(check_in=check_in(State.LAPSED), name="F", answers=None),
            TeamCheckIn(check_in=check_in(State.OPEN), name="G", answers=None),
        ),
        span=Span(page=1, shown=7, total=10),
        needing=3,
        silent=2,
    )

    blocks = team_weeks_section(words(), team)

    assert team_weeks_title(words(), team) == "Your team's weeks"
    assert [each["text"]["text"] for each in blocks] == [
        "*A* · blocked · KPI k1 (Off) · week of Mon 4 Jan",
        "*B* · blocked · week of Mon 4 Jan",
        "*C* · KPI k1 (At risk) · week of Mon 4 Jan",
        "*D* · on track · week of Mon 4 Jan",
        "*E* · skipped (travelling) · week of Mon 4 Jan",
        "*F* · silent · week of Mon 4 Jan",
        "*G* · no word yet · week of Mon 4 Jan",
    ]
    assert ["accessory" in each for each in blocks] == [True] * 4 + [False] * 3
    assert "10" in team_weeks_line(words(), team)
