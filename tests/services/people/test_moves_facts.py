"""What one reader is told of an import."""

from datetime import date, timedelta

from bot.domain.moves import Move
from bot.domain.policy import Policy
from bot.services.people.moves_facts import moves_facts
from bot.services.reviews.open_cycle import open_cycle
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import OPENED
from tests.builders.moves import CHEN, JANUARY, LIU, WU, ZHAO, bare, imported, named
from tests.builders.organisation import without


def newest(store: Store, name: str) -> list[tuple[Move, dict[str, object]]]:
    with store.read() as unit:
        last = max(each.import_id or 0 for each in unit.moves.of(named(store, CHEN).id))
        facts = moves_facts(unit, named(store, name), last, policy=Policy())
        return [(each.move, dict(each.facts)) for each in facts.told]


def test_a_manager_reads_who_joins_when_they_are_asked_and_how_much_counts(store: Store) -> None:
    imported(store, without(bare(), CHEN), at=JANUARY - timedelta(days=8))
    open_cycle(acting(store, now=OPENED), name="2027Q1")

    imported(store, bare())

    [(move, facts)] = newest(store, LIU)
    assert move is Move.JOIN
    assert (facts["name"], facts["from_day"]) == (CHEN, date(2027, 1, 12))
    assert (facts["asked"], facts["days"], facts["of"]) == (date(2027, 1, 14), 79, 90)


def test_where_no_goals_are_agreed_on_nothing_is_said_of_them(store: Store) -> None:
    imported(store, without(bare(), CHEN))

    imported(store, bare())

    [(_, facts)] = newest(store, LIU)
    assert (facts["asked"], facts["period"]) == (None, "")


def test_whom_it_does_not_concern_reads_nothing(store: Store) -> None:
    imported(store, without(bare(), CHEN))
    imported(store, bare())

    assert newest(store, WU) == newest(store, ZHAO) == []
