"""What each of those whom a shared KPI concerns is shown of it, and who is shown nothing."""

import pytest

from bot.domain.goals.shared_facts import Placed, SharedFacts
from bot.domain.goals.shared_way import Event
from bot.errors import Refusal
from bot.services.goals import shared as shares
from bot.services.goals.shared_facts import read_shared
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.people import Company, person
from tests.builders.shared import Sharing


@pytest.fixture
def sharing(store: Store, people: Company) -> Sharing:
    return Sharing(store, people)


def seen(sharing: Sharing, who: str, shared_id: int) -> SharedFacts:
    return read_shared(sharing.by(getattr(sharing.people, who)), shared_kpi_id=shared_id)


def test_whoever_is_asked_reads_for_whom_they_answer_and_what_it_means(sharing: Sharing) -> None:
    shared = sharing.share()

    facts = seen(sharing, "colleague", shared.id)

    assert (facts.answers_for, facts.signs, facts.placed) == (("Wu Min",), False, Placed.NOWHERE)
    assert (facts.goals_id, facts.manager, facts.may_withdraw) == (sharing.wus.id, "Liu Yang", False)
    assert [(each.name, each.agreed_by, each.asked) for each in facts.owners] == [
        ("Chen Jie", "Chen Jie", ("Chen Jie",)),
        ("Wu Min", "", ("Wu Min",)),
    ]
    assert (facts.waiting, facts.change) == (("Wu Min",), None)


def test_whoever_asked_may_take_it_back_and_waits(sharing: Sharing) -> None:
    facts = seen(sharing, "employee", sharing.share().id)

    assert (facts.answers_for, facts.may_withdraw, facts.waiting) == ((), True, ("Wu Min",))


def test_a_head_answers_for_the_department_and_has_no_sheet_in_it(sharing: Sharing) -> None:
    facts = seen(sharing, "boss", sharing.share(departments=("Technical",)).id)

    assert (facts.answers_for, facts.goals_id, facts.signs) == (("Technical",), None, False)
    assert [each.is_department for each in facts.owners] == [False, True]


def test_of_a_change_what_differs_is_told_and_that_agreeing_signs(sharing: Sharing) -> None:
    sharing.both_share()
    second = sharing.change(sharing.people.employee, sharing.chens, target="120")

    facts = seen(sharing, "colleague", second.id)

    assert facts.signs
    assert facts.change is not None
    assert facts.change.fields == ("target",)


def test_what_came_of_it_is_told_with_where_it_stands(sharing: Sharing) -> None:
    shared = sharing.agree(sharing.people.colleague, sharing.share())

    chens, wus = (seen(sharing, who, shared.id) for who in ("employee", "colleague"))

    assert (chens.placed, wus.placed) == (Placed.ON_SHEET, Placed.IN_DRAFT)
    assert chens.decided is not None
    assert (chens.decided.event, chens.decided.by) == (Event.SETTLE, "Wu Min")
    assert (chens.may_withdraw, chens.waiting) == (False, ())


def test_the_reason_of_who_did_not_agree_is_told(sharing: Sharing) -> None:
    shared = sharing.share()
    shares.decline(sharing.by(sharing.people.colleague), shared_kpi_id=shared.id, reason="None come.")

    facts = seen(sharing, "employee", shared.id)

    assert facts.decided is not None
    assert (facts.decided.event, facts.decided.by, facts.decided.reason) == (
        Event.DECLINE,
        "Wu Min",
        "None come.",
    )
    assert facts.placed is Placed.NOWHERE


def test_owners_their_managers_and_hr_read_it_and_nobody_else(sharing: Sharing) -> None:
    shared = sharing.share()

    for who in ("employee", "colleague", "manager", "hr"):
        assert seen(sharing, who, shared.id).shared.id == shared.id
    for who in ("developer", "admin", "product_manager"):
        with pytest.raises(Refusal, match=r"shared\.not_yours"):
            seen(sharing, who, shared.id)


def test_who_has_left_is_shown_as_somebody_who_cannot_be_asked(sharing: Sharing) -> None:
    lead = person(sharing.store, "Ma Li", department="Technical")
    shared = sharing.share("U0WU", "U0MA")
    with sharing.store.begin() as unit:
        unit.session.get_one(PersonRow, lead.id).left_on = sharing.by(lead).today

    facts = seen(sharing, "employee", shared.id)

    assert [(each.name, each.asked) for each in facts.owners][-1] == ("Ma Li", ())
    assert facts.waiting == ("Wu Min",)
