"""Somebody puts an emoji on a message: it is offered to them to send it to the desk."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.intake.form_facts import Offer
from bot.domain.intake.notices import MessageOffered
from bot.domain.intake.reaction import Reacted, is_asked_for
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import find_on_duty
from bot.services.intake.markup import seen_by_people
from bot.services.intake.no_pings import promise
from bot.services.intake.passed_on import author_of
from storage.unit import Unit


def wants_message(acting: Acting, *, reaction: str) -> bool:
    """Whether this emoji means that the message is to go to the desk."""
    require(Deed.FILE_REQUEST, acting.by)
    return is_asked_for(reaction, emoji=acting.policy.intake.reaction_emoji)


def offer_message(
    acting: Acting, *, channel: str, ts: str, thread_ts: str | None, markup: str, written_by: str | None
) -> bool:
    """Offer to send the message, once to each person; False where that was done before, where nothing
    can be read of it, and where nobody has the desk.

    `markup` is all that the message says, `written_by` its author's Slack id.
    """
    require(Deed.FILE_REQUEST, acting.by)
    with acting.store.begin() as unit:
        text = seen_by_people(unit, markup)
        if not text or find_on_duty(unit, policy=acting.policy, now=acting.now) is None:
            return False
        author = author_of(unit, written_by, acting)
        reacted = Reacted(
            person_id=acting.person.id,
            author_id=author.id if author else None,
            channel=channel,
            ts=ts,
            thread_ts=thread_ts,
            text=text,
            at=acting.now,
        )
        reaction_id = unit.reactions.add(reacted)
        if reaction_id is None:
            return False
        unit.outbox.add(MessageOffered(reaction_id=reaction_id), now=acting.now)
        return True


def offer_facts(unit: Unit, reaction_id: int, *, policy: Policy, now: datetime) -> Offer | None:
    """What the note says, as it is now; None where nobody has the desk any more."""
    reacted, duty = unit.reactions.get(reaction_id), find_on_duty(unit, policy=policy, now=now)
    if duty is None:
        return None
    answer_by, within_minutes = promise(unit, duty, policy=policy, now=now)
    return Offer(
        id=reaction_id,
        person=unit.people.get(reacted.person_id),
        on_duty=duty,
        channel=reacted.channel,
        thread_ts=reacted.thread_ts,
        answer_by=answer_by,
        within_minutes=within_minutes,
    )


def read_reacted(acting: Acting, *, reaction_id: int) -> tuple[Reacted, Person | None]:
    """The message behind a note's button, and the colleague who wrote it, where that is another one.

    Raises Refusal("request.not_yours").
    """
    with acting.store.read() as unit:
        reacted = unit.reactions.get(reaction_id)
        person = unit.people.get(reacted.person_id)
        author = unit.people.get(reacted.author_id) if reacted.author_id else None
    refusal = Refusal("request.not_yours", name=person.name)
    require(Deed.READ_REACTED, acting.by, reacted, refuse=lambda: refusal)
    return reacted, author
