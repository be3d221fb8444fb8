"""Steps that wait: a row is added when a step becomes somebody's, and closed once it is not any more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.obligations import Kind, Obligation, Subject
from storage.models.obligations import ObligationRow
from storage.obligations import Movement
from storage.unit import Store
from tests.builders.people import Company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def self_score(people: Company, number: int = 1) -> Obligation:
    """Chen Jie scores herself."""
    return Obligation(
        person_id=people.employee.id,
        kind=Kind.SELF_SCORE,
        subject=Subject.REVIEW,
        subject_id=number,
        other_id=people.manager.id,
        since=NOW,
        opens_at=NOW + timedelta(days=1),
        due_on=date(2027, 1, 8),
        lapses_on=date(2027, 1, 22),
        minutes=8,
        period="2026Q4",
    )


def approval(people: Company, number: int = 1) -> Obligation:
    """Liu Yang approves it."""
    return Obligation(
        person_id=people.manager.id,
        kind=Kind.APPROVAL,
        subject=Subject.REVIEW,
        subject_id=number,
        other_id=people.employee.id,
        since=LATER,
        opens_at=LATER,
        due_on=date(2027, 1, 15),
        minutes=5,
        period="2026Q4",
    )


def request(people: Company, number: int = 1) -> Obligation:
    """Sun Li answers by an hour."""
    return Obligation(
        person_id=people.product_manager.id,
        kind=Kind.REQUEST,
        subject=Subject.REQUEST,
        subject_id=number,
        other_id=people.employee.id,
        since=NOW,
        opens_at=NOW,
        due_on=date(2026, 11, 23),
        due_at=LATER,
        minutes=5,
    )


def add(store: Store, *obligations: Obligation) -> None:
    with store.begin() as unit:
        unit.obligations.add(obligations)


def still_open(store: Store) -> list[Obligation]:
    with store.read() as unit:
        return list(unit.obligations.open_rows().values())


def closed(store: Store) -> list[tuple[Kind, int, datetime | None]]:
    with store.read() as unit:
        rows = unit.session.query(ObligationRow).order_by(ObligationRow.id)
        return [(row.kind, row.subject_id, row.done_at) for row in rows if row.done_at is not None]


def test_what_is_added_is_kept_with_all_of_it(store: Store, people: Company) -> None:
    obligations = [self_score(people), approval(people, 2), request(people)]

    add(store, *obligations)

    assert still_open(store) == obligations


def test_what_is_put_stands_instead_of_all_that_waited_of_its_subject(store: Store, people: Company) -> None:
    add(store, self_score(people), self_score(people, 2), request(people))

    with store.begin() as unit:
        unit.obligations.put(Subject.REVIEW, 1, [approval(people)], now=LATER)

    assert still_open(store) == [self_score(people, 2), request(people), approval(people)]
    assert closed(store) == [(Kind.SELF_SCORE, 1, LATER)]


def test_where_nothing_is_put_nothing_waits_any_more(store: Store, people: Company) -> None:
    add(store, approval(people))

    with store.begin() as unit:
        unit.obligations.put(Subject.REVIEW, 1, [], now=LATER)

    assert still_open(store) == []


def test_a_step_is_closed_once(store: Store, people: Company) -> None:
    add(store, self_score(people))

    for at in (LATER, LATER + timedelta(hours=1)):
        with store.begin() as unit:
            unit.obligations.put(Subject.REVIEW, 1, [], now=at)

    assert closed(store) == [(Kind.SELF_SCORE, 1, LATER)]


def test_several_subjects_of_one_sort_are_closed_together(store: Store, people: Company) -> None:
    add(store, self_score(people, 1), self_score(people, 2), self_score(people, 3), request(people, 1))

    with store.begin() as unit:
        unit.obligations.close(Subject.REVIEW, [1, 2], now=LATER)

    assert still_open(store) == [self_score(people, 3), request(people, 1)]
    assert closed(store) == [(Kind.SELF_SCORE, 1, LATER), (Kind.SELF_SCORE, 2, LATER)]


def test_of_several_subjects_what_is_right_is_left_alone_and_the_rest_is_put_right(
    store: Store, people: Company
) -> None:
    mine, wrong, new = self_score(people, 1), self_score(people, 2), approval(people, 2)
    with store.begin() as unit:
        unit.obligations.add([mine, mine, wrong, self_score(people, 3)])
        [first, *_] = unit.obligations.open_rows()

    with store.begin() as unit:
        unit.obligations.match_each(Subject.REVIEW, [1, 2], [mine, new], now=LATER)

    with store.read() as unit:
        left = unit.obligations.open_rows()
    assert list(left.values()) == [mine, self_score(people, 3), new]
    assert next(iter(left)) == first, "what is right is the row that it was"


def test_of_a_subject_exactly_these_rows_are_closed(store: Store, people: Company) -> None:
    other = replace(self_score(people), person_id=people.colleague.id)
    add(store, self_score(people), self_score(people), other, self_score(people, 2), approval(people))

    with store.begin() as unit:
        first, kept = next(iter(unit.obligations.open_rows().items()))
        unit.obligations.close_rows([first], now=LATER)

    assert kept == self_score(people)
    assert still_open(store) == [self_score(people), other, self_score(people, 2), approval(people)]


def test_the_days_of_a_kind_are_moved_where_it_still_waits(store: Store, people: Company) -> None:
    add(store, self_score(people, 1), self_score(people, 2), self_score(people, 3), approval(people, 1))
    with store.begin() as unit:
        unit.obligations.close(Subject.REVIEW, [2], now=LATER)
    days = {"due_on": date(2027, 1, 29), "lapses_on": date(2027, 1, 29)}

    with store.begin() as unit:
        unit.obligations.move_days(Kind.SELF_SCORE, [1, 2], **days)

    assert still_open(store) == [
        replace(self_score(people, 1), **days),
        self_score(people, 3),
        approval(people, 1),
    ]
    with store.read() as unit:
        done = unit.session.query(ObligationRow).filter(ObligationRow.done_at.is_not(None)).one()
        assert done.due_on == date(2027, 1, 8)


def test_what_waits_comes_with_the_name_of_the_other_side(store: Store, people: Company) -> None:
    add(store, self_score(people), approval(people, 2), request(people))

    with store.read() as unit:
        waiting = unit.obligations.waiting()
        mine = unit.obligations.waiting([people.employee.id])
        nobodys = unit.obligations.waiting([])

    assert [(each.obligation.kind, each.other) for each in waiting] == [
        (Kind.SELF_SCORE, "Liu Yang"),
        (Kind.APPROVAL, "Chen Jie"),
        (Kind.REQUEST, "Chen Jie"),
    ]
    assert [each.obligation for each in mine] == [self_score(people)]
    assert nobodys == []


def test_the_oldest_is_of_what_still_waits(store: Store, people: Company) -> None:
    with store.read() as unit:
        assert unit.obligations.oldest() is None
    add(store, self_score(people), approval(people, 2))

    with store.read() as unit:
        assert unit.obligations.oldest() == NOW
    with store.begin() as unit:
        unit.obligations.close(Subject.REVIEW, [1], now=LATER)

    with store.read() as unit:
        assert unit.obligations.oldest() == LATER


def test_whoever_was_reminded_before_a_step_came_or_went_and_their_manager_are_told(
    store: Store, people: Company
) -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    before, after = NOW - timedelta(days=3), LATER + timedelta(hours=2)
    add(store, self_score(people), request(people))
    with store.begin() as unit:
        unit.obligations.put(Subject.REVIEW, 1, [approval(people)], now=LATER)

    with store.read() as unit:
        moved = unit.obligations.movements(
            {
                people.employee.id: (friday, before),
                people.manager.id: (friday, before),
                people.boss.id: (monday, after),
                people.hr.id: (friday, before),
            },
            since=before,
        )

    assert sorted(moved, key=lambda each: each.person_id) == [
        Movement(person_id=people.manager.id, day=friday, at=LATER),
        Movement(person_id=people.employee.id, day=friday, at=LATER),
    ]


def test_what_moved_long_ago_is_not_looked_at(store: Store, people: Company) -> None:
    before = NOW - timedelta(days=3)
    add(store, self_score(people))

    with store.read() as unit:
        assert unit.obligations.movements({people.employee.id: (before.date(), before)}, since=NOW) == []
