"""Whoever moves in the company is followed by everything that is open, and whom it concerns is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.concerns import Cause
from bot.domain.drafts import Form
from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Event, State
from bot.domain.history import Changed, Facts
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.moves import Move, Moved
from bot.domain.moves_facts import MOST_TOLD, MovesFacts
from bot.domain.notices import Sending
from bot.domain.obligations import Kind
from bot.domain.policy import Policy
from bot.domain.reviews.input import How, TypedInput
from bot.errors import Refusal
from bot.services.goals.agreement import drop_change, propose, sign, take_back
from bot.services.obligations import owed_by, rebuild
from bot.services.people.moves import FOLLOWED_BY
from bot.services.people.moves_facts import moves_facts
from bot.services.reviews.input import ask_for_input
from storage.models.delivery import CardRow, OutboxRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import agreed, kpi, open_goals_of, proposed
from tests.builders.intake import filed, read, stepped
from tests.builders.moves import (
    CHEN,
    JANUARY,
    LIU,
    SUN,
    WU,
    ZHAO,
    ZHOU,
    bare,
    imported,
    named,
)
from tests.builders.organisation import changed, without
from tests.builders.told import told

LATER = JANUARY + timedelta(days=1)


@pytest.fixture
def company(store: Store) -> Store:
    imported(store, bare(), at=JANUARY - timedelta(days=8))
    return store


def goals_of(store: Store, name: str, *, sent: bool = False, is_agreed: bool = False) -> Goals:
    """Of the first quarter of 2027, opened on its first Monday."""
    person = named(store, name)
    [goals] = open_goals_of(store, person)
    if sent:
        proposed(store, goals.id, person)
    if is_agreed:
        agreed(store, goals, person)
    with store.read() as unit:
        return unit.goals.look(goals.id)


def now_of(store: Store, goals: Goals) -> Goals:
    with store.read() as unit:
        return unit.goals.look(goals.id)


def owed(store: Store, name: str, *, at: datetime = LATER) -> list[tuple[Kind, date]]:
    person = named(store, name)
    with store.read() as unit:
        return [(each.kind, each.due_on) for each in owed_by(unit, person, acting(store, now=at))]


def goals_owed(store: Store, name: str) -> list[Kind]:
    """But for the sheet of their own, which a manager is asked for, too."""
    own = () if name == CHEN else (Kind.GOALS, Kind.JOB_FORM)
    kinds = [kind for kind, _ in owed(store, name)]
    return [kind for kind in kinds if kind.value.startswith("goals") and kind not in own]


def on_record(store: Store, name: str) -> list[Moved]:
    with store.read() as unit:
        return list(unit.moves.of(named(store, name).id))


def read_by(store: Store, name: str) -> MovesFacts | None:
    """What the last import told somebody; None where nothing of it was for them."""
    person = named(store, name)
    with store.read() as unit:
        rows = unit.session.scalars(
            select(OutboxRow).where(OutboxRow.kind == "MovesTold").order_by(OutboxRow.id.desc())
        )
        numbers = [row.payload["import_id"] for row in rows if row.payload["to"] == person.id]
        return moves_facts(unit, person, numbers[0], policy=Policy()) if numbers else None


def lines(store: Store, name: str) -> list[tuple[Move, bool]]:
    facts = read_by(store, name)
    return [(each.move, each.is_self) for each in facts.told] if facts else []


def is_right(store: Store) -> bool:
    return rebuild(acting(store, now=LATER)) == 0


def test_nobody_is_told_of_the_first_file(company: Store) -> None:
    assert [each for each in told(company) if each[0] == "MovesTold"] == []
    assert on_record(company, CHEN) == []
    assert named(company, CHEN).joined_on is None


def test_steps_go_over_to_a_new_manager_and_all_three_are_told(company: Store) -> None:
    goals = goals_of(company, CHEN, sent=True)
    assert goals_owed(company, LIU) == [Kind.GOALS_AGREEMENT]

    imported(company, changed(bare(), CHEN, manager="sun.li@example.com"))

    assert (goals_owed(company, LIU), goals_owed(company, SUN)) == ([], [Kind.GOALS_AGREEMENT])
    assert now_of(company, goals).sheet_id == goals.sheet_id
    old, new = named(company, LIU).id, named(company, SUN).id
    [entry] = on_record(company, CHEN)
    assert (entry.move, entry.day) == (Move.NEW_MANAGER, JANUARY.date())
    assert entry.facts == Facts(manager=Changed(was=old, now=new), steps=1)
    assert lines(company, CHEN) == [(Move.NEW_MANAGER, True)]
    assert lines(company, LIU) == lines(company, SUN) == [(Move.NEW_MANAGER, False)]
    assert lines(company, ZHAO) == []
    assert is_right(company)


def test_colleagues_who_were_asked_for_input_see_who_reads_it_now(company: Store) -> None:
    wu, liu = named(company, WU), named(company, LIU)
    with company.begin() as unit:
        unit.session.get_one(PersonRow, wu.id).slack_id = "U0WU"
    asked = TypedInput(who=("U0WU",), questions="peers", how=How.NAMED.value)
    by = acting(company, by=liu, now=JANUARY)
    request = ask_for_input(by, asked, about_id=named(company, CHEN).id, submission="V1")
    before = len(told(company))

    imported(company, changed(bare(), CHEN, manager="sun.li@example.com"))

    assert (f"input:{request.id}:{wu.id}", wu.id) in told(company)[before:]


def test_who_leaves_owes_nothing_is_sent_nothing_and_stays_on_record(company: Store) -> None:
    goals = goals_of(company, CHEN)
    chen = named(company, CHEN)
    assert any(to == chen.id for _, to in told(company))

    imported(company, without(bare(), CHEN))

    with company.read() as unit:
        assert unit.obligations.waiting([chen.id]) == []
        rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.lane == f"person:{chen.id}"))
        assert {row.status for row in rows} == {Sending.DROPPED}
        assert [each.event for each in unit.goals.history(goals.id)][-1] is Event.LEAVE
    assert [each.move for each in on_record(company, CHEN)] == [Move.LEAVE]
    assert lines(company, LIU) == [(Move.LEAVE, False)]
    assert is_right(company)


def test_who_is_back_owes_again_what_was_open_and_hears_of_it(company: Store) -> None:
    goals_of(company, CHEN)
    imported(company, without(bare(), CHEN))

    imported(company, bare(), at=LATER)

    assert Kind.GOALS in goals_owed(company, CHEN)
    assert (named(company, CHEN).returned_on, named(company, CHEN).joined_on) == (LATER.date(), None)
    assert lines(company, CHEN) == [(Move.RETURN, True)]
    with company.read() as unit:
        assert unit.moves.away(named(company, CHEN).id) == [(JANUARY.date(), LATER.date())]
    assert is_right(company)


def test_requests_of_a_product_manager_who_left_go_over_in_the_same_moment(company: Store) -> None:
    file = bare()
    wu = next(each for each in file.people if each.name == WU)
    with_two = changed(file, WU, roles=(*wu.roles, *next(p for p in file.people if p.name == SUN).roles))
    imported(company, with_two)
    request = filed(company, named(company, CHEN))
    owner = read(company, request).owner.name

    imported(company, without(with_two, owner), at=LATER)

    assert {owner, read(company, request).owner.name} == {SUN, WU}
    assert is_right(company)


def test_a_requester_who_left_owes_no_reply_and_the_desk_sees_it(company: Store) -> None:
    request = filed(company, named(company, CHEN))
    stepped(company, request, RequestEvent.ASK, named(company, SUN), text="Which page?")
    before = len(told(company))

    imported(company, without(bare(), CHEN))

    assert (f"request:{request}", None) in told(company, after=before)
    assert owed(company, SUN) == []
    with company.read() as unit:
        assert unit.obligations.waiting([named(company, CHEN).id]) == []
    assert is_right(company)

    imported(company, bare(), at=LATER)
    assert Kind.REPLY in [kind for kind, _ in owed(company, CHEN, at=LATER + timedelta(hours=1))]
    assert is_right(company)


def test_another_post_asks_for_a_sheet_and_a_form_from_its_day_on(company: Store) -> None:
    goals = goals_of(company, CHEN, is_agreed=True)

    imported(company, changed(bare(), CHEN, post="Product manager", since=date(2027, 2, 1)))

    now = now_of(company, goals)
    assert (now.state, now.wanted_from) == (State.CHANGE_WANTED, date(2027, 2, 1))
    assert now.agreed_sheet_id == goals.agreed_sheet_id
    assert goals_owed(company, CHEN) == [Kind.GOALS]
    assert lines(company, CHEN) == [(Move.TRANSFER, True)]
    assert lines(company, LIU) == [(Move.TRANSFER, False)]
    facts = read_by(company, CHEN)
    assert facts is not None
    assert facts.goals_id == goals.id
    assert {"post": "Product manager", "due": date(2027, 1, 18), "form": True}.items() <= dict(
        facts.told[0].facts
    ).items()
    [entry] = on_record(company, CHEN)
    assert (entry.day, entry.facts.post) == (
        date(2027, 2, 1),
        Changed(was="Planning", now="Product manager"),
    )
    assert is_right(company)


def test_the_new_sheet_may_be_the_old_one_again_and_counts_from_that_day(company: Store) -> None:
    goals = goals_of(company, CHEN, is_agreed=True)
    chen, liu = named(company, CHEN), named(company, LIU)
    imported(company, changed(bare(), CHEN, post="Product manager", since=date(2027, 2, 1)))

    wanted = now_of(company, goals)
    facts = propose(acting(company, by=chen, now=LATER), goals_id=goals.id, seen=wanted.version)
    assert facts.sheet is not None
    assert facts.sheet.counts_from == date(2027, 2, 1)
    signed = sign(acting(company, by=liu, now=LATER), goals_id=goals.id, sheet_id=facts.sheet.id)

    assert (signed.state, signed.wanted_from) == (State.AGREED, None)
    assert is_right(company)


@pytest.mark.parametrize("deed", [take_back, drop_change])
def test_what_is_wanted_stays_wanted_though_it_is_taken_off_the_table(
    company: Store, deed: Callable[..., Goals]
) -> None:
    goals = goals_of(company, CHEN, is_agreed=True)
    chen = named(company, CHEN)
    imported(company, changed(bare(), CHEN, post="Product manager"))
    sheet = propose(
        acting(company, by=chen, now=LATER), goals_id=goals.id, seen=now_of(company, goals).version
    ).sheet
    assert sheet is not None

    deed(acting(company, by=chen, now=LATER), goals_id=goals.id, sheet_id=sheet.id)

    assert now_of(company, goals).state is State.CHANGE_WANTED
    assert goals_owed(company, CHEN) == [Kind.GOALS]
    assert is_right(company)


def test_a_change_on_the_table_is_kept_as_a_draft_for_the_new_place(company: Store) -> None:
    goals = goals_of(company, CHEN, is_agreed=True)
    chen, liu = named(company, CHEN), named(company, LIU)
    other = (kpi("k1", 50), kpi("k2", 50))
    sheet_id = proposed(company, goals.id, chen, other, reason="It matters more.")

    imported(company, changed(bare(), CHEN, department="Website Product"))

    now = now_of(company, goals)
    assert (now.state, now.sheet_id) == (State.CHANGE_WANTED, None)
    assert goals_owed(company, LIU) == []
    with company.read() as unit:
        assert unit.drafts.get(chen.id, Form.GOALS_SHEET, str(goals.id)) is not None
    with pytest.raises(Refusal, match=r"goals\.changed_since"):
        sign(acting(company, by=liu, now=LATER), goals_id=goals.id, sheet_id=sheet_id)


@pytest.mark.parametrize(("state", "since"), [("open", None), ("sent", None), ("agreed", date(2027, 4, 1))])
def test_nothing_new_is_wanted_of_what_is_not_agreed_or_ends_before(
    company: Store, state: str, since: date | None
) -> None:
    goals = goals_of(company, CHEN, sent=state == "sent", is_agreed=state == "agreed")

    imported(company, changed(bare(), CHEN, post="Product manager", since=since))

    assert now_of(company, goals).state is goals.state
    assert lines(company, CHEN) == [(Move.TRANSFER, True)]
    assert is_right(company)


def test_until_a_successor_is_named_the_next_above_has_the_steps(company: Store) -> None:
    goals = goals_of(company, CHEN, sent=True)
    without_liu = without(bare(), LIU)

    imported(company, without_liu)

    assert goals_owed(company, ZHAO) == [Kind.GOALS_AGREEMENT]
    assert now_of(company, goals).manager_id == named(company, ZHAO).id
    facts = read_by(company, CHEN)
    assert facts is not None
    assert {"was": LIU, "now": ZHAO, "stands_in": True}.items() <= dict(facts.told[0].facts).items()
    assert concerns(company) == [(LIU, ZHAO)]
    assert imported(company, without_liu, at=LATER).changed == []
    assert concerns(company) == [(LIU, ZHAO)]

    led = [each.name for each in without_liu.people if each.manager == "liu.yang@example.com"]
    for name in led:
        without_liu = changed(without_liu, name, manager="sun.li@example.com")
    imported(company, without_liu, at=LATER)

    assert (goals_owed(company, ZHAO), goals_owed(company, SUN)) == ([], [Kind.GOALS_AGREEMENT])
    assert concerns(company) == []
    assert is_right(company)


def concerns(store: Store) -> list[tuple[str, str]]:
    with store.read() as unit:
        round = unit.concerns.latest_round(Cause.NO_SUCCESSOR)
        found = unit.concerns.facts(Cause.NO_SUCCESSOR, round=round).open
        return [(each.facts["name"], each.facts["stand_in"]) for each in found]


def test_where_nobody_is_above_hr_hears_that_they_can_sign(company: Store) -> None:
    imported(company, without(bare(), ZHAO))

    assert concerns(company) == [(ZHAO, "")]
    assert (Move.NO_MANAGER, False) in lines(company, ZHOU)
    assert named(company, LIU).manager_id is None


def test_cards_that_stand_call_people_by_their_new_name(company: Store) -> None:
    goals = goals_of(company, CHEN, sent=True)
    chen, liu = named(company, CHEN), named(company, LIU)
    team = f"goals-team:{goals.cycle_id}:{liu.id}"
    with company.begin() as unit:
        unit.session.add(CardRow(key=team, channel="D1", ts="1.0", fingerprint="f", posted_at=JANUARY))
    before = len(told(company))

    people = (replace(each, name="Chen Jieyi") if each.name == CHEN else each for each in bare().people)
    imported(company, replace(bare(), people=tuple(people)))

    after = told(company, after=before)
    assert (team, liu.id) in after
    assert not any(card.startswith(("my-goals", "agreement")) for card, _ in after)
    with company.read() as unit:
        [entry] = unit.moves.of(chen.id)
    assert (entry.move, entry.facts.name) == (Move.RENAME, Changed(was=CHEN, now="Chen Jieyi"))


def test_a_message_names_only_so_many_changes(company: Store) -> None:
    file = bare()
    chen = next(each for each in file.people if each.name == CHEN)
    crowd = (
        replace(chen, email=f"p{number}@example.com", name=f"P {number}", at=("people", 50 + number))
        for number in range(MOST_TOLD + 3)
    )

    imported(company, replace(file, people=(*file.people, *crowd)))

    facts = read_by(company, LIU)
    assert facts is not None
    assert (len(facts.told), facts.more) == (MOST_TOLD, 3)


def test_every_feature_has_one_entry_and_follows_something() -> None:
    assert list(FOLLOWED_BY)[-1] == "newcomers"
    quiet = [name for name, each in FOLLOWED_BY.items() if each == type(each)()]
    assert quiet == []
