"""Places are added all together or not at all; only the command line may."""

import pytest

from bot.domain.pay.place_import import PlaceEntry
from bot.errors import Refusal
from bot.services.pay.place_import import check_places, import_places
from storage.pay.proposal import pay_of
from tests.builders.world import World


def test_with_one_mistake_nothing_is_kept_and_hr_in_slack_may_not(world: World) -> None:
    good = PlaceEntry(line=2, email=world.people.employee.email, grade="P5", step="3", since="2026-04-01")
    bad = PlaceEntry(line=3, email="nobody@example.com", grade="P5", step="3", since="2026-04-01")

    assert [line for line, _ in import_places(world.acting(), [good, bad]).problems] == [3]
    assert check_places(world.acting(), [good]).problems == ()
    with pytest.raises(Refusal):
        import_places(world.acting(world.people.hr), [good])
    with world.store.read() as unit:
        assert pay_of(unit).places() == {}

    assert len(import_places(world.acting(), [good]).new) == 1
    with world.store.read() as unit:
        assert [len(each) for each in pay_of(unit).places().values()] == [1]
