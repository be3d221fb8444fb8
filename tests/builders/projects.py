"""Projects that are discussed."""

from datetime import date

from bot.domain.intake.project import Side
from bot.services.intake.project import argue, open_project
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import Company

DECIDE_BY = date(2027, 12, 3)


def discussed(store: Store, people: Company, request_id: int) -> int:
    """The id of the project that Sun Li opened of a request, with He Jun and Wu Min."""
    return open_project(
        acting(store, by=people.product_manager, now=MORNING),
        request_id=request_id,
        accounts=[str(people.developer.slack_id), str(people.colleague.slack_id)],
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
