"""The head is told once a day to each place, and again where it did not arrive."""

from datetime import datetime, timedelta

from bot.domain.record.chain import Head
from bot.domain.record.head import HeadPlace
from bot.domain.reviews.way import State
from bot.jobs.record import tell_head
from bot.services.record.seal import seal_what_waits
from bot.witness.witness import NotTold
from tests.builders.world import FRIDAY, World


class Heard:
    def __init__(self, *, fails: int = 0) -> None:
        self.heads: list[Head] = []
        self._fails = fails

    def tell(self, head: Head, *, at: datetime) -> None:
        if self._fails:
            self._fails -= 1
            raise NotTold("status_500")
        assert at
        self.heads.append(head)


def test_each_place_is_told_once_a_day_and_again_where_it_failed(world: World) -> None:
    file, webhook = Heard(), Heard(fails=1)
    witnesses = {HeadPlace.FILE: file, HeadPlace.WEBHOOK: webhook}
    tell_head(world.acting(), witnesses)
    assert (file.heads, webhook.heads) == ([], []), "there is nothing to tell of yet"

    world.review_at(State.SELF_SCORED)
    seal_what_waits(world.acting())
    for minutes in (0, 15, 30):
        tell_head(world.acting(at=FRIDAY + timedelta(minutes=minutes)), witnesses)
    with world.store.read() as unit:
        head = unit.record.head()
    assert (file.heads, webhook.heads) == ([head], [head])

    tell_head(world.acting(at=FRIDAY + timedelta(days=1)), witnesses)
    assert (file.heads, webhook.heads) == ([head, head], [head, head])
