"""A company that was imported, and is imported again with something else."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from bot.domain.import_plan import Imported
from bot.domain.matching import Answers
from bot.domain.organisation import Organisation
from bot.domain.people import Person
from bot.services.people.organisation import Previewed, import_organisation, preview
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.organisation import seeded

JANUARY = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
"""Tuesday 12 January 2027, 10:00 in Hangzhou."""
CHEN, LIU, ZHAO, SUN, WU, ZHOU = "Chen Jie", "Liu Yang", "Zhao Min", "Sun Li", "Wu Min", "Zhou Jing"


def bare(organisation: Organisation | None = None) -> Organisation:
    """The example without KPI sheets: goals are agreed on in Slack."""
    file = organisation or seeded()
    return replace(file, people=tuple(replace(each, kpis=None) for each in file.people))


def imported(
    store: Store, file: Organisation, *, at: datetime = JANUARY, many_may_leave: bool = False
) -> Imported:
    return import_organisation(acting(store, now=at), file, today=at.date(), many_may_leave=many_may_leave)


def foretold(store: Store, file: Organisation, *, at: datetime = JANUARY) -> Previewed:
    return preview(acting(store, now=at), file, today=at.date(), answers=Answers())


def named(store: Store, name: str) -> Person:
    query = select(PersonRow.id).where(PersonRow.name == name)
    with store.read() as unit:
        return unit.people.get(unit.session.scalars(query).one())
