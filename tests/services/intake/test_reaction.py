"""A message on which somebody puts the company's emoji is offered to them once, and to nobody else."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.people import Person
from bot.domain.policy import Intake, Policy
from bot.errors import Refusal
from bot.services.intake.reaction import offer_facts, offer_message, read_reacted, wants_message
from bot.services.intake.website_issue import open_form_for_reaction
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, POLICY, announced, kinds
from tests.builders.people import Company


def offer(store: Store, by: Person, *, markup: str = "Look &amp; see", written_by: str | None = None) -> bool:
    return offer_message(
        acting(store, by=by, now=MORNING),
        channel="C1",
        ts="1.1",
        thread_ts="0.9",
        markup=markup,
        written_by=written_by,
    )


def offered(store: Store) -> int:
    return int(announced(store)[0][1]["reaction_id"])


def test_nothing_is_wanted_of_other_emoji_nor_where_it_is_switched_off(store: Store, people: Company) -> None:
    off = Policy(intake=Intake(reaction_emoji=""))

    assert wants_message(acting(store, by=people.employee), reaction="ticket")
    assert not wants_message(acting(store, by=people.employee), reaction="eyes")
    assert not wants_message(acting(store, by=people.employee, policy=off), reaction="ticket")


def test_each_person_is_offered_a_message_once(store: Store, people: Company) -> None:
    with ThreadPoolExecutor(4) as hands:
        done = list(hands.map(lambda _: offer(store, people.employee), range(4)))

    assert sorted(done) == [False, False, False, True]
    assert offer(store, people.colleague)
    assert kinds(store) == ["MessageOffered", "MessageOffered"]


def test_of_a_message_that_says_nothing_nothing_is_offered(store: Store, people: Company) -> None:
    assert not offer(store, people.employee, markup=" ")
    assert announced(store) == []


def test_the_form_holds_the_message_as_people_saw_it_and_knows_its_author(
    store: Store, people: Company
) -> None:
    offer(store, people.developer, written_by=people.employee.slack_id)

    form = open_form_for_reaction(acting(store, by=people.developer), reaction_id=offered(store))

    assert form.said == "Look & see"
    assert form.author == people.employee


def test_only_whoever_reacted_sends_it_on(store: Store, people: Company) -> None:
    offer(store, people.employee)

    with pytest.raises(Refusal, match="not_yours"):
        read_reacted(acting(store, by=people.colleague), reaction_id=offered(store))


def test_without_anybody_at_the_desk_there_is_nothing_to_say(store: Store, people: Company) -> None:
    offer(store, people.employee)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).roles = []

    with store.read() as unit:
        assert offer_facts(unit, offered(store), policy=POLICY, now=MORNING) is None
    assert not offer(store, people.colleague)
