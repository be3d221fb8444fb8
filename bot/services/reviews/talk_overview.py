"""How far talks are, in short."""

from bot.domain.reviews.talk_overview import MyTalk, TalkCounts
from bot.domain.reviews.talk_way import TALK
from storage.unit import Unit


def my_talk(unit: Unit, review_id: int) -> MyTalk | None:
    """The one about a result, as its employee may know; None where it was released before there were."""
    talk = unit.talks.of_review(review_id)
    if talk is None:
        return None
    named = [who for who in (talk.holder_id, talk.judge_id) if who is not None]
    names = {person.id: person.name for person in unit.people.values(named)}
    return MyTalk(
        mark=talk.stage.mark,
        holder=names[talk.holder_id] if talk.holder_id is not None else None,
        judge=names[talk.judge_id] if talk.judge_id is not None else None,
    )


def talk_counts(unit: Unit, cycle_id: int) -> TalkCounts | None:
    """Those of a cycle; None where nothing is released yet."""
    counts = {TALK.stage(state).mark: count for state, count in unit.talks.counted(cycle_id).items()}
    return TalkCounts(counts=counts, prepared=unit.talks.prepared_in(cycle_id)) if counts else None
