"""Where somebody stands on a day."""

from datetime import date

from bot.domain.pay.places import PayPlace, standing


def place(number: int, step: int, day: date, *, cycle: int | None = None, by: int | None = None) -> PayPlace:
    return PayPlace(
        id=number,
        person_id=1,
        grade="P5",
        step=step,
        steps=8,
        from_day=day,
        cycle_id=cycle,
        decision_id=by,
    )


APRIL, JANUARY, MARCH = date(2026, 4, 1), date(2027, 1, 1), date(2027, 3, 1)


def step(places: list[PayPlace], day: date, *, without: int | None = None) -> int | None:
    found = standing(places, day, without=without)
    return None if found is None else found.step


def test_the_last_that_holds_counts_and_of_one_day_what_was_written_last() -> None:
    places = [place(1, 1, APRIL), place(2, 4, JANUARY), place(3, 3, JANUARY), place(4, 2, date(2026, 5, 1))]

    assert [step(places, each) for each in (date(2026, 3, 31), APRIL, date(2026, 12, 31), MARCH)] == [
        *(None, 1, 2, 3)
    ]
    assert step([], MARCH) is None


def test_of_a_year_that_was_decided_anew_only_the_newest_decision_counts() -> None:
    places = [
        place(1, 1, APRIL),
        place(2, 4, MARCH, cycle=7, by=1),
        place(3, 3, JANUARY, cycle=7, by=2),
        place(4, 5, date(2028, 1, 1), cycle=8, by=3),
    ]

    assert step(places, date(2027, 6, 1)) == 3
    assert step(places, date(2027, 6, 1), without=7) == 1
    assert step(places, date(2028, 6, 1), without=8) == 3
