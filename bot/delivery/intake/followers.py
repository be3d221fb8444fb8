"""What somebody reads who follows a request that is not theirs."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.notices import FollowedStepTaken
from bot.services.intake.followers import followed_facts
from messages.intake.followers_card import followed_card, followed_step


def draw_followed(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Nothing new for somebody who left."""
    request_id, person_id = key.numbers
    facts = followed_facts(at.unit, request_id, person_id)
    if not facts.person.is_active:
        return None
    message = followed_card(at.words_for(facts.person), facts)
    return Outgoing(message=message, person=facts.person, card=key, only_update=facts.follower is None)


def on_followed_step(at: Snapshot, notice: FollowedStepTaken) -> Outgoing | None:
    """Nothing for somebody who follows it no more: it goes where they see how it stands."""
    facts = followed_facts(at.unit, notice.request_id, notice.to)
    if facts.follower is None or not facts.person.is_active:
        return None
    step = facts.request.step(notice.number)
    message = followed_step(at.words_for(facts.person), facts, step)
    return Outgoing(message=message, person=facts.person, under=facts.follower.cards[0])


DRAWS: Draws = {Card.FOLLOWED: draw_followed}
ROUTES: Routes = {FollowedStepTaken: on_followed_step}
