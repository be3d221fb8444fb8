"""What development waits for, by request: nothing where it is small, a discussion where it is large."""

from bot.domain.intake.project import Missing
from bot.domain.intake.triage import Kind
from bot.services.intake.project_facts import may_start, project_facts
from storage.unit import Store
from tests.builders.intake import filed
from tests.builders.people import Company
from tests.builders.projects import argued, discussed


def test_what_is_small_waits_for_nothing_and_what_is_large_for_a_discussion(
    store: Store, people: Company
) -> None:
    small = filed(store, people.employee)
    large = filed(store, people.employee, submission="V2", kind=Kind.PROJECT)

    with store.read() as unit:
        assert may_start(unit, small) == ()
        assert may_start(unit, large) == (Missing.DISCUSSION,)


def test_what_is_discussed_waits_for_what_it_lacks(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    project_id = discussed(store, people, number)
    argued(store, people, project_id)

    with store.read() as unit:
        assert may_start(unit, number) == (Missing.AGAINST, Missing.ESTIMATE, Missing.DECISION)
        facts = project_facts(unit, project_id)
    assert [each.has_spoken for each in facts.participants] == [False, True]
    assert facts.by == people.product_manager
    assert [each.number for each in facts.steps] == [1, 2]
