"""The cards of goals and a version read in full: what they say, to whom, and Slack's limits."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.goals.facts import AgreementFacts, ListedSheet, ListedSheets, TeamGoals
from bot.domain.goals.named import Named
from bot.domain.goals.sheet import FIELDS, SheetVersion
from bot.domain.goals.way import Mark, Party, State
from bot.domain.quantities import Quantity
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.kpis import Kpi, Measures
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.goals.agreement_card import agreement_card
from messages.goals.agreement_note import agreed_note, dropped_note
from messages.goals.goals_thread import goals_thread
from messages.goals.my_goals_card import my_goals_card
from messages.goals.read_modal import read_modal
from messages.goals.sheet_modal import sent_modal
from messages.goals.sheets_modal import sheets_modal
from messages.kit import Message
from tests.builders.agreement import (
    CYCLE,
    DUE,
    FIRST,
    SECOND,
    WEDNESDAY,
    agreement,
    facts,
    goals_at,
    signed,
    version,
)
from tests.builders.goals import SHEET, kpi
from tests.builders.languages import each_text_and_language
from tests.builders.people import CHEN, LIU

EMPLOYEE, MANAGER = Party.EMPLOYEE, Party.MANAGER
LOCALES = ("en-US", "zh-CN", "zh-TW")
TYPED = ("&<" * 1500, "文" * 3000, "\n" * 2999 + "x", "`*_~>" * 600)
"""As much as a field takes: what grows when it is escaped, Chinese, lines, markup."""
STATES = [state for state in State if state is not State.WITHDRAWN]
PROPOSED = [State.SENT, State.ADJUSTED, State.CHANGE_SENT, State.CHANGE_ADJUSTED]
LATE = datetime(2027, 1, 19, 2, 0, tzinfo=UTC)


def words(locale: str = "en-US", now: datetime = WEDNESDAY) -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=now)


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for each in node:
            yield from texts(each)


def plain(built: Message | dict[str, Any]) -> str:
    """Every visible text."""
    return "\n".join(texts(built.blocks if isinstance(built, Message) else built))


def buttons(built: Message | dict[str, Any]) -> list[str]:
    blocks = built.blocks if isinstance(built, Message) else built["blocks"]
    rows = [block for block in blocks if block["type"] == "actions"]
    return [each["text"]["text"] for row in rows for each in row["elements"]]


def longest_kpi(key: str, text: str, *, turned: bool = False) -> Kpi:
    """Everything as long as it may be; `turned`: everything is another."""
    end = "o" if turned else "x"

    def typed(limit: int) -> str:
        return text[: limit - 1].strip() + end

    scores = ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5")
    return kpi(
        key,
        9 if turned else 8,
        name=typed(150),
        result=typed(300),
        measure=typed(300),
        unit=typed(40),
        target=typed(120),
        source=typed(200),
        duty=typed(150),
        anchors=tuple(Anchor(score=Decimal(score), text=typed(300)) for score in scores),
        figure_by_id=5 if turned else 4,
        arrives_days=120 if turned else 99,
        goal_key="b" if turned else "a",
        direction=Direction.LOWER if turned else Direction.HIGHER,
        measures=Measures.WORK if turned else Measures.RESULT,
        quantity=None if turned else Quantity.COUNT,
    )


def longest_sheet(text: str, *, turned: bool = False, prefix: str = "k") -> tuple[Kpi, ...]:
    return tuple(longest_kpi(f"{prefix}{number}", text, turned=turned) for number in range(12))


def longest(text: str, state: State, side: Party = MANAGER, **rest: Any) -> AgreementFacts:
    """Twelve KPIs of which everything changed, names as long as they may be."""
    name = text[:119] + "x"
    people = {4: name, 5: name[:-1] + "o"}
    shown = replace(
        facts(state),
        employee=replace(CHEN, name=name, post=name),
        manager=replace(LIU, name=name),
        sheet=version(SECOND, longest_sheet(text), because=text[:500], counts_from=date(2027, 2, 1)),
        agreed=version(FIRST, longest_sheet(text, turned=True), agreed_at=WEDNESDAY),
        signed={
            SECOND: signed(EMPLOYEE, name=name, in_place_of=name),
            FIRST: signed(EMPLOYEE, MANAGER, name=name, in_place_of=name),
        },
    )
    named = Named(people=people, goals={"a": {"en": name}, "b": {"en": name[:-1] + "o"}})
    return agreement(state, side, facts=shown, compared=shown.agreed, named=named, **rest)


def check_message(card: Message) -> None:
    assert check_message_blocks(card.blocks)
    assert sum(map(len, texts(card.blocks))) <= 13_000
    assert "\n" not in card.text
    assert "<" not in card.text
    assert len(card.text) <= 1000


def check_modal(view: dict[str, Any]) -> None:
    check_view(view, surface="modal")
    assert len(view["private_metadata"]) < 200


# Slack's limits, at the longest that can be typed.


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("state", list(State))
def test_the_employees_card_stays_within_the_limits_in_every_state(
    locale: str, text: str, state: State
) -> None:
    withdrawn = Withdrawal(by=text[:120], on=WEDNESDAY, reason=text[:500])
    shown = longest(text, state).facts if state in STATES else facts(state, withdrawn=withdrawn)

    check_message(my_goals_card(words(locale), shown))


@each_text_and_language(dict(zip(("escaped", "chinese", "lines", "markup"), TYPED, strict=True)))
@pytest.mark.parametrize("side", list(Party))
@pytest.mark.parametrize(
    "other",
    [
        None,
        version(FIRST, longest_sheet("文" * 300, turned=True)),
        version(FIRST, longest_sheet("文" * 300, prefix="z"), cycle_id=2),
    ],
    ids=["new", "changed", "another period's"],
)
def test_a_version_and_all_of_it_stay_within_the_limits(
    locale: str, text: str, side: Party, other: SheetVersion | None
) -> None:
    for state in PROPOSED:
        shown = replace(longest(text, state, side), compared=other)

        check_message(agreement_card(words(locale), shown))
        check_modal(read_modal(words(locale), shown))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_what_is_said_once_stays_within_the_limits(locale: str, text: str) -> None:
    shown = longest(text, State.CHANGE_SENT).facts
    assert shown.agreed is not None

    for reader in (shown.employee, shown.manager):
        check_message(agreed_note(words(locale), shown, shown.agreed, reader=reader))
    check_message(dropped_note(words(locale), shown, by=text[:120], reader=shown.manager))
    check_modal(sent_modal(words(locale), shown))


def team(count: int, name: str = "Chen Jie") -> TeamGoals:
    marks = [mark for mark in Mark if mark is not Mark.WITHDRAWN]
    people = tuple((name, marks[number % len(marks)]) for number in range(count))
    return TeamGoals(cycle_id=3, cycle_name="2027Q1", manager=LIU, due=DUE, people=people, withdrawn=None)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("count", [0, 1, 30, 1000])
@pytest.mark.parametrize("name", ["&" * 120, "文" * 120])
def test_the_managers_thread_and_the_list_stay_within_the_limits(locale: str, count: int, name: str) -> None:
    check_message(goals_thread(words(locale), team(count, name)))
    listed = ListedSheet(
        goals_id=1, employee=name, manager=name, mark=Mark.WAITS, since=WEDNESDAY, sheet_id=2
    )
    sheets = ListedSheets(cycle_name="2027Q1", listed=(listed,) * min(count, 45), more=max(0, count - 45))
    check_modal(sheets_modal(words(locale), sheets))


# Nothing that was typed, and no figure, stands in a notification.


SECRETS = ("Paid turnover", "3.6", "60 %", "60%", "web analytics", "The shop was moved")


def cards() -> Iterator[tuple[str, Message]]:
    sheet = (kpi("k1", 60, name="Paid turnover", source="web analytics"), kpi("k2", 40))
    for state in STATES:
        shown = facts(state)
        shown = replace(
            shown,
            sheet=shown.sheet and replace(shown.sheet, kpis=sheet, because="The shop was moved"),
            agreed=shown.agreed and replace(shown.agreed, kpis=sheet),
        )
        yield f"my goals, {state}", my_goals_card(words(), shown)
        if shown.standing is not None:
            for side in Party:
                card = agreement_card(words(), agreement(state, side, facts=shown))
                yield f"agreement, {state}, {side}", card
        if shown.agreed is not None:
            yield f"agreed, {state}", agreed_note(words(), shown, shown.agreed, reader=CHEN)
            yield f"dropped, {state}", dropped_note(words(), shown, by="Liu Yang", reader=CHEN)
    yield "thread", goals_thread(words(), team(5))


CARDS = list(cards())


@pytest.mark.parametrize(("name", "card"), CARDS, ids=[name for name, _ in CARDS])
def test_a_notification_says_nothing_of_what_is_on_the_sheet(name: str, card: Message) -> None:
    assert card.text
    assert [secret for secret in SECRETS if secret in card.text] == []


# Everything that is signed can be read.


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_of_a_version_is_read_to_its_end(locale: str) -> None:
    """Plain texts, each as long as it may be: of twelve KPIs not a word is missing."""
    kpis = tuple(longest_kpi(f"k{number}", f"K{number} " + "Wort und " * 40) for number in range(12))
    shown = agreement(this=version(SECOND, kpis), compared=None)

    view = read_modal(words(locale), shown)

    check_modal(view)
    said = "".join(plain(view).split())
    for each in kpis:
        for text in (each.name, each.result, each.measure, each.source, each.duty, each.target):
            assert "".join(text.split()) in said
        assert said.count("".join(each.anchors[0].text.split())) >= 8


ANOTHER: dict[str, object] = {
    "name": "Another",
    "weight": 61,
    "target": "3.7",
    "unit": "points",
    "measure": "Mean of the year",
    "direction": Direction.LOWER,
    "anchors": (Anchor(score=Decimal(4), text="well above"),),
    "result": "The shop costs less",
    "goal_key": "b",
    "duty": "Buys",
    "source": "Finance",
    "figure_by_id": 5,
    "arrives_days": 3,
    "measures": Measures.WORK,
    "quantity": Quantity.PERCENT,
    "scored_by": ScoredBy.SHARE,
    "shared_id": 2,
}
NAMED = Named(
    people={4: "Wu Min", 5: "He Jun"},
    goals={"a": {"en": "Revenue"}, "b": {"en": "Cost"}},
    owners={1: ["Chen Jie", "Wu Min"], 2: ["Chen Jie", "He Jun"]},
)


def test_what_both_sides_sign_has_its_words() -> None:
    assert set(ANOTHER) == set(FIELDS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("field", list(ANOTHER))
def test_whatever_changes_of_a_kpi_is_told_old_beside_new_and_can_be_read(field: str, locale: str) -> None:
    before = kpi(
        "k1", 60, figure_by_id=4, goal_key="a", arrives_days=2, direction=Direction.HIGHER,
        measures=Measures.RESULT, quantity=Quantity.COUNT, shared_id=1,
    )  # fmt: skip
    after = replace(before, **{field: ANOTHER[field]})  # type: ignore[arg-type]

    def shown(this: Kpi, compared: Kpi | None) -> str:
        stood = version(FIRST, (compared,)) if compared else None
        facts_ = agreement(this=version(SECOND, (this,)), compared=stood, named=NAMED)
        return (
            plain(agreement_card(words(locale), facts_))
            if compared
            else plain(read_modal(words(locale), facts_))
        )

    lines = shown(after, before).splitlines()
    told = [line for line in lines if "→" in line]
    assert told
    assert all("~" in line for line in told)
    assert shown(after, None) != shown(before, None)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("Mean of the quarter", "Mean of the year", "~Mean of the quarter~ → Mean of the year"),
        ("", "Mean of the year", "~none~ → Mean of the year"),
        ("Mean of the quarter", "", "~Mean of the quarter~ → none"),
        (
            "The mean of all days " * 12 + "without Sundays",
            "The mean of all days " * 12 + "with Sundays",
            "~…of all days without Sundays~ → …of all days with Sundays",
        ),
        (
            "The mean of all days " * 12,
            "The mean of all days " * 12 + "but the last",
            "~…mean of all days~ → …mean of all days but the last",
        ),
        ("One line\nand two " + "x" * 200, "One line\nand three " + "x" * 200, "~One line and two xxx"),
        ("&" * 200 + " old", "&" * 200 + " new", "~…old~ → …new"),
    ],
)
def test_of_long_texts_the_place_is_shown_where_they_differ(was: str, now: str, said: str) -> None:
    compared = version(FIRST, (kpi("k1", 100, measure=was),))
    this = version(SECOND, (kpi("k1", 100, measure=now),))

    assert said in plain(agreement_card(words(), agreement(this=this, compared=compared)))


def test_of_anchors_those_are_told_that_changed() -> None:
    def sheet(*anchors: tuple[str, str]) -> tuple[Kpi, ...]:
        return (
            kpi("k1", 100, anchors=tuple(Anchor(score=Decimal(score), text=text) for score, text in anchors)),
        )

    compared = version(FIRST, sheet(("4.5", "x" * 300), ("4", "above"), ("3.5", "on target"), ("3", "below")))
    this = version(
        SECOND, sheet(("4.5", "x" * 300), ("4", "well above"), ("3.5", "on target"), ("2.5", "far below"))
    )

    said = plain(agreement_card(words(), agreement(this=this, compared=compared)))

    assert [line for line in said.splitlines() if "What earns" in line] == [
        "What earns 4: ~above~ → well above",
        "What earns 3: ~below~ → none",
        "What earns 2.5: ~none~ → far below",
    ]


# What the cards say, and offer.


@pytest.mark.parametrize(
    ("state", "headline"),
    [
        (State.OPEN, "2027 Q1: agree your goals with Liu Yang by Mon 18 Jan (about 12 min)"),
        (State.SENT, "2027 Q1: your KPI sheet is with Liu Yang"),
        (State.ADJUSTED, "2027 Q1: Liu Yang adjusted your KPI sheet; confirm it or answer with another"),
        (State.AGREED, "2027 Q1: you and Liu Yang have agreed on your goals"),
        (State.CHANGE_SENT, "2027 Q1: your KPI sheet is with Liu Yang"),
        (
            State.CHANGE_ADJUSTED,
            "2027 Q1: Liu Yang adjusted your KPI sheet; confirm it or answer with another",
        ),
    ],
)
def test_the_employees_card_says_what_is_wanted_or_who_has_it(state: State, headline: str) -> None:
    card = my_goals_card(words(), facts(state))

    assert card.text == headline
    assert "Who sees your goals: you, Liu Yang and HR." in plain(card)


FORM = "Job-responsibility form…"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.OPEN, ["Write my KPI sheet…", FORM]),
        (State.SENT, ["Take it back", FORM]),
        (State.ADJUSTED, ["Confirm and sign", "Answer with another…", FORM]),
        (State.AGREED, ["Change it…", FORM]),
        (State.CHANGE_SENT, ["Take it back", FORM]),
        (State.CHANGE_ADJUSTED, ["Confirm and sign", "Answer with another…", FORM]),
        (State.WITHDRAWN, []),
    ],
)
def test_the_employees_card_offers_what_can_be_done(state: State, offered: list[str]) -> None:
    withdrawn = Withdrawal(by="Zhou Jing", on=WEDNESDAY, reason="The wrong quarter.")
    shown = facts(state, withdrawn=withdrawn if state is State.WITHDRAWN else None)

    assert buttons(my_goals_card(words(), shown)) == offered


def test_what_is_agreed_is_changed_no_more_once_it_is_scored() -> None:
    scoring = replace(CYCLE, scoring_opened_at=WEDNESDAY)

    assert buttons(my_goals_card(words(), facts(State.AGREED, cycle=scoring))) == [FORM]


def test_what_is_late_is_told_by_its_day() -> None:
    late = words(now=LATE)

    assert "was due Mon 18 Jan" in my_goals_card(late, facts(State.OPEN)).text
    for state, side in ((State.SENT, MANAGER), (State.ADJUSTED, EMPLOYEE)):
        assert "Waits for you, was due Mon 18 Jan." in plain(agreement_card(late, agreement(state, side)))
    assert "With Liu Yang, was due Mon 18 Jan." in plain(
        agreement_card(late, agreement(State.SENT, EMPLOYEE))
    )
    assert "was due Mon 18 Jan" in goals_thread(late, team(4)).text


def test_the_employees_card_shows_the_sheet_and_who_signed_it() -> None:
    card = plain(my_goals_card(words(), facts(State.CHANGE_SENT)))

    assert "*60 %* · KPI k1 · 3.6 %" in card
    assert "Signed by Chen Jie on Tue 5 Jan" in card
    assert "Until both have signed the new version, version 1 counts." in card


def test_a_signature_in_somebodys_place_says_so() -> None:
    shown = facts(State.AGREED, signed={FIRST: signed(EMPLOYEE, MANAGER, in_place_of="Liu Yang")})

    assert "in place of Liu Yang on Wed 6 Jan" in plain(my_goals_card(words(), shown))


AGREE, ADJUST, CONFIRM = "Agree and sign", "Adjust…", "Confirm and sign"
ANSWER, LEAVE = "Answer with another…", "Leave it as it was"


@pytest.mark.parametrize(
    ("state", "side", "offered"),
    [
        (State.SENT, MANAGER, [AGREE, ADJUST]),
        (State.SENT, EMPLOYEE, []),
        (State.ADJUSTED, MANAGER, [ADJUST]),
        (State.ADJUSTED, EMPLOYEE, [CONFIRM, ANSWER]),
        (State.AGREED, MANAGER, []),
        (State.AGREED, EMPLOYEE, []),
        (State.CHANGE_SENT, MANAGER, [AGREE, ADJUST, LEAVE]),
        (State.CHANGE_SENT, EMPLOYEE, []),
        (State.CHANGE_ADJUSTED, MANAGER, [ADJUST, LEAVE]),
        (State.CHANGE_ADJUSTED, EMPLOYEE, [CONFIRM, ANSWER, LEAVE]),
    ],
)
def test_a_version_offers_what_its_reader_can_do_with_it(
    state: State, side: Party, offered: list[str]
) -> None:
    assert buttons(agreement_card(words(), agreement(state, side))) == offered


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ({"is_open": False}, "Taken back; nobody signs this version any more."),
        ({"is_open": False, "replaced_by": 3}, "Replaced by version 3."),
        ({"is_open": False, "is_agreed": True}, "✅ Both have signed this version."),
    ],
)
def test_a_version_that_is_past_says_what_became_of_it_and_offers_nothing(
    rest: dict[str, Any], said: str
) -> None:
    card = agreement_card(words(), agreement(State.SENT, MANAGER, **rest))

    assert said in plain(card)
    assert buttons(card) == []


def test_the_reason_and_the_day_stand_on_the_version() -> None:
    this = version(SECOND, because="The shop was moved.", counts_from=date(2027, 2, 1))
    card = plain(agreement_card(words(), agreement(State.CHANGE_SENT, MANAGER, this=this)))

    assert "Chen Jie says why:\n> The shop was moved." in card
    assert "It counts from Mon 1 Feb on, once both have signed" in card


def test_typed_text_arrives_as_it_was_typed_and_pings_nobody() -> None:
    nasty = "<!channel> & <@U1>"
    sheet = (
        kpi(
            "k1",
            100,
            name=nasty,
            target=nasty,
            measure=nasty,
            anchors=(Anchor(score=Decimal(3), text=nasty),),
        ),
    )
    shown = agreement(this=version(SECOND, sheet, because=nasty), compared=version(FIRST, SHEET))

    for built in (agreement_card(words(), shown), read_modal(words(), shown)):
        assert "<!channel>" not in plain(built)
        assert "&lt;!channel&gt; &amp; &lt;@U1&gt;" in plain(built)


@pytest.mark.parametrize(
    ("state", "side", "submit"),
    [
        (State.SENT, MANAGER, "Agree and sign"),
        (State.SENT, EMPLOYEE, None),
        (State.ADJUSTED, EMPLOYEE, "Confirm and sign"),
        (State.AGREED, MANAGER, None),
    ],
)
def test_whoevers_move_it_is_signs_where_they_have_read_it_all(
    state: State, side: Party, submit: str | None
) -> None:
    view = read_modal(words(), agreement(state, side))

    assert view.get("submit", {}).get("text") == submit
    assert view["private_metadata"] == f"7:{FIRST if state is State.AGREED else SECOND}"


def test_ids_and_nothing_that_was_typed_is_carried_along() -> None:
    view = read_modal(words(), agreement())

    carried = json.dumps([view["private_metadata"], *(block.get("block_id") for block in view["blocks"])])
    assert "KPI" not in carried


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (CHEN, "2027 Q1: version 1 of your KPI sheet is agreed. Chen Jie and Liu Yang have signed it."),
        (LIU, "2027 Q1: version 1 of Chen Jie's KPI sheet is agreed. Chen Jie and Liu Yang have signed it."),
    ],
)
def test_each_side_is_told_once_both_have_signed(reader: Any, said: str) -> None:
    shown = facts(State.AGREED)
    assert shown.agreed is not None

    assert agreed_note(words(), shown, shown.agreed, reader=reader).text == said


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_reads_differently_in_every_language(locale: str) -> None:
    said = {state: plain(my_goals_card(words(locale), facts(state))) for state in STATES}

    assert len(set(said.values())) == len(STATES)


FATES: dict[str, AgreementFacts] = {
    "waits for the manager": agreement(State.SENT, MANAGER),
    "waits for the employee": agreement(State.ADJUSTED, EMPLOYEE),
    "is with the manager": agreement(State.SENT, EMPLOYEE),
    "is with the employee": agreement(State.ADJUSTED, MANAGER),
    "is agreed": agreement(State.AGREED, MANAGER),
    "was taken back": agreement(State.SENT, MANAGER, is_open=False),
    "was replaced": agreement(State.SENT, MANAGER, is_open=False, replaced_by=3),
    "its person has left": agreement(
        State.SENT, MANAGER, facts=facts(goals=goals_at(State.SENT, is_here=False))
    ),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_becomes_of_a_version_reads_differently_in_every_language(locale: str) -> None:
    said = {
        (card.text, card.blocks[-1]["elements"][0]["text"])
        for card in (agreement_card(words(locale), each) for each in FATES.values())
    }

    assert len(said) == len(FATES)
    assert all(text and fate for text, fate in said)
