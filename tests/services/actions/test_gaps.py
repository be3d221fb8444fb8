"""What somebody lacks is offered to whoever may read where it stands, and to nobody else."""

import pytest

from bot.domain.actions.gaps import Shortfall
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.actions.action_form import open_action_form
from bot.services.actions.gaps import gaps_for
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.actions import Improving
from tests.builders.approval import CONVERSION, DWELL, OWN, TEAMWORK, handed_in, opened, scored
from tests.builders.job_forms import begun, filled, rated
from tests.builders.people import Company
from tests.builders.world import World


def gaps(store: Store, of: Person, *, by: Person) -> list[tuple[str, Shortfall]]:
    with store.read() as unit:
        return [(each.tied.value, each.how) for each in gaps_for(unit, of, acting(store, by=by))]


def test_what_a_rated_form_lacks_leads_to_a_filled_form(store: Store, people: Company) -> None:
    form = begun(store, people.employee)
    facts = filled(store, form, people.employee)
    first, second, *_ = [each.key for each in facts.this.content.requirements]
    assert gaps(store, people.employee, by=people.manager) == []
    rated(store, facts, people.manager, {first: "partly", second: "not_yet"})

    found = gaps(store, people.employee, by=people.manager)
    assert found == [
        (f"requirement:{second}", Shortfall.NOT_YET),
        (f"requirement:{first}", Shortfall.PARTLY),
    ]
    assert gaps(store, people.employee, by=people.colleague) == []
    filled_in = open_action_form(
        acting(store, by=people.manager), person_id=people.employee.id, kind="training", tied=found[0][0]
    )
    assert (filled_in.typed.kind, filled_in.typed.tied) == ("training", f"requirement:{second}")
    improving = Improving(store, people)
    made = improving.offer(tied=found[0][0], gap="")
    assert made.tied is not None
    assert made.tied.value == found[0][0]
    with pytest.raises(Refusal, match=r"action\.tied_gone"):
        improving.offer(tied="requirement:nothing")


def test_what_came_out_low_is_offered_to_the_manager_once_it_is_released(world: World) -> None:
    people = world.people
    review = opened(world.store, people.employee, people.manager)
    own = {
        **OWN,
        CONVERSION: scored("5", actual="6 %"),
        DWELL: scored("3"),
        TEAMWORK: scored("2", evidence="X"),
    }
    handed_in(world.store, review.review_id, people.employee, own=own)
    world.review_at(State.CONFIRMED)
    assert gaps(world.store, people.employee, by=people.manager) == []
    world.review_at(State.RELEASED)

    assert gaps(world.store, people.employee, by=people.manager) == [
        ("value:teamwork", Shortfall.LOW),
        ("kpi:dwell", Shortfall.LOW),
    ]
    assert gaps(world.store, people.employee, by=people.boss) == []
