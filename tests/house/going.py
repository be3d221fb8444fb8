"""A review that goes on, by whatever anybody does: the acts, and what holds after each of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.domain.people import Role
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.contribution import Written
from bot.domain.reviews.way import DECIDED, OPENED, REVIEW, Event, Party, State
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.obligations import rebuild
from bot.services.reviews import approval, take_back
from bot.services.reviews.contribution import contribute
from bot.services.reviews.delegation import delegate, end_delegation, look_after_delegations
from bot.services.reviews.review_facts import History, review_facts
from bot.services.reviews.second_look_seats import pass_on
from storage.models.obligations import ObligationRow
from storage.unit import Unit
from tests.builders.acting import acting
from tests.house.asking import CHEN, CONVERSION, HE, LIU, POLICY, WU, ZHAO, ZHOU, House, ReviewState, outcome


def by(house: House, name: str | None = None) -> Acting:
    return acting(house.store, by=house.who(name) if name else None, now=house.now, policy=POLICY)


def begins(house: House) -> str:
    """Keeps in the form what `adjusts` puts down, and decides nothing."""
    entered = {CONVERSION: Wanted(score=Decimal("3.5"), reason="December is an estimate.")}
    this = {"review_id": house.review, "version": house.version}
    return outcome(
        lambda: approval.keep_scores(by(house, LIU), entered=entered, read_at="", window="", **this)
    )


def wants_back(house: House) -> str:
    return outcome(lambda: take_back.ask_back(by(house, CHEN), review_id=house.review, why="A figure."))


def answers_wish(house: House, answer: Callable[..., None]) -> str:
    """Whatever wish was said last."""
    with house.store.read() as unit:
        asked = [e.number for e in unit.reviews.history(house.review) if e.event is Event.ASK_BACK]
    number = asked[-1] if asked else 0
    return outcome(lambda: answer(by(house, LIU), review_id=house.review, number=number))


def goes_on_leave(house: House, manager: str, instead: str) -> str:
    accounts = {
        "manager_account": str(house.who(manager).slack_id),
        "delegate_account": str(house.who(instead).slack_id),
    }
    until = house.now.date() + timedelta(days=1)
    return outcome(lambda: delegate(by(house, ZHOU), until_on=until, reason="Leave", **accounts))


def is_back(house: House) -> None:
    with house.store.read() as unit:
        standing = unit.delegations.standing()
    for each in standing:
        outcome(lambda each=each: end_delegation(by(house, LIU), delegation_id=each.id))


def seats_pass_on(house: House) -> None:
    with house.store.begin() as unit:
        pass_on(unit, by(house))


ACTS: Mapping[str, Callable[[House], object]] = {
    "hand in": lambda house: house.hands_in(),
    "begin to score": lambda house: begins(house),
    "adjust": lambda house: house.adjusts(),
    "ask for more": lambda house: house.asks(),
    "approve": lambda house: house.approves(),
    "approve in the manager's place": lambda house: house.approves(HE),
    "one over confirms": lambda house: house.looks_again(ZHAO),
    "HR confirms": lambda house: house.looks_again(ZHOU),
    "one over sends back": lambda house: house.sends_back(ZHAO),
    "HR sends back": lambda house: house.sends_back(ZHOU),
    "want it back": wants_back,
    "give it back": lambda house: answers_wish(house, take_back.give_back),
    "keep it": lambda house: answers_wish(house, take_back.keep_it),
    "another manager": lambda house: house.is_led_by(CHEN, HE),
    "the manager again": lambda house: house.is_led_by(CHEN, LIU),
    "contribute": lambda house: outcome(
        lambda: contribute(by(house, LIU), review_id=house.review, written=Written(text="It went well."))
    ),
    "go on leave": lambda house: goes_on_leave(house, LIU, HE),
    "go on leave, one over instead": lambda house: goes_on_leave(house, LIU, ZHAO),
    "look after leave": lambda house: look_after_delegations(by(house)),
    "be back": is_back,
    "employee leaves": lambda house: house.leaves(CHEN),
    "employee returns": lambda house: house.returns(CHEN),
    "the manager gets another manager": lambda house: house.is_led_by(LIU, WU),
    "the manager has their manager again": lambda house: house.is_led_by(LIU, ZHAO),
    "HR is another": lambda house: (house.has_roles(WU, Role.HR), house.has_roles(ZHOU)),
    "HR is the same again": lambda house: (house.has_roles(ZHOU, Role.HR), house.has_roles(WU)),
    "the other confirms": lambda house: house.looks_again(WU),
    "seats pass on": seats_pass_on,
    "HR releases": lambda house: house.releases(),
    "the other releases": lambda house: house.releases(WU),
    "close without a score": lambda house: house.closes_unrated(),
    "give more time": lambda house: house.reopens(date(2027, 2, 5)),
    "extend": lambda house: house.extends(date(2027, 2, 12)),
    "rules are corrected": lambda house: house.corrects(),
    "withdraw": lambda house: house.withdraws(),
}
"""What people, and the company, can try with the only review; most of it is refused at most moments."""

GOES_ON = (
    "hand in",
    "approve",
    "one over confirms",
    "HR confirms",
    "one over sends back",
    "HR releases",
    "ask for more",
)
"""What leads somewhere, and is tried more often for it."""


class Watched:
    """The review as it is, and was: `holds()` after each act."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.history: History = ()

    def holds(self) -> None:
        house = self.house
        with house.store.read() as unit:
            history = tuple(unit.reviews.history(house.review))
            assert history[: len(self.history)] == self.history, "something was written over"
            self.history = history
            _is_on_the_way(history, house)
            _owes(unit, house)
            if house.review_state in DECIDED:
                _is_complete(unit, house, history)
        _is_told_only_once_released(house)


