"""Reviews that wait for their manager: as values for cards, and as rows for use cases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select

from bot.domain.goals.anchors import Anchor
from bot.domain.goals.post import Requirement
from bot.domain.obligations import Kind
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.reviews.approval import ApprovalFacts, Wanted, standing
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import CycleFacts, Item, ItemScore, ReviewFacts
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scheme import Scheme, dump_scheme
from bot.domain.reviews.score_draft import ScoreForm
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import DECIDED, Event, State
from bot.services.reviews.advance import advance, all_implied
from bot.services.reviews.release import release, to_release
from bot.services.reviews.second_look import confirm
from storage.models.obligations import ObligationRow
from storage.unit import Store, Unit
from tests.builders.acting import acting
from tests.builders.people import CHEN, LIU
from tests.builders.shipped import load_scheme
from tests.builders.year import FULL_YEAR

OPENED = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
HANDED_IN = datetime(2027, 1, 7, 6, 2, tzinfo=UTC)
FRIDAY = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
POLICY = Policy()

Scores = Mapping[Item, ItemScore]

CONVERSION: Item = ("kpi", "conversion")
DWELL: Item = ("kpi", "dwell")
CUSTOMER: Item = ("values", "customer_first")
TEAMWORK: Item = ("values", "teamwork")


def scored(score: str, **rest: str) -> ItemScore:
    return ItemScore(score=Decimal(score), **rest)


OWN: Scores = {
    CONVERSION: scored("3.75", actual="3.8 %"),
    DWELL: scored("3.5", actual="2 min 20 s"),
    CUSTOMER: scored("3", evidence="Took over the complaint of 4 November\nand saw it through to the end."),
    TEAMWORK: scored("2.5"),
}


def kpi(key: str, name: str, weight: int) -> Kpi:
    return Kpi(
        key=key,
        name=name,
        result="The shop sells more",
        measure="mean of the quarter",
        unit="%",
        target="3.6",
        source="web analytics",
        weight=weight,
        anchors=(Anchor(score=Decimal("3.5"), text="on target"),),
    )


def review(
    state: State = State.SELF_SCORED,
    *,
    own: Scores = OWN,
    given: Scores | None = None,
    kpis: tuple[Kpi, ...] = (kpi("conversion", "Shop-wide conversion", 60), kpi("dwell", "Dwell time", 40)),
    requirements: tuple[Requirement, ...] = (),
    scheme: Scheme | None = None,
    employee: Person = CHEN,
    manager: Person = LIU,
    comment: str | None = None,
    question: str | None = None,
) -> ReviewFacts:
    """A review as values; its outcomes follow from the scores."""
    pinned = scheme or load_scheme("kpi-values")
    given = given or {}
    basis = Basis(kpis=kpis, requirements=requirements, periods=FULL_YEAR if pinned.asks_periods else ())
    scores = {item: each.score for item, each in own.items()}
    holding = scores | {item: each.score for item, each in given.items()}
    return ReviewFacts(
        id=7,
        state=state,
        version=3,
        cycle=CycleFacts(
            id=1,
            name="2026Q4",
            scheme=pinned,
            starts_on=date(2026, 10, 1),
            ends_on=date(2026, 12, 31),
            self_score_due=date(2027, 1, 8),
            self_score_closes=date(2027, 1, 22),
            approval_due=date(2027, 1, 15),
            second_look_due=date(2027, 1, 22),
        ),
        employee=employee,
        manager=manager,
        basis=basis,
        own=own,
        given=given,
        comment=comment,
        question=question,
        submitted_at=HANDED_IN,
        approved_at=FRIDAY if state in DECIDED else None,
        approved_by=manager if state in DECIDED else None,
        owed_since=HANDED_IN,
        own_outcome=outcome_of(pinned, basis, scores),
        outcome=outcome_of(pinned, basis, holding),
    )


def scheme_with(key: str, **changes: object) -> Scheme:
    """kpi-values with something else in one of its sections."""
    scheme = load_scheme("kpi-values")
    sections = (each.model_copy(update=changes) if each.key == key else each for each in scheme.sections)
    return scheme.model_copy(update={"sections": tuple(sections)})


def scoring(
    facts: ApprovalFacts, entered: Mapping[Item, Wanted] | None = None, *, read_at: str = ""
) -> ScoreForm:
    """The form of scores with this entered, and the rest as it stands."""
    return ScoreForm(
        facts=facts,
        entered={**standing(facts.review), **(entered or {})},
        read_at=read_at,
        reason_from=Decimal("0.5"),
    )


def wanted(score: str, reason: str | None = None) -> Wanted:
    """What a manager puts down."""
    return Wanted(score=Decimal(score), reason=reason)


def shown(facts: ReviewFacts, **rest: object) -> ApprovalFacts:
    return replace(ApprovalFacts(review=facts), **rest)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A review as rows: its id and version, and its cycle's id."""

    review_id: int
    version: int
    cycle_id: int


