"""Sharing a KPI: whom it asks, who answers, and what is refused."""

from typing import Any

import pytest

from bot.domain.goals.shared_way import Event, State
from bot.domain.obligations import Kind
from bot.errors import Refusal
from bot.services.goals import shared as shares
from bot.services.obligations import owed_by, rebuild
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import drafted, kpi
from tests.builders.people import Company
from tests.builders.shared import Sharing
from tests.builders.told import told


@pytest.fixture
def sharing(store: Store, people: Company) -> Sharing:
    return Sharing(store, people)


def owed(sharing: Sharing, who: Any) -> list[Kind]:
    with sharing.store.read() as unit:
        return [each.kind for each in owed_by(unit, who, sharing.by(who))]


def test_everybody_who_is_asked_owes_an_answer_and_has_a_card(sharing: Sharing) -> None:
    before = len(told(sharing.store))

    shared = sharing.share()

    people = sharing.people
    assert owed(sharing, people.colleague).count(Kind.SHARED_KPI) == 1
    assert Kind.SHARED_KPI not in owed(sharing, people.employee)
    cards = [each for each in told(sharing.store, after=before) if "shared-kpi" in str(each)]
    assert len(cards) == 2
    assert [owner.has_agreed for owner in shared.owners] == [True, False]
    assert rebuild(acting(sharing.store)) == 0


def test_with_the_last_answer_it_is_agreed_on(sharing: Sharing) -> None:
    shared = sharing.share("U0WU", "U0HE")

    once = sharing.agree(sharing.people.developer, shared)
    twice = sharing.agree(sharing.people.colleague, shared)

    assert (once.state, twice.state) == (State.PROPOSED, State.AGREED)
    assert Kind.SHARED_KPI not in owed(sharing, sharing.people.colleague)
    with sharing.store.read() as unit:
        history = unit.shared.history(shared.id)
        assert [each.event for each in history] == [Event.PROPOSE, Event.AGREE, Event.AGREE, Event.SETTLE]
        assert unit.shared.owners_of([shared.shared_id]) == {
            shared.shared_id: ("Chen Jie", "Wu Min", "He Jun")
        }
    assert rebuild(acting(sharing.store)) == 0


def test_one_who_does_not_agree_is_enough_and_all_are_told_why(sharing: Sharing) -> None:
    shared = sharing.share("U0WU", "U0HE")
    before = len(told(sharing.store))

    shares.decline(
        sharing.by(sharing.people.colleague), shared_kpi_id=shared.id, reason=" I bring no visitors. "
    )

    with sharing.store.read() as unit:
        entry = unit.shared.history(shared.id)[-1]
        assert (entry.event, entry.note, entry.by_id) == (
            Event.DECLINE,
            "I bring no visitors.",
            sharing.people.colleague.id,
        )
    decided = [each for each in told(sharing.store, after=before) if "SharedDecided" in str(each)]
    assert len(decided) == 2
    assert owed(sharing, sharing.people.developer) == []
    assert sharing.kpi(sharing.chens, "k1").shared_id is None
    with pytest.raises(Refusal, match=r"shared\.decided"):
        sharing.agree(sharing.people.developer, shared)


def test_whoever_asked_takes_it_back_and_nobody_else(sharing: Sharing) -> None:
    shared = sharing.share()
    with pytest.raises(Refusal, match=r"shared\.not_yours"):
        shares.withdraw(sharing.by(sharing.people.colleague), shared_kpi_id=shared.id)

    assert (
        shares.withdraw(sharing.by(sharing.people.employee), shared_kpi_id=shared.id).state is State.WITHDRAWN
    )
    with pytest.raises(Refusal, match=r"shared\.decided"):
        shares.withdraw(sharing.by(sharing.people.employee), shared_kpi_id=shared.id)
    assert sharing.share().id != shared.id


def test_for_a_department_its_head_answers(sharing: Sharing) -> None:
    shared = sharing.share(departments=("Technical",))
    with pytest.raises(Refusal, match=r"shared\.not_yours"):
        sharing.agree(sharing.people.developer, shared)

    assert sharing.agree(sharing.people.boss, shared).state is State.AGREED


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"accounts": ("U0CHEN",)}, "shared.with_nobody"),
        ({"accounts": ("U0NOBODY",)}, "shared.stranger"),
        ({"departments": ("Moon base",)}, "plan.owner"),
        ({"accounts": ("U0WU",), "because": "  "}, "shared.reason_needed"),
        ({"accounts": ("U0WU",), "because": "x" * 501}, "goals.reason_too_long"),
    ],
)
def test_what_cannot_be_asked_is_refused(sharing: Sharing, asked: dict[str, Any], code: str) -> None:
    rest = {name: value for name, value in asked.items() if name != "accounts"}

    with pytest.raises(Refusal) as refused:
        sharing.share(*asked.get("accounts", ()), **rest)

    assert refused.value.code == code


def test_only_ones_own_kpi_is_shared(sharing: Sharing) -> None:
    with pytest.raises(Refusal, match=r"goals\.not_yours"):
        shares.share_kpi(
            sharing.by(sharing.people.manager),
            goals_id=sharing.chens.id,
            key="k1",
            with_accounts=["U0WU"],
            departments=(),
            because="Why not.",
        )


def test_about_one_kpi_one_question_is_asked_at_a_time(sharing: Sharing) -> None:
    sharing.share()
    with pytest.raises(Refusal, match=r"shared\.under_way"):
        sharing.share()


def test_what_is_shared_is_changed_for_all_and_not_shared_anew(sharing: Sharing) -> None:
    first = sharing.both_share()
    with pytest.raises(Refusal, match=r"shared\.already"):
        sharing.share()
    with pytest.raises(Refusal, match=r"shared\.nothing_changed"):
        sharing.change(sharing.people.employee, sharing.chens, duty="Another")

    second = sharing.change(sharing.people.colleague, sharing.wus, target="120")

    assert (second.shared_id, second.number, second.kpi.target) == (first.shared_id, 2, "120")
    assert [owner.has_agreed for owner in second.owners] == [False, True]
    with pytest.raises(Refusal, match=r"shared\.under_way"):
        sharing.change(sharing.people.employee, sharing.chens, target="130")


def test_a_kpi_that_nobody_shares_is_not_changed_for_all(sharing: Sharing) -> None:
    with pytest.raises(Refusal, match=r"shared\.not_shared"):
        sharing.change(sharing.people.employee, sharing.chens, target="120")


def test_two_clicks_are_one_answer(sharing: Sharing) -> None:
    shared = sharing.share("U0WU", "U0HE")
    sharing.agree(sharing.people.colleague, shared)

    with pytest.raises(Refusal, match=r"shared\.answered"):
        sharing.agree(sharing.people.colleague, shared)
    with pytest.raises(Refusal, match=r"shared\.why"):
        shares.decline(sharing.by(sharing.people.developer), shared_kpi_id=shared.id, reason="")


def test_a_kpi_without_anchors_is_completed_first(sharing: Sharing) -> None:
    whose = sharing.people.colleague
    drafted(sharing.store, sharing.wus.id, whose, (kpi("k1", 100, anchors=()),))

    for key, code in (("k1", "goals.no_anchors"), ("k7", "goals.kpi_gone")):
        with pytest.raises(Refusal) as refused:
            shares.share_kpi(
                sharing.by(whose),
                goals_id=sharing.wus.id,
                key=key,
                with_accounts=["U0CHEN"],
                departments=(),
                because="Why not.",
            )
        assert refused.value.code == code
