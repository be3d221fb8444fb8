"""What a reminder says, in each of its states, and that it always fits."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.calendar import Calendar
from bot.domain.nudging.nudges import Behind, Missed, NudgeFacts
from bot.domain.nudging.snooze import offers
from bot.domain.obligations import Kind, Owed
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import LANGUAGES, Words
from messages.kit import Message
from messages.nudging.nudge_card import DO_NOT_REMIND, LINES, MORE, REMIND_NEXT_WEEK, nudge_card
from tests.builders.people import CHEN
from tests.messages.reviews.test_approval_messages import plain, texts

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)
LONG = "&<" * 60


def owed(kind: Kind = Kind.SELF_SCORE, **changes: Any) -> Owed:
    values: dict[str, Any] = {
        "kind": kind,
        "subject_id": 7,
        "who": "Liu Yang",
        "since": NOW,
        "period": "2026Q4",
        "due_on": date(2027, 1, 8),
        "minutes": 8,
    }
    return Owed(**{**values, **changes})


def behind(name: str, *kinds: Kind) -> Behind:
    return Behind(name=name, owes=tuple((kind, 1) for kind in kinds or (Kind.SELF_SCORE,)))


def facts(*what: Owed, **changes: Any) -> NudgeFacts:
    plain_facts = NudgeFacts(person=CHEN, day=NOW.date(), owed=what)
    known = replace(plain_facts, **changes)
    at_four = datetime.combine(known.day, time(8, 0), tzinfo=UTC)
    return replace(known, offers=offers(known.person, known.owed, now=at_four))


def actions_of(card: Message) -> list[str]:
    found = []
    for block in card.blocks:
        found += [block["accessory"]["action_id"]] if "accessory" in block else []
        found += [element["action_id"] for element in block.get("elements", []) if "action_id" in element]
    return found


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (owed(), "Score yourself for *2026 Q4* by Fri 8 Jan (about 8 min)."),
        (
            owed(due_on=date(2027, 1, 7)),
            "Score yourself for *2026 Q4*, was due Thu 7 Jan (about 8 min).",
        ),
        (
            owed(Kind.MORE_ASKED, minutes=4),
            "Add what Liu Yang asked for to your *2026 Q4* scores by Fri 8 Jan (about 4 min).",
        ),
        (
            owed(Kind.APPROVAL, who="Chen Jie", minutes=5),
            "Approve the *2026 Q4* scores of *Chen Jie* by Fri 8 Jan (about 5 min).",
        ),
        (
            owed(Kind.REPLY, who="Sun Li", subject_id=214, minutes=2),
            "Answer Sun Li's question about your website request *#214* by Fri 8 Jan (about 2 min).",
        ),
        (
            owed(
                Kind.REQUEST,
                who="Chen Jie",
                subject_id=214,
                minutes=5,
                due_at=datetime(2027, 1, 8, 7, 30, tzinfo=UTC),
            ),
            "Answer website request *#214* from Chen Jie on its card, was due Fri 8 Jan 15:30 (about 5 min).",
        ),
    ],
)
def test_each_line_says_what_is_wanted_by_when_and_how_long_it_takes(step: Owed, line: str) -> None:
    assert line in plain(nudge_card(WORDS, facts(step)))


def test_one_line_and_one_button_each_and_one_way_to_put_it_off() -> None:
    card = nudge_card(WORDS, facts(owed(), owed(Kind.REPLY), owed(Kind.APPROVAL)))

    assert card.text == "3 things are waiting for you"
    assert actions_of(card)[3:] == [REMIND_NEXT_WEEK, MORE]
    styles = [block["accessory"].get("style") for block in card.blocks if "accessory" in block]
    assert styles == ["primary", None, None]


@pytest.mark.parametrize(
    ("country", "locale", "label"),
    [
        ("CN", "en-US", "Remind me on Monday"),
        ("CN", "zh-CN", "周一再提醒我"),
        ("CN", "zh-TW", "週一再提醒我"),
        ("SA", "en-US", "Remind me on Sunday"),
        ("IL", "zh-CN", "周日再提醒我"),
    ],
)
def test_the_button_names_the_day_on_which_that_persons_week_begins(
    country: str, locale: str, label: str
) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=NOW)
    person = replace(CHEN, calendar=Calendar(country))

    card = nudge_card(words, facts(owed(), person=person))

    assert label in plain(card)


def test_the_button_names_the_date_where_a_holiday_moves_it_further_than_a_week() -> None:
    before_spring_festival = datetime(2026, 2, 13, 8, 0, tzinfo=UTC)
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=before_spring_festival)

    card = nudge_card(words, facts(owed(), day=before_spring_festival.date()))

    assert "Remind me on Tue 24 Feb" in plain(card)


def test_more_than_ten_things_are_counted() -> None:
    card = nudge_card(WORDS, facts(*(owed(subject_id=number) for number in range(LINES + 4))))

    assert "And 4 more, see Home." in plain(card)
    assert len(actions_of(card)) == LINES + 2


def test_a_managers_reminder_names_who_did_not_move() -> None:
    wu = Behind(name="Wu Min", owes=((Kind.APPROVAL, 2), (Kind.REPLY, 1)))
    both = nudge_card(WORDS, facts(owed(Kind.APPROVAL), team_behind=(behind("Chen Jie"), wu)))
    only_team = nudge_card(WORDS, facts(team_behind=(behind("Chen Jie"),)))

    assert "*Your team:* reminders did not help here" in plain(both)
    assert "• Chen Jie: a self-score\n" in plain(both)
    assert "• Wu Min: 2 approvals and an answer about a website request" in plain(both)
    assert both.text == "One thing is waiting for you"
    assert only_team.text == "One person has not moved after repeated reminders"


def test_hr_reads_of_others_in_a_part_of_its_own() -> None:
    card = nudge_card(
        WORDS,
        facts(
            team_behind=(behind("Chen Jie"),),
            company_behind=tuple(behind(f"P{number} Wang", Kind.REQUEST) for number in range(14)),
        ),
    )

    assert card.text == "15 people have not moved after repeated reminders"
    assert "*In the company:*" in plain(card)
    assert "• P11 Wang: a website request" in plain(card)
    assert "And 2 more people." in plain(card)


def test_what_was_closed_unsent_is_said_and_offers_nothing() -> None:
    missed = (Missed(period="2026Q4", closed_on=date(2027, 1, 22)),)
    alone = nudge_card(WORDS, facts(missed=missed))
    beside = nudge_card(WORDS, facts(owed(Kind.REPLY), missed=missed))

    assert alone.text == "Your self-score for 2026 Q4 was not handed in by Fri 22 Jan"
    assert actions_of(alone) == []
    for card in (alone, beside):
        assert "self-scores were closed on Fri 22 Jan, and yours is not handed in. Ask HR" in plain(card)


def test_put_off_it_says_until_when_and_can_be_taken_back() -> None:
    card = nudge_card(WORDS, facts(owed(), remind_on=date(2027, 1, 11)))

    assert "I will remind you on Mon 11 Jan.\nThat moves no due day." in plain(card)
    assert actions_of(card)[-2:] == [DO_NOT_REMIND, MORE]


def menu(words: Words, shown: NudgeFacts) -> list[str]:
    return [
        option["text"]["text"]
        for block in nudge_card(words, shown).blocks
        for element in block.get("elements", [])
        for option in element.get("options", [])
    ]


ALWAYS = ["Why am I asked?", "My day and hour…"]


@pytest.mark.parametrize(
    ("due", "now", "button", "ways"),
    [
        (date(2027, 1, 29), datetime(2027, 1, 5, 8, 0, tzinfo=UTC), "Monday", ["Tomorrow", "Another day…"]),
        (date(2027, 1, 7), datetime(2027, 1, 5, 8, 0, tzinfo=UTC), "Thursday", ["Tomorrow", "Another day…"]),
        (date(2027, 1, 6), datetime(2027, 1, 5, 8, 0, tzinfo=UTC), "Wednesday", ["Another day…"]),
        (date(2027, 1, 9), NOW, "", []),
    ],
    ids=["due in weeks", "due on Thursday", "due tomorrow", "due on a Saturday"],
)
def test_it_is_never_put_off_past_what_is_due(due: date, now: datetime, button: str, ways: list[str]) -> None:
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=now)
    shown = facts(owed(due_on=due), day=now.date())

    card = nudge_card(words, shown)

    assert ("Remind me on" in plain(card)) is bool(button)
    assert f"Remind me on {button}" in plain(card) or not button
    assert menu(words, shown) == [*ways, *ALWAYS]


def test_the_next_working_day_is_called_tomorrow_only_where_it_is() -> None:
    before_a_day_off = datetime(2027, 4, 29, 8, 0, tzinfo=UTC)
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=before_a_day_off)
    off = replace(
        CHEN, calendar=Calendar("CN", off=frozenset({date(2027, 4, 30)}), on=frozenset({date(2027, 5, 1)}))
    )
    shown = facts(owed(due_on=date(2027, 5, 28)), day=before_a_day_off.date(), person=off)

    assert menu(words, shown)[0] == "Remind me on Saturday"


def test_done_or_replaced_it_has_no_buttons_left() -> None:
    done = nudge_card(WORDS, facts())
    replaced = nudge_card(WORDS, facts(owed(), replaced_on=date(2027, 1, 15)))

    assert (done.text, actions_of(done)) == ("All done. Nothing is waiting for you.", [])
    assert "There is a newer reminder further down, of Fri 15 Jan." in plain(replaced)
    assert actions_of(replaced) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_with_the_longest_input_it_stays_under_slacks_limits(language: str, kind: Kind) -> None:
    words = Words(locale=language, timezone="Asia/Shanghai", now=NOW)
    longest = facts(
        *(owed(kind, who=LONG, subject_id=10**9 + number) for number in range(40)),
        team_behind=tuple(behind(f"{number} {LONG}", *Kind) for number in range(40)),
        company_behind=tuple(behind(f"{number} {LONG}", *Kind) for number in range(40)),
        remind_on=date(2027, 1, 11),
    )

    card = nudge_card(words, longest)

    assert check_message_blocks(card.blocks)
    assert len(card.blocks) <= 50
    assert sum(map(len, texts(card.blocks))) <= 12_000
    assert all(len(text) <= 3000 for text in texts(card.blocks))
    assert "\n" not in card.text


def test_names_arrive_as_they_were_typed() -> None:
    card = nudge_card(WORDS, facts(owed(Kind.REPLY, who="<!channel>"), team_behind=(behind("<@U0SUN>"),)))

    assert "<!channel>" not in plain(card)
    assert "<@U0SUN>" not in plain(card)
    assert "&lt;!channel&gt;" in plain(card)
