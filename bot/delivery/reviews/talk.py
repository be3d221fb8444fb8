"""The talk about a result before both sides, an appeal before whoever decides, and what is told of them."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import my_review_card, team_card
from bot.domain.reviews.notices import TalkNews
from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Party
from bot.services.reviews.talk_facts import facts_at
from messages.reviews import appeal_card as appeal_words
from messages.reviews import my_talk_card as my_words
from messages.reviews import talk_card as talk_words
from messages.reviews.talk_note import talk_note


def draw_talk(at: Snapshot, key: CardKey) -> Outgoing | None:
    """In the manager's thread; whoever held it before keeps nothing but that it is another's."""
    talk_id, holder_id = key.numbers
    facts = _facts(at, talk_id, holder_id)
    if not facts.reader.is_active or facts.talk.holder_id != holder_id:
        return None
    return Outgoing(
        message=talk_words.talk_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        under=at.where_it_stands(team_card(facts.cycle_id, holder_id)),
        only_update=not facts.is_here,
    )


def draw_my_talk(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Under the card of the review, from when there is something to choose or to answer."""
    (talk_id,) = key.numbers
    talk = at.unit.talks.look(talk_id)
    facts = _facts(at, talk_id, talk.employee_id)
    if not facts.reader.is_active:
        return None
    has_a_say = facts.offer is not None or not talk.stage.waits_for(Party.HOLDER)
    return Outgoing(
        message=my_words.my_talk_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        under=at.where_it_stands(my_review_card(talk.review_id)),
        only_update=not has_a_say,
    )


def draw_appeal(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Before whoever decides; whoever was to before reads that somebody else does."""
    talk_id, judge_id = key.numbers
    facts = _facts(at, talk_id, judge_id)
    if not facts.reader.is_active or facts.appeal is None:
        return None
    return Outgoing(
        message=appeal_words.appeal_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=facts.talk.judge_id != judge_id or facts.talk.stage.closed,
    )


def on_news(at: Snapshot, notice: TalkNews) -> Outgoing | None:
    """In the thread in which its reader finds the rest of it."""
    facts = _facts(at, notice.talk_id, notice.to)
    history = at.unit.talks.history(notice.talk_id)
    entry = next((each for each in history if each.number == notice.number), None)
    if not facts.reader.is_active or entry is None:
        return None
    parent = (
        my_review_card(facts.talk.review_id) if facts.is_own else team_card(facts.cycle_id, facts.reader.id)
    )
    return Outgoing(
        message=talk_note(at.words_for(facts.reader), facts, entry),
        person=facts.reader,
        under=at.where_it_stands(parent),
    )


def _facts(at: Snapshot, talk_id: int, reader_id: int) -> TalkFacts:
    talk = at.unit.talks.look(talk_id)
    return facts_at(at.unit, talk, at.person(reader_id), now=at.now, policy=at.policy)


DRAWS: Draws = {Card.TALK: draw_talk, Card.MY_TALK: draw_my_talk, Card.APPEAL: draw_appeal}
ROUTES: Routes = {TalkNews: on_news}
