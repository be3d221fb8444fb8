"""A department of twelve through a quarter, until all is closed, in each scheme that ships: what all are
scored, told and shown.

On the way one review fails its gate, one manager is on leave, one person gets another manager, and one review
is sent back by the second look. After the release one has not talked whatever the manager says, one does not
answer, one appeal wins and one does not. What it comes to is worked out here once more, from the figures of
domain.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.domain.notices import CardStale
from bot.domain.policy import Policy
from bot.domain.reviews.talk import Talk
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.local.workspace import LocalWorkspace
from bot.services.obligations import rebuild
from bot.services.record.verify import verify_record
from bot.services.reviews import approval, second_look
from bot.services.reviews.appeal import open_appeal, open_decision, read_appealed
from bot.services.reviews.explain import explain
from bot.services.reviews.sent_self_score import sent_self_score
from bot.services.reviews.talk_preparation import open_preparation
from storage.models.delivery import OutboxRow, Sending
from storage.models.obligations import ObligationRow
from storage.unit import Store
from tests.builders.feedback import prepared
from tests.builders.office import MARK, Office, marked
from tests.builders.talks_of_twelve import ANEW, ENDS, WholeStory
from tests.builders.twelve import (
    BAI,
    GAO,
    GUO,
    HAN,
    LIU,
    LUO,
    MA,
    NING,
    TEAM_WEIGHTS,
    TWELVE,
    WARNED,
    WU,
    ZHAO,
    ZHOU,
    employ,
)
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
    given = scored.given if name != GUO else {**scored.given, **ANEW}
    for place, (key, (_, kind)) in enumerate(SECTIONS[scheme].items()):
        weights = {OWN: scored.weights, TEAM: TEAM_WEIGHTS}.get(kind) or (1,) * COUNT[kind]
        points = [
            Fraction(given.get((place, at)) or scored.own(place, at, ladders=kind == LADDERS))
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
    # On the Fridays after the release, to whoever has not talked, or has not answered; and on the last day.
    *(("Nudged", name) for name in (LIU, GAO, ZHAO, LUO, LUO)),
    # Held once more, where the card stood before: the first time it is the card that is noticed.
    ("TalkNews", BAI),
    ("TalkNews", LIU),
    *(("TalkNews", name) for name in (HAN, GAO, GUO, LIU)),
    ("ScoreApproved", GUO),
    ("TalkNews", LUO),
)


TOLD_HOURLY = ("Nudged", LIU)
"""The morning before the plans for the lowest band are due, which a leap of the clock passes over."""

READS = (
    approval.to_read,
    approval.result_for,
    sent_self_score,
    explain,
    second_look.read_second_look,
)
READS_OF_TALK = (open_preparation, open_appeal, open_decision, read_appealed)

PLAYS = [
    pytest.param(("kpi-values", False), id="kpi-values", marks=pytest.mark.soak),
    pytest.param(("kpi-values", True), id="kpi-values, hour by hour", marks=pytest.mark.soak),
    pytest.param(("three-part", False), id="three-part", marks=pytest.mark.soak),
    pytest.param(("operations", False), id="operations", marks=pytest.mark.soak),
]


@pytest.fixture(params=PLAYS)
def story(request: pytest.FixtureRequest, store: Store) -> Iterator[WholeStory]:
    scheme, hourly = request.param
    employ(store)
    local = LocalWorkspace(
        store, policy=Policy(), clock=MovableClock(MONDAY), rate_limits=False, timing=PATIENT
    )
    local.start()
    office = Office(local, hourly=hourly)
    for name in WARNED:
        prepared(store, by=office.people[LIU], about=office.people[name])
    yield WholeStory(office, scheme)
    local.stop()


def test_at_its_end_all_are_scored_told_and_shown_what_they_should_be(
    story: WholeStory, capsys: pytest.CaptureFixture[str]
) -> None:
    office = story.office

    story.plays()

    assert {name: office.state(name) for name in TWELVE} == dict.fromkeys(TWELVE, State.RELEASED)
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
    assert {name: talk_of(office, name).state for name in TWELVE} == ENDS
    assert office.seen[marked(HAN, "appeal")] == {HAN, MA}
    record = verify_record(office.by_company())
    assert (record.broken, record.waiting) == (None, 0)


def assert_is_worth(story: WholeStory, name: str) -> None:
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


def assert_is_told_once(story: WholeStory) -> None:
    """All that was owed, nothing twice, and one card for each thing."""
    office = story.office
    names = {each.id: name for name, each in office.people.items()}
    rows = outbox(office)
    assert {row.status for row in rows} == {Sending.SENT}
    told = Counter((row.kind, names[row.payload["to"]]) for row in rows if row.kind != CardStale.kind)
    hourly = [TOLD_HOURLY] if office.hourly else []
    assert told == Counter([*TOLD, *hourly, *(("ActionMoved", name) for name in story.planned)])
    for who in office.people:
        words = Counter(message.plain for message in office.messages(who))
        assert [text for text, times in words.items() if times > 1] == [], who


def everybody_tries_to_read(office: Office) -> None:
    """Every review and every talk, by whatever use case shows one."""
    for who in office.people:
        for name in TWELVE:
            for read in READS:
                with suppress(Refusal):
                    office.sees(who, repr(read(office.by(who), review_id=office.review(name).id)))
            for read in READS_OF_TALK:
                with suppress(Refusal):
                    office.sees(who, repr(read(office.by(who), talk_id=talk_of(office, name).id)))


def talk_of(office: Office, name: str) -> Talk:
    """The one after the last release."""
    with office.store.read() as unit:
        talk = unit.talks.of_review(office.review(name).id)
    assert talk is not None
    return talk


def outbox(office: Office) -> Sequence[OutboxRow]:
    with office.store.read() as unit:
        return list(unit.session.scalars(select(OutboxRow)))
