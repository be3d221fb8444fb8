"""What is typed is kept until it is handed in, whatever the form."""

from datetime import timedelta

from bot.domain.drafts import Draft, Form
from bot.services.drafts import keep_draft
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed
from tests.builders.people import Company

LATER = MORNING + timedelta(hours=1)


def kept(store: Store, person_id: int, form: Form = Form.ASK) -> Draft | None:
    with store.read() as unit:
        return unit.drafts.get(person_id, form, "7")


def test_what_is_typed_later_takes_the_place_of_what_was_typed_before(store: Store, people: Company) -> None:
    for said, now in (("Which branch?", MORNING), ("Which branches?", LATER)):
        keep_draft(
            acting(store, by=people.manager, now=now), form=Form.ASK, subject="7", data={"question": said}
        )

    assert kept(store, people.manager.id) == Draft(
        subject="7", data={"question": "Which branches?"}, saved_at=LATER
    )


def test_it_is_kept_for_its_writer_and_its_form_alone(store: Store, people: Company) -> None:
    keep_draft(acting(store, by=people.manager), form=Form.ASK, subject="7", data={"question": "Which?"})

    assert kept(store, people.boss.id) is None
    assert kept(store, people.manager.id, Form.ADJUST) is None


def test_of_a_form_that_was_handed_in_meanwhile_nothing_is_kept(store: Store, people: Company) -> None:
    filed(store, people.employee, submission="V1")

    for view in ("V1", "V2", None):
        keep_draft(
            acting(store, by=people.employee),
            form=Form.WEBSITE_ISSUE,
            subject=str(view),
            data={"happened": "It is empty."},
            view=view,
        )

    with store.read() as unit:
        found = {
            view
            for view in ("V1", "V2", "None")
            if unit.drafts.get(people.employee.id, Form.WEBSITE_ISSUE, view)
        }
    assert found == {"V2", "None"}
