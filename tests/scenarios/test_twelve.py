"""A department of twelve through a quarter, in each scheme that ships: what all are scored, told and shown.

On the way one review fails its gate, one manager is on leave, one person gets another manager, and one review
is sent back by the second look. What it comes to is worked out here once more, from the figures of domain.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.domain.notices import CardStale
from bot.domain.policy import Policy
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.local.workspace import LocalWorkspace
from bot.services.obligations import rebuild
from bot.services.reviews import approval, second_look
from bot.services.reviews.explain import explain
from bot.services.reviews.sent_self_score import sent_self_score
from storage.models.delivery import OutboxRow, Sending
from storage.models.obligations import ObligationRow
from storage.unit import Store
from tests.builders.feedback import prepared
from tests.builders.office import MARK, Office, marked
from tests.builders.twelve import (
    CHEN,
    GAO,
    HAN,
    JIANG,
    KONG,
    LIU,
    LUO,
    NING,
    TEAM_WEIGHTS,
    TWELVE,
    WARNED,
    WU,
    ZHAO,
    ZHOU,
    employ,
)
from tests.house.reading import ROOT
from tests.scenarios.conftest import PATIENT

MONDAY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
"""The first working day after the quarter: 10:00 in Hangzhou."""

# What it comes to. Source: domain.md §3 to §5.

SCALE = ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5")
LADDERS, STATEMENTS, OWN, TEAM = "ladders", "statements", "own KPIs", "team's KPIs"
SECTIONS: Mapping[str, Mapping[str, tuple[int, str]]] = {
    "kpi-values": {"kpi": (70, OWN), "values": (30, LADDERS)},
    "three-part": {"ability": (30, STATEMENTS), "attitude": (30, STATEMENTS), "performance": (40, OWN)},
    "operations": {"team": (40, TEAM), "own": (40, OWN), "together": (20, STATEMENTS)},
}
GATE = Fraction("2.5")
"""Under which the mean of the values fails the whole."""
COUNT = {LADDERS: 2, STATEMENTS: 5, TEAM: 4}

MOST = 3000
"""As much as Slack lets anybody type."""
LEAVE = "Six weeks with the child"
DOUBT = marked(CHEN, "doubt")
TO_THINK_ABOUT = (0, 1)
"""Of Chen Jie's scores the one that comes back."""


@dataclass(frozen=True)
class Worth:
    """What somebody's scores come to: each item's and each section's, and the whole."""

    items: Mapping[str, Sequence[Fraction]]
    means: Mapping[str, Fraction]

    exact: Fraction
    failed: bool
    point: Fraction


def worth(name: str, scheme: str) -> Worth:
    scored, items, means, failed = TWELVE[name], {}, {}, False
    for place, (key, (_, kind)) in enumerate(SECTIONS[scheme].items()):
        weights = {OWN: scored.weights, TEAM: TEAM_WEIGHTS}.get(kind) or (1,) * COUNT[kind]
        points = [
            Fraction(scored.given.get((place, at)) or scored.own(place, at, ladders=kind == LADDERS))
            for at in range(len(weights))
        ]
        means[key] = Fraction(sum(w * p for w, p in zip(weights, points, strict=True)), sum(weights))
        failed = failed or (kind == LADDERS and means[key] < GATE)
        items[key] = points
    exact = sum((weight * means[key] for key, (weight, _) in SECTIONS[scheme].items()), Fraction()) / 100
    by_distance = sorted((abs(Fraction(each) - exact), Fraction(each)) for each in SCALE)
    point = Fraction(SCALE[-1]) if failed else by_distance[0][1]
    return Worth(items, means, exact, failed, point)


# What is told, once each.

TOLD: Sequence[tuple[str, str]] = (
    *(("ReviewOpened", name) for name in TWELVE),
    *(("ScoreApproved", name) for name in TWELVE),
    # On the first Friday, to whoever still has something to do; on the second it is the second look.
    *(("Nudged", name) for name in (LUO, LIU, GAO, ZHAO)),
    *(("Nudged", name) for name in (ZHAO, NING, ZHOU)),
    *(("MovesTold", name) for name in (WU, LIU, GAO)),
    ("ContributionWanted", LIU),
    *(("DelegationBegan", name) for name in (GAO, ZHAO)),
    # Gao Lan took it back herself.
    ("DelegationEnded", ZHAO),
    ("ScoresSentBack", LIU),
)


