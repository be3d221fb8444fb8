"""What was typed into the form for a website issue and not sent: kept, offered again, and carried over."""

from datetime import datetime, timedelta

from bot.domain.intake.extra_fields import ExtraField
from bot.domain.intake.triage import Kind
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.intake.issue_draft import choose_kind, drop_draft, keep_draft
from bot.services.intake.website_issue import open_form, open_form_with
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed
from tests.builders.people import Company

LATER = MORNING + timedelta(minutes=5)


def keep(store: Store, by: Person, *, subject: str = "", submission: str = "V9", **values: object) -> None:
    keep_draft(
        acting(store, by=by, now=LATER), subject=subject, values=values, source=None, submission=submission
    )


def test_an_unfinished_form_is_offered_again(store: Store, people: Company) -> None:
    keep(store, people.employee, happened="The basket is empty", urgency="today", files=2)

    form = open_form(acting(store, by=people.employee))

    assert form.values["happened"] == "The basket is empty"
    assert form.started_at == LATER
    assert form.had_files
    assert open_form(acting(store, by=people.colleague)).started_at is None


def test_an_empty_form_is_not_kept(store: Store, people: Company) -> None:
    keep(store, people.employee, kind="wrong", happened="", urgency="")

    assert open_form(acting(store, by=people.employee)).started_at is None


def test_a_form_that_was_sent_leaves_no_draft_even_when_its_last_choice_arrives_late(
    store: Store, people: Company
) -> None:
    keep(store, people.employee, submission="V1", happened="The basket is empty")
    filed(store, people.employee, submission="V1")

    keep(store, people.employee, submission="V1", happened="The basket is empty")

    assert open_form(acting(store, by=people.employee)).started_at is None


def test_starting_empty_deletes_what_was_unfinished(store: Store, people: Company) -> None:
    keep(store, people.employee, happened="The basket is empty")

    form = drop_draft(acting(store, by=people.employee), subject="")

    assert dict(form.values) == {}
    assert open_form(acting(store, by=people.employee)).started_at is None


def chosen(store: Store, by: Person, **values: object) -> dict[str, object]:
    form = choose_kind(
        acting(store, by=by, now=LATER), subject="", values=values, source=None, submission="V9"
    )
    return dict(form.values)


def test_what_was_typed_for_one_kind_is_there_again_after_a_look_at_another(
    store: Store, people: Company
) -> None:
    chen = people.employee

    chosen(store, chen, kind="project", happened="The basket", since="this morning", page="the basket")
    values = chosen(store, chen, kind="question", happened="The basket, now", page="")
    again = chosen(store, chen, kind="wrong", happened="The basket, now", page="")

    assert values["kind"] == "question"
    assert (again["since"], again["page"], again["happened"]) == ("this morning", "", "The basket, now")


def test_of_two_choices_that_overtake_each_other_the_later_one_holds(store: Store, people: Company) -> None:
    def choose(kind: str, *, at: datetime) -> Kind:
        return choose_kind(
            acting(store, by=people.employee, now=at),
            subject="",
            values={"kind": kind, "happened": "The basket"},
            source=None,
            submission="V9",
        ).kind

    assert choose("project", at=LATER) is Kind.PROJECT
    assert choose("change", at=MORNING) is Kind.PROJECT


def test_a_form_from_which_all_was_taken_out_is_not_offered_again(store: Store, people: Company) -> None:
    chosen(store, people.employee, kind="wrong", happened="The basket")

    values = chosen(store, people.employee, kind="change", happened="")

    assert values["kind"] == "change"
    assert open_form(acting(store, by=people.employee)).started_at is None


def test_choosing_a_kind_in_an_empty_form_shows_its_fields_and_keeps_nothing(
    store: Store, people: Company
) -> None:
    form = choose_kind(
        acting(store, by=people.employee, now=LATER),
        subject="",
        values={"kind": "project", "happened": "", "urgency": "today"},
        source=None,
        submission="V9",
    )

    assert form.kind is Kind.PROJECT
    assert open_form(acting(store, by=people.employee)).started_at is None


def test_what_stands_in_the_companys_own_fields_is_kept_too(store: Store, people: Company) -> None:
    order = ExtraField(key="order", label={"en": "Order number"})
    keep(store, people.employee, happened="", **{"extra.order": "4711"})

    form = open_form(acting(store, by=people.employee, policy=Policy(form_fields=(order,))))

    assert form.values["extra.order"] == "4711"
    assert form.own_fields == (order,)


def test_a_form_of_somebodys_message_keeps_whose_request_it_is_to_be(store: Store, people: Company) -> None:
    assert people.employee.slack_id is not None
    by = acting(store, by=people.developer, now=LATER)
    form = open_form_with(by, markup="The basket is empty", written_by=people.employee.slack_id)
    assert form.author == people.employee
    assert form.is_authors

    keep_draft(
        by,
        subject=form.subject,
        values={"happened": "The basket is empty", "whose": "mine"},
        source=None,
        submission="V9",
        author_id=people.employee.id,
    )

    again = open_form(by)
    assert again.author == people.employee
    assert not again.is_authors
