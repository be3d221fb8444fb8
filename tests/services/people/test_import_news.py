"""What follows from a file is said before anything happens, and is what happens then."""

from datetime import date, timedelta

from bot.domain.import_news import News, NewsKind
from bot.services.goals.open_goals import ask_who_is_new
from bot.services.reviews.open_cycle import open_cycle
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import OPENED, agreed, open_goals_of, proposed
from tests.builders.intake import filed
from tests.builders.moves import CHEN, JANUARY, LIU, SUN, ZHAO, bare, foretold, imported, named
from tests.builders.organisation import changed, without


def news(store: Store, file: object, kind: NewsKind) -> list[News]:
    return [each for each in foretold(store, file).news if each.kind is kind]  # type: ignore[arg-type]


def test_whoever_joins_within_a_period_is_asked_on_their_third_working_day(store: Store) -> None:
    imported(store, without(bare(), CHEN), at=JANUARY - timedelta(days=8))
    open_cycle(acting(store, now=OPENED), name="2027Q1")

    [joins] = news(store, bare(), NewsKind.JOINS)
    facts = joins.facts
    assert (facts["name"], facts["from_day"], facts["asked"]) == (CHEN, date(2027, 1, 12), date(2027, 1, 14))
    assert (facts["days"], facts["of"], facts["is_too_new"]) == (79, 90, False)

    imported(store, bare())
    chen = named(store, CHEN)
    assert chen.joined_on == JANUARY.date()
    for at, is_asked in (
        (JANUARY, False),
        (JANUARY + timedelta(days=2, minutes=-1), False),
        (JANUARY + timedelta(days=2), True),
    ):
        ask_who_is_new(acting(store, now=at))
        with store.read() as unit:
            assert (unit.goals.latest_of(chen.id) is not None) is is_asked
    assert ask_who_is_new(acting(store, now=JANUARY + timedelta(days=3))) == 0


def test_with_too_few_working_days_left_it_is_said_that_they_are_too_new(store: Store) -> None:
    imported(store, without(bare(), CHEN), at=JANUARY - timedelta(days=8))
    open_cycle(acting(store, now=OPENED), name="2027Q1")

    [joins] = news(store, changed(bare(), CHEN, joined=date(2027, 3, 15)), NewsKind.JOINS)

    assert (joins.facts["is_too_new"], joins.facts["working_days"], joins.facts["least"]) == (True, 13, 20)


def test_steps_that_go_over_end_or_are_wanted_anew_are_counted(store: Store) -> None:
    imported(store, bare(), at=JANUARY - timedelta(days=8))
    chen = named(store, CHEN)
    [goals] = open_goals_of(store, chen)
    proposed(store, goals.id, chen)

    moved = changed(bare(), CHEN, manager="sun.li@example.com")
    assert [each.facts for each in news(store, moved, NewsKind.STEPS_GO_OVER)] == [
        {"was": LIU, "now": SUN, "count": 1}
    ]
    [gone] = news(store, without(bare(), CHEN), NewsKind.LEAVES)
    assert gone.facts == {"name": CHEN, "steps": 2}
    [vacant] = news(store, without(bare(), LIU), NewsKind.STANDS_IN)
    assert vacant.is_to_be_mended
    assert vacant.facts["stand_in"] == ZHAO


def test_another_post_says_which_sheet_is_wanted(store: Store) -> None:
    imported(store, bare(), at=JANUARY - timedelta(days=8))
    [goals] = open_goals_of(store, named(store, CHEN))
    agreed(store, goals, named(store, CHEN))

    [wanted] = news(store, changed(bare(), CHEN, post="Planner"), NewsKind.SHEET_WANTED)

    assert wanted.facts == {
        "name": CHEN,
        "from_day": JANUARY.date(),
        "period": "2027Q1",
        "has_form": True,
    }


def test_requests_of_who_leaves_and_who_comes_back_are_named(store: Store) -> None:
    imported(store, bare(), at=JANUARY - timedelta(days=8))
    filed(store, named(store, CHEN))

    [over] = news(store, without(bare(), SUN), NewsKind.REQUESTS_GO_OVER)
    assert over.facts == {"name": SUN, "count": 1}

    imported(store, without(bare(), CHEN))
    assert [each.facts for each in news(store, bare(), NewsKind.RETURNS)] == [{"name": CHEN}]


def test_of_the_first_file_nothing_follows(store: Store) -> None:
    assert foretold(store, bare()).news == ()