def _is_on_the_way(history: History, house: House) -> None:
    """Each step follows from the one before, and the last is where it stands."""
    assert [entry.number for entry in history] == list(range(1, len(history) + 1))
    state: State = OPENED
    for entry in history:
        assert entry.from_state is state, entry
        state = REVIEW.after(state, entry.event)
        assert entry.to_state is state, entry
    assert [entry.at for entry in history] == sorted(entry.at for entry in history)
    assert (house.review_state, house.version) == (state, len(history))


def _owes(unit: Unit, house: House) -> None:
    """One step waits, once with each who is to take it; nothing where it has an end."""
    review = unit.reviews.look(house.review)
    stage = review.stage
    seated = unit.second_looks.of(review.id)
    open_rows = [
        (row.kind, row.person_id)
        for row in unit.session.scalars(select(ObligationRow).where(ObligationRow.done_at.is_(None)))
        if row.subject_id == review.id and row.kind in {each.move for each in REVIEW.stages.values()}
    ]
    if stage.move is None or not review.is_here:
        wanted: list[int] = []
    elif stage.waits_for(Party.HR):
        hr = [person.id for person in unit.people.holding(Role.HR)]
        wanted = [each for each in hr if each != review.employee_id][:1]
        assert wanted, "it waits for nobody"
    elif stage.decided:
        wanted = [each.person_id for each in seated if each.confirmed_at is None]
        assert wanted, "it waits for nobody"
    else:
        wanted = [review.decider_id if stage.waits_for(Party.MANAGER) else review.employee_id]
    assert sorted(open_rows) == sorted((stage.move, person_id) for person_id in wanted)
    if stage.decided:
        who = [each.person_id for each in seated]
        assert len(set(who)) == len(who)
        assert not {review.employee_id, review.manager_id} & set(who), "nobody looks at their own"


def _is_complete(unit: Unit, house: House, history: History) -> None:
    """What is decided has every score, and was approved since it was handed in, by none who look again."""
    facts = review_facts(unit, house.review)
    items = {
        (section.key, item) for section in facts.cycle.scheme.sections for item in section.items(facts.basis)
    }
    assert set(facts.holding) == items
    assert facts.outcome is not None
    last = {entry.event: entry for entry in history}
    approved = last[Event.APPROVE]
    assert approved.number > last[Event.SUBMIT].number
    seated = unit.second_looks.of(house.review)
    assert approved.by_id not in {each.person_id for each in seated}, "nobody confirms what they gave"
    if facts.stage.released:
        assert last[Event.SETTLE].number > approved.number
        assert last[Event.RELEASE].number > last[Event.SETTLE].number
        assert all(each.confirmed_at is not None and each.confirmed_at >= approved.at for each in seated)


def _is_told_only_once_released(house: House) -> None:
    """Its employee reads the result where it is released, and nowhere before."""
    released = house.review_state is ReviewState.RELEASED
    try:
        approval.result_for(by(house, CHEN), review_id=house.review)
    except Refusal:
        assert not released
    else:
        assert released


def go(house: House, acts: Sequence[tuple[str, int]]) -> list[str]:
    """Each act so many hours after the one before, 0 at the very same moment; where each led."""
    watched = Watched(house)
    watched.holds()
    led = []
    for name, hours in acts:
        house.now += timedelta(hours=hours)
        said = ACTS[name](house)
        watched.holds()
        led.append(f"{name}: {said}, {house.review_state}")
    assert rebuild(by(house)) == 0
    return led
