"""What quarters and half-years came to before the local workspace was opened, so that a year can be played.

It is invented, and says so in its source. Whoever opens no year sees nothing of it but in files.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.people import Person
from bot.domain.reviews.cycles import Period
from bot.domain.reviews.past import PastEntry
from bot.domain.reviews.year_sources import parts_of

SOURCE = "Invented for the local workspace"
RESULTS = (
    ("3.5", "3.43", "3.4", "3.5"),
    ("3.5", "3.5", "3.5", "3.5"),
    ("3.5", "3.57", "3.6", "3.5"),
    ("3.75", "3.64", "3.7", "3.5"),
    ("3.75", "3.71", "3.8", "3.5"),
    ("3.5", "3.6", "3.6", "3.6"),
    ("3.5", "3.46", "3.4", "3.6"),
    ("3.25", "3.22", "3.1", "3.5"),
)
"""Score, mean, and those of KPIs and of values apart, at 70 and 30 %: up a little and down again. Each later
period comes to the next of them; so that not everybody has the same, each person begins one further on.
"""


def past_of(people: Sequence[Person], *, today: date) -> list[PastEntry]:
    """What each period that is over, of this year and the last, came to for whoever was there in it."""
    rows = [
        (person, period.name, RESULTS[(begins + number) % len(RESULTS)])
        for begins, person in enumerate(people)
        for number, period in enumerate(_over(person, today=today))
    ]
    return [
        PastEntry(
            line=line,
            email=person.email,
            period=period,
            score=score,
            exact=exact,
            kpi=kpi,
            values=values,
            source=SOURCE,
        )
        for line, (person, period, (score, exact, kpi, values)) in enumerate(rows, start=1)
    ]


def _over(person: Person, *, today: date) -> Iterator[Period]:
    """The periods of these two years that ended with them here."""
    for year in (today.year - 1, today.year):
        for period in parts_of(str(year)):
            was_here = person.here_since is None or person.here_since <= period.ends_on
            if period.grade is person.grade and period.ends_on < today and was_here:
                yield period
