"""What somebody reads who follows a request that is not theirs."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.notices import FollowedStepTaken
from bot.domain.intake.visibility import may_read
from bot.services.intake.followers import followed_facts
from messages.intake.followers_card import followed_card, followed_step
from messages.intake.private_card import emptied


def draw_followed(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Nothing new for somebody who left; whose own request was joined to it sees it on that one's card. What
    they may not read any more is emptied.
    """
    request_id, person_id = key.numbers
    facts = followed_facts(at.unit, request_id, person_id)
    if not facts.person.is_active:
        return None
    words, channel = at.words_for(facts.person), at.policy.channels.intake
    if not may_read(facts.request, facts.person):
        message = emptied(words, facts.request, in_channel=True, channel=channel)
        return Outgoing(message=message, person=facts.person, card=key, only_update=True)
    message = followed_card(words, facts)
    is_shown = facts.follower is not None and key in facts.follower.cards
    return Outgoing(message=message, person=facts.person, card=key, only_update=not is_shown)


def on_followed_step(at: Snapshot, notice: FollowedStepTaken) -> Outgoing | None:
    """Nothing for somebody who follows it no more, or may not read it by now: it goes where they see how it
    stands.
    """
    facts = followed_facts(at.unit, notice.request_id, notice.to)
    if facts.follower is None or not facts.person.is_active or not may_read(facts.request, facts.person):
        return None
    step = facts.request.step(notice.number)
    message = followed_step(at.words_for(facts.person), facts, step)
    return Outgoing(message=message, person=facts.person, under=facts.follower.cards[0])


DRAWS: Draws = {Card.FOLLOWED: draw_followed}
ROUTES: Routes = {FollowedStepTaken: on_followed_step}
