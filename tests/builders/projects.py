"""Projects that are discussed."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.intake.project import Side
from bot.domain.people import Person
from bot.services.intake.project import argue, open_project
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import Company

DECIDE_BY = date(2027, 12, 3)


def discussed(store: Store, people: Company, request_id: int) -> int:
    """The id of the project that Sun Li opened of a request, with He Jun and Wu Min."""
    return opened(store, request_id, by=people.product_manager, of=[people.developer, people.colleague])


def opened(
    store: Store, request_id: int, *, by: Person, of: Sequence[Person], now: datetime = MORNING
) -> int:
    """The id of the project that `by` opened of a request, in which these take part."""
    return open_project(
        acting(store, by=by, now=now),
        request_id=request_id,
        accounts=[str(each.slack_id) for each in of],
        decide_by=DECIDE_BY,
        text="Is it worth it?",
        submission=f"V-project-{request_id}",
    ).id


def argued(
    store: Store,
    people: Company,
    project_id: int,
    *,
    side: Side = Side.FOR,
    text: str = "Customers ask for it.",
) -> int:
    """The id of a line of He Jun's."""
    argue(
        acting(store, by=people.developer, now=MORNING),
        project_id=project_id,
        side=side,
        text=text,
        submission=f"V-{side}-{project_id}",
    )
    with store.read() as unit:
        return unit.projects.arguments(project_id)[-1].id