def opened(store: Store, employee: Person, manager: Person) -> Opened:
    """The person's review of 2026Q4 with that manager, not handed in yet."""
    with store.begin() as unit:
        named = unit.cycles.named("2026Q4")
        cycle_id = named.id if named else _cycle(unit)
        sheet_id, _ = unit.cycles.sheets()[employee.id]
        reviews = unit.cycles.add_reviews(
            cycle_id, [(employee.id, manager.id, sheet_id, None)], by_id=None, at=OPENED, posts={}
        )
        company = acting(store, now=OPENED)
        unit.obligations.add(all_implied(unit, reviews, company))
        return Opened(review_id=reviews[0].id, version=reviews[0].version, cycle_id=cycle_id)


def handed_in(
    store: Store,
    review_id: int,
    employee: Person,
    *,
    own: Scores = OWN,
    comment: str | None = None,
    now: datetime = HANDED_IN,
) -> int:
    """The self-score, submitted; the review's version afterwards."""
    with store.begin() as unit:
        review = unit.reviews.get(review_id)
        by_employee = acting(store, by=employee, now=now)
        moved, entry = advance(unit, review, Event.SUBMIT, by_employee, note=comment)
        unit.reviews.add_scores(review_id, entry, Side.SELF, own)
        return moved.version


def looked_again(store: Store, *, now: datetime = FRIDAY) -> int:
    """Whoever is asked for a second look confirms all that waits for them; how many times they did."""
    with store.read() as unit:
        waits = [
            (each.person_id, each.subject_id)
            for each in unit.session.scalars(select(ObligationRow).order_by(ObligationRow.id))
            if each.kind is Kind.SECOND_LOOK and each.done_at is None
        ]
        people = {person.id: person for person in unit.people.values({person_id for person_id, _ in waits})}
    for person_id, review_id in waits:
        with store.read() as unit:
            version = unit.reviews.look(review_id).version
        confirm(acting(store, by=people[person_id], now=now), [(review_id, version)])
    return len(waits)


def released(store: Store, *, now: datetime = FRIDAY) -> int:
    """HR releases every result that waits for it; how many those are."""
    with store.read() as unit:
        [hr, *_] = unit.people.holding(Role.HR)
    by = acting(store, by=hr, now=now)
    facts = to_release(by, name=None)
    departments = {each.id for each in facts.to_release}
    return release(by, cycle_id=facts.cycle_id, departments=departments).people


def _cycle(unit: Unit) -> int:
    scheme = load_scheme("kpi-values")
    cycle_id = unit.cycles.add(
        name="2026Q4",
        scheme_key=scheme.key,
        scheme_version=scheme.version,
        scheme=dump_scheme(scheme),
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 12, 31),
        opened_at=OPENED,
        scoring_opened_at=OPENED,
        self_score_due=date(2027, 1, 8),
        self_score_closes=date(2027, 1, 22),
        approval_due=date(2027, 1, 15),
        second_look_due=date(2027, 1, 22),
    )
    assert cycle_id is not None
    return cycle_id
