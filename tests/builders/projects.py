"""Projects that are discussed."""

from datetime import date

from bot.services.intake.project import open_project
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
