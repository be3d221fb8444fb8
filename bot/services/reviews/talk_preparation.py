"""What its holder lists before a talk: behaviour, the verdict and what is expected, actions."""

from dataclasses import replace

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Form
from bot.domain.reviews.talk import TEXT_LIMIT, Material, Preparation, TalkFacts
from bot.domain.reviews.talk_way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.gaps import gaps_for
from bot.services.drafts import keep_draft
from bot.services.reviews.advance_talk import advance
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.talk import require_to_hold
from bot.services.reviews.talk_facts import talk_facts
from storage.unit import Unit

PARTS = ("behaviour", "verdict", "actions")
"""The fields, in their order."""


def open_preparation(acting: Acting, *, talk_id: int) -> tuple[TalkFacts, Preparation | Material]:
    """What was typed or saved before; where nothing was, what it can be begun with.

    Raises as `bot.services.reviews.talk.hold` does.
    """
    with acting.store.read() as unit:
        talk = require_to_hold(unit, acting, talk_id, lock=False)
        facts = talk_facts(unit, talk, acting.person, acting)
        if may(Deed.WRITE_ACTION, acting.by, facts.employee):
            facts = replace(facts, gaps=gaps_for(unit, facts.employee, acting))
        draft = unit.drafts.get(acting.person.id, Form.TALK, str(talk_id))
        if draft is not None:
            return facts, Preparation(**{part: str(draft.data.get(part, "")) for part in PARTS})
        saved = unit.talks.prepared(talk_id)
        if saved is not None:
            return facts, saved[0]
        review = review_facts(unit, talk.review_id)
        said = unit.feedback.on_record(talk.employee_id, review.cycle.starts_on, acting.today)
        readable = [each for each in said if may(Deed.READ_FEEDBACK, acting.by, each)]
        return facts, Material.of(review, readable)


def keep_preparation(acting: Acting, *, talk_id: int, typed: Preparation) -> None:
    """Keep what was typed, as long as it is not saved. Raises Refusal("talk.not_yours")."""
    with acting.store.read() as unit:
        require_to_hold(unit, acting, talk_id, lock=False)
    _keep(acting, talk_id, typed)


def prepare(acting: Acting, *, talk_id: int, typed: Preparation) -> None:
    """Save it; what was saved before stays on record. What was typed is kept if this is refused.

    Raises as `bot.services.reviews.talk.hold` does, and at the field talk.nothing_prepared, talk.too_long.
    """
    require(Deed.KEEP_DRAFT, acting.by)
    keep_preparation(acting, talk_id=talk_id, typed=typed)
    with acting.store.begin() as unit:
        talk = require_to_hold(unit, acting, talk_id)
        if typed.is_empty:
            raise Refusal("talk.nothing_prepared", field=PARTS[0])
        for part in PARTS:
            if len(getattr(typed, part).strip()) > TEXT_LIMIT:
                raise Refusal("talk.too_long", field=part, limit=TEXT_LIMIT)
        if not _is_saved(unit, talk_id, typed):
            moved = advance(unit, talk, Event.PREPARE, acting)
            unit.talks.prepare(moved, typed, by_id=acting.person.id, at=acting.now)
        unit.drafts.drop(acting.person.id, Form.TALK, str(talk_id))


def _is_saved(unit: Unit, talk_id: int, typed: Preparation) -> bool:
    """Whether the same form came twice."""
    saved = unit.talks.prepared(talk_id)
    return saved is not None and saved[0] == typed


def _keep(acting: Acting, talk_id: int, typed: Preparation) -> None:
    data = {part: getattr(typed, part) for part in PARTS}
    keep_draft(acting, form=Form.TALK, subject=str(talk_id), data=data)
