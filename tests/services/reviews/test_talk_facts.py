"""What cards show of a talk, before whoever reads them."""

from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Event, State
from bot.services.reviews.talk_facts import facts_at
from tests.builders.talks import THAT_DAY, Talks
from tests.builders.world import FRIDAY, World


def test_as_far_as_it_is(world: World) -> None:
    after = Talks.after_release(world)

    def facts() -> TalkFacts:
        with world.store.read() as unit:
            return facts_at(unit, after.talk, world.people.employee, now=FRIDAY, policy=world.store.policy)

    assert (facts().held_on, facts().denied_at, facts().is_own) == (None, None, True)
    after.hold()
    assert (facts().held_on, facts().denied_at) == (THAT_DAY, None)
    after.deny()
    assert (facts().held_on, facts().denied_at) == (None, FRIDAY)
    after.at(State.HELD).appeal("The figure of May.", evidence="See the sheet.")
    assert facts().appeal.note == "The figure of May.\n\nSee the sheet."
    after.decide(Event.UPHOLD, "It was counted.")
    assert (facts().decision.note, facts().decided_by, facts().due_on) == (
        "It was counted.",
        after.second_hr,
        None,
    )