# Who may see it. Source: docs/who-sees.md.

WHAT: Mapping[str, str] = {
    "case": "the self-score, its cases and the closing remark",
    "comment": "the self-score, its cases and the closing remark",
    "reason": "the manager's scores and reasons",
    "doubt": "why the second look sent it back",
}
READS = (
    approval.to_read,
    approval.result_for,
    sent_self_score,
    explain,
    second_look.read_second_look,
)
WORDS = {State.SCORED: "in the second look", State.CONFIRMED: "once confirmed"}


@cache
def page() -> Mapping[str, Mapping[str, str]]:
    """The table in docs: what, and for each relation when."""
    lines = (ROOT / "docs" / "who-sees.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, _, *body = rows
    return {what: dict(zip(head[1:], cells, strict=True)) for what, *cells in body}


def may_see(what: str, relation: str, state: State) -> bool:
    cell = page()[WHAT[what]][relation]
    return cell == "yes" or WORDS.get(state, "never") in cell.split(", ")


class Story:
    """The quarter, day by day; after each everybody looks at all that stands before them."""

    def __init__(self, office: Office, scheme: str) -> None:
        self.office, self.scheme = office, scheme
        self.managers = {name: each.manager for name, each in TWELVE.items()}
        self.screens: dict[str, str] = {}
        self.decided_by: dict[str, str] = {}
        self.in_place: dict[str, str] = {}
        self.former: dict[str, str] = {}
        # Its card says who reads it: whoever decides, and whoever looks again.
        self.written: set[str] = set()
        self.allowed = {marked(WU, "contribution"): {LIU, GAO, ZHAO, NING, ZHOU}}

    def plays(self) -> None:
        office = self.office
        opened = office.at(ZHOU).command("/review", f"open 2026Q4 {self.scheme}")
        assert "is open for 12 people" in opened[0].plain
        office.on(5)
        for name in TWELVE:
            if name != LUO:
                self.hands_in(name)
        office.settle()
        self.evening()
        office.on(8, 17)
        office.on(11)
        self.hands_in(LUO)
        self.wu_changes_managers()
        self.gao_goes_on_leave()
        self.zhao_decides()
        self.gao_is_back()
        self.the_rest_is_approved()
        self.second_look()
        office.on(25)
        self.results_are_read()
        self.evening()

    def hands_in(self, name: str) -> None:
        self.office.hands_in(name)
        self.written |= {marked(name, "case"), marked(name, "comment")}

    def wu_changes_managers(self) -> None:
        office = self.office
        employ(office.store, at=office.local.clock.now(), wu=GAO)
        self.managers[WU], self.former[WU] = GAO, LIU
        office.on(11, 12)
        office.settle()
        asked = office.at(LIU).wait_for_message(containing="how did it go?")
        asked.click("Write a few lines…")
        form = office.at(LIU).wait_for_modal(containing="Wu Min")
        form.fill("What went well", marked(WU, "contribution").ljust(MOST, "&"))
        form.submit()
        self.evening()

    def gao_goes_on_leave(self) -> None:
        office = self.office
        office.on(12)
        office.at(ZHOU).command("/review", "delegate")
        form = office.at(ZHOU).wait_for_modal(title="While on leave")
        form.choose("Whose reviews?", GAO)
        form.choose("Who decides meanwhile?", ZHAO)
        form.pick_date("Until which day?", "2027-02-12")
        form.fill("Why?", LEAVE)
        form.submit()
        office.settle()
        office.at(ZHOU).wait_for_modal(containing="Both hear of it now").close()
        self.in_place = {name: ZHAO for name, manager in self.managers.items() if manager == GAO}
        self.evening()

    def zhao_decides(self) -> None:
        self.office.on(13)
        for name in (HAN, WU, LIU):
            self.approves(ZHAO, name)
        self.approves(ZHAO, GAO)
        self.evening()

    def gao_is_back(self) -> None:
        office = self.office
        office.on(14)
        [told] = [each for each in office.messages(GAO) if "decides on your reviews until" in each.plain]
        told.click("Take it back")
        office.settle()
        self.in_place = dict.fromkeys((HAN, WU), ZHAO)
        for name in (JIANG, KONG, LUO):
            self.approves(GAO, name)
        self.evening()

    def the_rest_is_approved(self) -> None:
        office = self.office
        office.on(15, 11)
        for name, manager in self.managers.items():
            if manager == LIU and name != CHEN:
                self.approves(LIU, name)
        self.puts_down(LIU, CHEN, {TO_THINK_ABOUT: "3.5"})
        office.on(15, 17)
        self.evening()

    def second_look(self) -> None:
        office = self.office
        office.on(18)
        office.second_look(ZHAO, LIU).click("Send back…", near=CHEN)
        form = office.at(ZHAO).wait_for_modal(title="Send back")
        form.fill("Why?", DOUBT)
        self.written.add(DOUBT)
        form.submit()
        office.settle()
        self.evening()
        for who, manager in ((ZHAO, LIU), (ZHAO, GAO), (NING, GAO), (ZHOU, LIU), (ZHOU, GAO)):
            self.confirms(who, manager)
        self.evening()
        self.puts_down(LIU, CHEN, TWELVE[CHEN].given)
        office.on(19)
        self.confirms(ZHAO, LIU)
        self.confirms(ZHOU, LIU)
        self.confirms(ZHOU, ZHAO)
        assert office.state(GAO) is State.SCORED
        self.confirms(NING, ZHAO)

    def approves(self, who: str, name: str) -> None:
        if TWELVE[name].given:
            self.puts_down(who, name, TWELVE[name].given)
        else:
            self.office.approves(who, name)
            self.decided_by[name] = who

    def puts_down(self, who: str, name: str, given: Mapping[tuple[int, int], str]) -> None:
        self.office.puts_down(who, name, given)
        self.written.add(marked(name, "reason"))
        self.decided_by[name] = who

    def confirms(self, who: str, manager: str) -> None:
        card = self.office.second_look(who, manager)
        of_all = [each for each in card.buttons if each.startswith("Confirm ")]
        card.click(*of_all or ["Confirm"], confirm=True if of_all else None)
        self.office.settle()

    def results_are_read(self) -> None:
        for name in TWELVE:
            keyboard = self.office.at(name)
            *_, card = [each for each in self.office.messages(name) if "See your result" in each.buttons]
            card.click("See your result")
            modal = keyboard.wait_for_modal(title="Result")
            self.office.sees(name, keyboard.get("views"))
            self.screens[name] = modal.plain.lstrip("*")
            modal.close(everything=True)

    # Who is what to whom

    def relations(self, name: str) -> Iterator[tuple[str, str]]:
        """Everybody, and what they are to somebody's review; some are several things."""
        one_over, hr = self.lookers(name)
        for who in self.office.people:
            yield who, "a colleague"
        yield name, "the employee"
        yield self.managers[name], "the manager"
        yield one_over, "the manager's manager, looking again"
        yield hr, "HR, looking again"
        if name in self.in_place:
            yield self.in_place[name], "in a manager's place"
        if name in self.former:
            yield self.former[name], "a former manager"

    def lookers(self, name: str) -> tuple[str, str]:
        """Whoever is above whoever scored it, and HR; nobody looks at their own scores."""
        scored_by = self.decided_by.get(name, self.managers[name])
        return (NING if scored_by == ZHAO else ZHAO), ZHOU

    def evening(self) -> None:
        """Everybody looks; what they may see by now is noted."""
        for name in TWELVE:
            state = self.office.state(name)
            for who, relation in self.relations(name):
                for what in WHAT:
                    if (mark := marked(name, what)) in self.written and may_see(what, relation, state):
                        self.allowed.setdefault(mark, set()).add(who)
        self.office.everybody_looks()
        self.nobody_saw_more()

    def nobody_saw_more(self) -> None:
        for mark, who in self.office.seen.items():
            assert who <= self.allowed.get(mark, set()), mark


PLAYS = [
    pytest.param(("kpi-values", False), id="kpi-values"),
    pytest.param(("kpi-values", True), id="kpi-values, hour by hour", marks=pytest.mark.soak),
    pytest.param(("three-part", False), id="three-part", marks=pytest.mark.soak),
    pytest.param(("operations", False), id="operations", marks=pytest.mark.soak),
]


@pytest.fixture(params=PLAYS)
def story(request: pytest.FixtureRequest, store: Store) -> Iterator[Story]:
    scheme, hourly = request.param
    employ(store)
    local = LocalWorkspace(
        store, policy=Policy(), clock=MovableClock(MONDAY), rate_limits=False, timing=PATIENT
    )
    local.start()
    office = Office(local, hourly=hourly)
    for name in WARNED:
        prepared(store, by=office.people[LIU], about=office.people[name])
    yield Story(office, scheme)
    local.stop()


def test_at_its_end_all_are_scored_told_and_shown_what_they_should_be(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    office = story.office

    story.plays()

    assert {name: office.state(name) for name in TWELVE} == dict.fromkeys(TWELVE, State.CONFIRMED)
    for name in TWELVE:
        assert_is_worth(story, name)
    assert_is_told_once(story)
    everybody_tries_to_read(office)
    story.evening()
    written = outbox(office)
    assert (
        MARK.findall("\n".join([*office.notified, *map(str, map(vars, written)), *capsys.readouterr()])) == []
    )
    for name in TWELVE:
        assert {name, story.decided_by[name], *story.lookers(name)} <= office.seen[marked(name, "comment")]
    with office.store.read() as unit:
        owed = [
            (row.kind, row.person_id)
            for row in unit.session.scalars(select(ObligationRow))
            if not row.done_at
        ]
    assert owed == []
    assert rebuild(office.by_company()) == 0


def assert_is_worth(story: Story, name: str) -> None:
    """Everybody who may read it reads the same, and that is what domain.md says."""
    office, wanted = story.office, worth(name, story.scheme)
    review_id = office.review(name).id
    decider, one_over = office.by(story.decided_by[name]), office.by(story.lookers(name)[0])
    read = [
        approval.result_for(office.by(name), review_id=review_id).review,
        approval.to_read(decider, review_id=review_id).review,
        second_look.read_second_look(one_over, review_id=review_id)[0].review,
        *(explain(by, review_id=review_id).review for by in (office.by(name), decider, one_over)),
    ]
    for each in read:
        holding = {key: [] for key in SECTIONS[story.scheme]}
        for (section, _), item in each.holding.items():
            holding[section].append(Fraction(item.score))
        assert holding == wanted.items, name
        assert each.outcome is not None
        found = {part.key: (part.weight, Fraction(part.mean)) for part in each.outcome.sections}
        weights = {key: weight for key, (weight, _) in SECTIONS[story.scheme].items()}
        assert found == {key: (weights[key], mean) for key, mean in wanted.means.items()}, name
        assert Fraction(each.outcome.exact) == wanted.exact, name
        assert each.outcome.failed is wanted.failed, name
        assert Fraction(each.outcome.score) == wanted.point, name
    assert f"Next: {story.managers[name]} talks it over with you" in story.screens[name]
    assert story.screens[name].startswith(f"{float(wanted.point):g} · ")
    assert f"{float(wanted.exact):.4f}".rstrip("0") in story.screens[name]


def assert_is_told_once(story: Story) -> None:
    """All that was owed, nothing twice, and one card for each thing."""
    office = story.office
    names = {each.id: name for name, each in office.people.items()}
    rows = outbox(office)
    assert {row.status for row in rows} == {Sending.SENT}
    told = Counter((row.kind, names[row.payload["to"]]) for row in rows if row.kind != CardStale.kind)
    assert told == Counter(TOLD)
    for who in office.people:
        words = Counter(message.plain for message in office.messages(who))
        assert [text for text, times in words.items() if times > 1] == [], who


def everybody_tries_to_read(office: Office) -> None:
    """Every review, by whatever use case shows one."""
    for who in office.people:
        for name in TWELVE:
            for read in READS:
                with suppress(Refusal):
                    office.sees(who, repr(read(office.by(who), review_id=office.review(name).id)))


def outbox(office: Office) -> Sequence[OutboxRow]:
    with office.store.read() as unit:
        return list(unit.session.scalars(select(OutboxRow)))
