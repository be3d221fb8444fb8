"""Filing a website issue: who gets it, by when, and that nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.drafts import Form
from bot.domain.intake.form_facts import IssueForm, Source
from bot.domain.intake.way import Event, State
from bot.domain.people import Person, Role
from bot.domain.policy import Intake, Policy
from bot.errors import Refusal
from bot.services.intake.issue_draft import keep_draft
from bot.services.intake.website_issue import open_form, open_form_with
from storage.models.intake import RequestRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, announced, filed, read
from tests.builders.people import WEBSITE, Company, person
from tests.builders.told import told

LATER = MORNING + timedelta(minutes=5)


def keep(store: Store, by: Person, *, subject: str = "", submission: str = "V9", **values: object) -> None:
    keep_draft(
        acting(store, by=by, now=LATER), subject=subject, values=values, source=None, submission=submission
    )


def test_a_request_goes_to_the_product_manager_on_duty_with_a_time_to_answer(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)

    request = read(store, number)
    assert request.owner == people.product_manager
    assert request.answer_by == datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert (request.state, request.branch) == (State.NEW, "Chengdu")
    assert [step.event for step in request.steps] == [Event.FILE]
    assert told(store) == [(f"request:{number}", None), (f"my-request:{number}", people.employee.id)]


def test_the_one_whom_the_configuration_names_is_on_duty(store: Store, people: Company) -> None:
    wei = person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))

    number = filed(store, people.employee, policy=Policy(intake=Intake(on_duty="WEI.NA@example.com")))

    assert read(store, number).owner == wei


def test_the_same_form_sent_twice_is_one_request(store: Store, people: Company) -> None:
    with ThreadPoolExecutor(4) as hands:
        numbers = list(hands.map(lambda _: filed(store, people.employee, submission="V1"), range(8)))

    with store.read() as unit:
        assert unit.session.scalar(select(func.count()).select_from(RequestRow)) == 1
    [number] = set(numbers)
    assert told(store) == [(f"request:{number}", None), (f"my-request:{number}", people.employee.id)]


def test_screenshots_are_announced_apart_from_the_card(store: Store, people: Company) -> None:
    number = filed(store, people.employee, files=[SCREENSHOT])

    assert read(store, number).steps[0].files == (SCREENSHOT,)
    assert told(store) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        ("RequestFilesSent", None),
    ]


def test_without_a_product_manager_nothing_is_filed_and_the_draft_stays(
    store: Store, people: Company
) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2026, 11, 1)
    keep(store, people.employee, happened="The basket is empty")

    with pytest.raises(Refusal, match="nobody_on_duty"):
        filed(store, people.employee)

    assert announced(store) == []
    with store.read() as unit:
        assert unit.drafts.get(people.employee.id, Form.WEBSITE_ISSUE, "") is not None


def test_a_message_fills_the_form_as_people_saw_it(store: Store, people: Company) -> None:
    source = Source(channel="C1", ts="1.1")

    form = open_form_with(
        acting(store, by=people.employee, now=LATER),
        markup="<@U0HE> 1 &lt; 2, see <https://shop.example|shop>",
        source=source,
    )

    assert form.values["happened"] == "@He Jun 1 < 2, see shop (https://shop.example)"
    assert form.source == source


def test_a_form_made_of_a_message_leaves_another_draft_alone(store: Store, people: Company) -> None:
    keep(store, people.employee, happened="Half of a long story")

    of_message = said(store, people.employee, "Look here", source=Source(channel="C1", ts="1.1"))
    of_command = said(store, people.employee, "The search is slow")

    assert of_message.values["happened"] == "Look here"
    assert of_command.values["happened"] == "The search is slow"
    assert len({of_message.subject, of_command.subject, ""}) == 3
    with store.read() as unit:
        kept = unit.drafts.get(people.employee.id, Form.WEBSITE_ISSUE, "")
        assert kept is not None
        assert kept.data["happened"] == "Half of a long story"


def said(store: Store, by: Person, words: str, *, source: Source | None = None) -> IssueForm:
    """A form opened with words that stand nowhere else."""
    return open_form_with(acting(store, by=by, now=LATER), markup=words, source=source)


def test_what_was_said_is_kept_before_the_form_opens_and_offered_by_the_next(
    store: Store, people: Company
) -> None:
    form = said(store, people.employee, "The search is slow")

    assert form.started_at is None
    offered = open_form(acting(store, by=people.employee))
    assert (offered.said, offered.subject) == ("The search is slow", form.subject)
    assert said(store, people.employee, "The search is slow").started_at == LATER


def test_what_was_said_is_kept_although_nobody_has_the_desk(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).roles = []

    with pytest.raises(Refusal, match="nobody_on_duty"):
        said(store, people.employee, "The search is slow")

    with store.read() as unit:
        draft = unit.drafts.newest(people.employee.id, Form.WEBSITE_ISSUE)
        assert draft is not None
        assert draft.data == {"happened": "The search is slow"}
