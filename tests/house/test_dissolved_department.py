"""A department is dissolved into another while reviews are under way: all of it has somebody, and an end.

Website Product with its User Experience Centre goes into Technical. Sun Li led both, had Xu Ting's review,
looked again at what Liu Yang gives, and had Liu Yang's reviews while he is on leave: she leaves.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.domain.home import Section
from bot.domain.obligations import Kind
from bot.domain.organisation import Organisation
from bot.domain.reviews.review import Review
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.self_score import Answer, Entered
from bot.domain.reviews.way import State
from bot.services.home import home_facts
from bot.services.obligations import rebuild
from bot.services.reviews.approval import approve
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.delegation import delegate
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.second_look import confirm
from bot.services.reviews.self_score import open_self_score, pass_step, submit_self_score
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.moves import CHEN, LIU, SUN, ZHAO, ZHOU, imported, named
from tests.builders.organisation import changed, seeded, without
from tests.builders.self_score import review_of

OPENED = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
WEDNESDAY = OPENED + timedelta(days=2)
THURSDAY = OPENED + timedelta(days=3)
HUANG, WU, XU, ZHANG = "黄磊", "Wu Min", "Xu Ting", "Zhang Wei"


def before() -> Organisation:
    """The example, in which Liu Yang reports to Sun Li."""
    return changed(seeded(), LIU, manager="sun.li@example.com")


def after() -> Organisation:
    file = without(changed(before(), LIU, manager="zhao.min@example.com"), SUN)
    file = changed(file, XU, department="Technical", manager="zhang.wei@example.com")
    gone = ("Website Product", "User Experience Centre")
    return replace(file, departments=tuple(each for each in file.departments if each.name not in gone))


def look(store: Store, name: str) -> Review:
    with store.read() as unit:
        return unit.reviews.look(review_of(store, named(store, name)))


def hands_in(store: Store, name: str, *, at: datetime = WEDNESDAY) -> None:
    person = acting(store, by=named(store, name), now=at)
    review_id = look(store, name).id
    for number, step in enumerate(open_self_score(person, review_id=review_id).steps, start=1):
        answers = {
            item: Answer(score=Decimal("3.5"), actual="100", evidence="Seen in the report of December.")
            for item in step.scored
        }
        pass_step(person, review_id=review_id, step=number, entered=Entered(answers=answers))
    submit_self_score(person, review_id=review_id, read_at=at.isoformat())


def approves(store: Store, name: str, of: str, *, at: datetime = WEDNESDAY) -> None:
    review = look(store, of)
    approve(acting(store, by=named(store, name), now=at), review_id=review.id, version=review.version)


def confirms(store: Store, name: str, of: str) -> None:
    review = look(store, of)
    confirm(acting(store, by=named(store, name), now=THURSDAY), [(review.id, review.version)])


def owed(store: Store, name: str) -> set[tuple[Kind, int]]:
    with store.read() as unit:
        waiting = unit.obligations.waiting([named(store, name).id])
    kinds = (Kind.APPROVAL, Kind.SECOND_LOOK, Kind.SELF_SCORE)
    return {
        (each.obligation.kind, each.obligation.subject_id)
        for each in waiting
        if each.obligation.kind in kinds
    }


@pytest.fixture
def company(store: Store) -> Store:
    """Chen Jie has not handed in, Wu Min and Xu Ting have, 黄磊 is scored and waits in the second look."""
    imported(store, before(), at=OPENED - timedelta(days=30))
    with store.begin() as unit:
        for number, person in enumerate(unit.people.every()):
            unit.session.get_one(PersonRow, person.id).slack_id = f"U{number}"
    hr = named(store, ZHOU)
    open_cycle(acting(store, by=hr, now=OPENED), name="2026Q4", scheme_key="operations")
    for name in (WU, XU, HUANG):
        hands_in(store, name)
    approves(store, LIU, HUANG)
    delegate(
        acting(store, by=hr, now=WEDNESDAY),
        manager_account=named(store, LIU).slack_id or "",
        delegate_account=named(store, SUN).slack_id or "",
        until_on=date(2027, 2, 26),
        reason="On leave",
    )
    return store


def test_everything_of_it_has_somebody_else_and_an_end(company: Store) -> None:
    names = (CHEN, WU, XU, HUANG)
    sheets = {name: (look(company, name).sheet_id, look(company, name).team_sheet_id) for name in names}
    liu, sun = named(company, LIU), named(company, SUN)
    assert (look(company, WU).decider_id, look(company, XU).decider_id) == (sun.id, sun.id)
    with company.read() as unit:
        assert unit.second_looks.of(look(company, HUANG).id)[0].person_id == sun.id

    imported(company, after(), at=THURSDAY)

    assert rebuild(acting(company, now=THURSDAY)) == 0
    with company.read() as unit:
        seated = {each.seat: each.person_id for each in unit.second_looks.of(look(company, HUANG).id)}
    assert seated == {Seat.ONE_OVER: named(company, ZHAO).id, Seat.HR: named(company, ZHOU).id}
    assert owed(company, SUN) == set()
    assert (Kind.APPROVAL, look(company, XU).id) in owed(company, ZHANG)
    assert (Kind.SECOND_LOOK, look(company, HUANG).id) in owed(company, ZHAO)

    assert {look(company, name).decider_id for name in (CHEN, WU)} == {liu.id}
    assert (Kind.APPROVAL, look(company, WU).id) in owed(company, LIU)

    # What was to be scored stays what it was, the department's part of it, too.
    assert {name: (look(company, name).sheet_id, look(company, name).team_sheet_id) for name in names} == (
        sheets
    )
    status = cycle_status(acting(company, by=named(company, ZHOU), now=THURSDAY), name="2026Q4")
    assert {each.name: each.people for each in status.departments} == {
        "Human Resources": 1,
        "Marketing": 5,
        "Technical": 4,
    }
    homes = {
        name: home_facts(acting(company, by=named(company, name), now=THURSDAY)).of for name in (ZHANG, ZHAO)
    }
    assert XU in {each.name for each in homes[ZHANG][Section.TEAM].members}
    assert SUN not in {each.name for each in homes[ZHAO][Section.TEAM].members}

    with company.read() as unit:
        shares = approval_facts(unit, look(company, XU).id).shares
    assert [each.name for each in shares] == [SUN]
    approves(company, ZHANG, XU, at=THURSDAY)
    hands_in(company, CHEN, at=THURSDAY)
    for name in (CHEN, WU):
        approves(company, LIU, name, at=THURSDAY)
    for name in names:
        confirms(company, ZHAO, name)
        confirms(company, ZHOU, name)
    assert {look(company, name).state for name in names} == {State.CONFIRMED}
    assert rebuild(acting(company, now=THURSDAY)) == 0
