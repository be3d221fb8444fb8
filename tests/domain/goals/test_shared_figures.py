"""Of a KPI that several share there is one figure."""

from decimal import Decimal

from bot.domain.goals.figures import NewFigure, Wanted
from bot.domain.goals.shared_figures import asked_once, for_all_owners
from tests.builders.figures import figure, wanted

CHENS = wanted(2, whose="Chen Jie", shared_id=7)
WUS = wanted(3, whose="Wu Min", shared_id=7, held=figure(id=9))
OTHER = wanted(4, whose="He Jun")
ALL = (CHENS, WUS, OTHER)


def new(of: Wanted, value: str = "3.8") -> NewFigure:
    return NewFigure(place=of.place, typed=value, value=Decimal(value), source="Web analytics")


def test_it_is_asked_for_once_with_the_names_of_all_whose_it_is() -> None:
    once = asked_once(ALL)

    assert [(each.place, each.whose) for each in once] == [
        (CHENS.place, "Chen Jie + Wu Min"),
        (OTHER.place, "He Jun"),
    ]


def test_what_is_entered_for_one_holds_for_all() -> None:
    found = list(for_all_owners([new(CHENS), new(OTHER, "4")], ALL))

    assert [(each.place, each.value, each.corrects_id) for each in found] == [
        (CHENS.place, Decimal("3.8"), None),
        (WUS.place, Decimal("3.8"), 9),
        (OTHER.place, Decimal("4"), None),
    ]


def test_what_a_file_says_of_each_is_kept_as_it_says() -> None:
    found = list(for_all_owners([new(CHENS), new(WUS, "3.9")], ALL))

    assert [(each.place, each.value) for each in found] == [
        (CHENS.place, Decimal("3.8")),
        (WUS.place, Decimal("3.9")),
    ]
