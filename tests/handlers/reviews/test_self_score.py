"""Two clicks that cross on their way: the form shows what is kept, whichever update comes last."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.domain.people import Person
from bot.services.reviews.self_score import open_self_score, pass_step
from handlers.reviews.self_score import on_choose, on_next
from handlers.visit import Visit
from messages.catalog import Words
from messages.reviews.self_score_fields import CHOOSE, claimed
from messages.reviews.self_score_modal import EVIDENCE, self_score_modal
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, STEPS, open_quarter, review_of

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=MONDAY)
SCORE_BLOCK = "self_score:score:values:customer_first"
CASE_BLOCK = "self_score:evidence:values:customer_first"
OTHER_BLOCK, OTHER_HALF = "self_score:score:values:teamwork", "self_score:half3:values:teamwork"


class Slack:
    """Stands in for Slack's edge: refuses updates with these errors, one after the other."""

    def __init__(self, *errors: str) -> None:
        self._errors = list(errors)
        self.shown: list[dict[str, Any]] = []

    def views_update(self, *, view_id: str, view: dict[str, Any], hash: str | None = None) -> None:
        if hash is not None and self._errors:
            raise SlackApiError("refused", {"error": self._errors.pop(0)})
        self.shown.append(view)


class Answers:
    """Takes what a listener acknowledges with."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []

    def __call__(self, **answer: Any) -> None:
        self.given.append(answer)


@pytest.fixture
def employee(store: Store, people: Company) -> Person:
    open_quarter(store, by=people.hr)
    return people.employee


def second_step(store: Store, employee: Person) -> dict[str, Any]:
    """The form at its first value, as Slack would send it back."""
    review_id = review_of(store, employee)
    form, _ = pass_step(acting(store, by=employee, now=MONDAY), review_id=review_id, step=1, entered=STEPS[0])
    return {**self_score_modal(WORDS, form), "id": "V1", "hash": "1.a", "state": {"values": {}}}


def with_score(view: dict[str, Any], top: str, case: str | None = None) -> dict[str, Any]:
    """The form with a value climbed up to that rung, and the other one met."""
    values = {
        SCORE_BLOCK: {CHOOSE: {"type": "radio_buttons", "selected_option": {"value": claimed(int(top))}}},
        OTHER_BLOCK: {CHOOSE: {"type": "radio_buttons", "selected_option": {"value": claimed(2)}}},
        OTHER_HALF: {CHOOSE: {"type": "checkboxes", "selected_options": [{"value": "half"}]}},
    }
    if case is not None:
        values[CASE_BLOCK] = {EVIDENCE: {"type": "plain_text_input", "value": case}}
    return {**view, "state": {"values": values}}


def visit(store: Store, employee: Person, slack: Slack) -> Visit:
    return Visit(acting=acting(store, by=employee, now=MONDAY), words=WORDS, client=slack)  # type: ignore[arg-type]


def choose(store: Store, employee: Person, view: dict[str, Any], *, at: str, slack: Slack) -> None:
    on_choose(
        ack=Answers(),  # type: ignore[arg-type]
        action={"action_ts": at},
        body={"view": view},
        visit=visit(store, employee, slack),
    )


def labels(view: dict[str, Any]) -> list[str]:
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


def test_an_update_that_crossed_another_is_made_again_with_what_is_kept(
    store: Store, employee: Person
) -> None:
    view = second_step(store, employee)
    slack = Slack("hash_conflict")
    choose(store, employee, with_score(view, "4"), at="100.2", slack=Slack())

    choose(store, employee, with_score(view, "1"), at="100.1", slack=slack)

    assert "Customer first: a convincing case for it" in labels(slack.shown[-1])


def test_a_form_that_was_closed_meanwhile_is_no_accident(store: Store, employee: Person) -> None:
    view = second_step(store, employee)
    slack = Slack("not_found")

    choose(store, employee, with_score(view, "4"), at="100.1", slack=slack)

    kept = open_self_score(acting(store, by=employee, now=MONDAY), review_id=review_of(store, employee))
    assert slack.shown == []
    assert str(kept.draft.answers["values", "customer_first"].score) == "4"


def test_another_error_of_slacks_is_not_swallowed(store: Store, employee: Person) -> None:
    view = second_step(store, employee)

    with pytest.raises(SlackApiError):
        choose(store, employee, with_score(view, "4"), at="100.1", slack=Slack("view_too_large"))


def test_a_case_whose_field_never_came_is_asked_for_when_the_step_is_passed(
    store: Store, employee: Person
) -> None:
    ack = Answers()

    on_next(
        ack=ack,  # type: ignore[arg-type]
        view=with_score(second_step(store, employee), "4"),
        visit=visit(store, employee, Slack()),
    )

    answer = ack.given[0]
    assert answer["response_action"] == "update"
    assert "Customer first: a convincing case for it" in labels(answer["view"])
    assert "4 for Customer first asks for a case" in str(answer["view"]["blocks"])


def test_a_case_of_blanks_is_refused_at_its_field(store: Store, employee: Person) -> None:
    ack = Answers()

    on_next(
        ack=ack,  # type: ignore[arg-type]
        view=with_score(second_step(store, employee), "2", case="  "),
        visit=visit(store, employee, Slack()),
    )

    assert ack.given[0]["response_action"] == "errors"
    assert "went against the value" in ack.given[0]["errors"][CASE_BLOCK]
