"""What is typed about a shared KPI and not sent is offered again, until it is."""

import pytest

from bot.services.goals import shared as shares
from bot.services.goals.shared_draft import (
    CHANGE,
    DECLINE,
    SHARE,
    keep_shared_typed,
    open_change,
    open_decline,
    open_share,
)
from storage.unit import Store
from tests.builders.people import Company
from tests.builders.shared import Sharing


@pytest.fixture
def sharing(store: Store, people: Company) -> Sharing:
    return Sharing(store, people)


def test_with_whom_and_why_is_offered_again_until_it_is_sent(sharing: Sharing) -> None:
    chen = sharing.by(sharing.people.employee)
    subject, typed = f"{sharing.chens.id}:k1", {"people": ["U0WU"], "because": "Why not."}
    assert open_share(chen, goals_id=sharing.chens.id, key="k1").typed == {}

    keep_shared_typed(chen, form=SHARE, subject=subject, typed=typed)

    form = open_share(chen, goals_id=sharing.chens.id, key="k1")
    assert form.typed == typed
    assert form.departments == ("Human Resources", "Marketing", "Technical", "Website Product")
    sharing.share()
    assert open_share(chen, goals_id=sharing.chens.id, key="k1").typed == {}


def test_a_change_for_all_begins_with_what_is_shared_and_what_was_typed_over_it(sharing: Sharing) -> None:
    sharing.both_share()
    chen = sharing.by(sharing.people.employee)
    keep_shared_typed(
        chen, form=CHANGE, subject=f"{sharing.chens.id}:k1", typed={"target": "120", "because": "It grows."}
    )

    asked = open_change(chen, goals_id=sharing.chens.id, key="k1")

    assert (asked.form.typed.name, asked.form.typed.target, asked.form.typed.unit) == (
        "Visits",
        "120",
        "visits",
    )
    assert (asked.names, asked.typed["because"]) == (("Chen Jie", "Wu Min"), "It grows.")
    sharing.change(sharing.people.employee, sharing.chens, target="120")
    assert open_change(chen, goals_id=sharing.chens.id, key="k1").typed == {}


def test_why_not_is_offered_again_until_it_is_said(sharing: Sharing) -> None:
    shared = sharing.share()
    wu = sharing.by(sharing.people.colleague)
    keep_shared_typed(wu, form=DECLINE, subject=str(shared.id), typed={"because": "None come."})

    facts, typed = open_decline(wu, shared_kpi_id=shared.id)

    assert (facts.shared.id, typed) == (shared.id, {"because": "None come."})
    shares.decline(wu, shared_kpi_id=shared.id, reason="None come.")
    assert open_decline(wu, shared_kpi_id=shared.id)[1] == {}
