"""Somebody does not accept their result: they say why, and who had no part in it decides."""

from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form, Typed
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.talk import TEXT_LIMIT, Talk, TalkFacts
from bot.domain.reviews.talk_way import DECISIONS, Event
from bot.domain.reviews.way import Event as ReviewEvent
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.reviews import advance as reviews
from bot.services.reviews.advance_talk import advance
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.find_review import found
from bot.services.reviews.judge import judge_of
from bot.services.reviews.second_look_seats import take_seats_again
from bot.services.reviews.talk import last_event, not_yours, require_own
from bot.services.reviews.talk_facts import talk_facts
from bot.services.reviews.year import count_this_anew
from storage.unit import Unit

REASON, EVIDENCE = "reason", "evidence"
"""The fields of an appeal."""
DECISION = "decision"
"""Beside `REASON` the field of what is decided."""


def open_appeal(acting: Acting, *, talk_id: int) -> tuple[TalkFacts, Typed]:
    """What the form shows, and what was typed before. Raises as `appeal` does."""
    with acting.store.read() as unit:
        talk = require_own(unit, acting, talk_id, lock=False)
        _require_appealable(unit, talk)
        draft = unit.drafts.get(acting.person.id, Form.APPEAL, str(talk.id))
        return talk_facts(unit, talk, acting.person, acting), draft.data if draft else {}


def keep_appeal(acting: Acting, *, talk_id: int, typed: Typed) -> None:
    """Keep what was typed, for as long as it is not sent. Raises Refusal("talk.not_yours")."""
    with acting.store.read() as unit:
        require_own(unit, acting, talk_id, lock=False)
    if any(typed.values()):
        keep_draft(acting, form=Form.APPEAL, subject=str(talk_id), data=typed)


def appeal(acting: Acting, *, talk_id: int, reason: str, evidence: str) -> None:
    """Object to one's result, once, until the days after the talk are over; what was typed is kept if it is
    refused.

    Raises Refusal: talk.not_yours, appeal.made, appeal.too_late, appeal.closed; and at the field
    appeal.no_reason, talk.too_long.
    """
    keep_appeal(acting, talk_id=talk_id, typed={REASON: reason, EVIDENCE: evidence})
    with acting.store.begin() as unit:
        talk = require_own(unit, acting, talk_id)
        _require_appealable(unit, talk)
        require(Deed.APPEAL, acting.by, talk, refuse=not_yours)
        if is_blank(reason):
            raise Refusal("appeal.no_reason", field=REASON)
        _require_fits(reason, REASON)
        _require_fits(evidence, EVIDENCE)
        said = "\n\n".join(each.strip() for each in (reason, evidence) if not is_blank(each))
        advance(unit, talk, Event.APPEAL, acting, note=said, judge_id=judge_of(unit, talk, acting))
        unit.drafts.drop(acting.person.id, Form.APPEAL, str(talk_id))


def open_decision(acting: Acting, *, talk_id: int) -> tuple[TalkFacts, Typed]:
    """What whoever decides is shown, and what they typed before. Raises as `decide` does."""
    with acting.store.read() as unit:
        talk = _to_decide(unit, acting, talk_id, lock=False)
        draft = unit.drafts.get(acting.person.id, Form.APPEAL_DECISION, str(talk_id))
        return talk_facts(unit, talk, acting.person, acting), draft.data if draft else {}


def read_appealed(acting: Acting, *, talk_id: int) -> ApprovalFacts:
    """The result an appeal is against, in full, for whoever decides, until they have: what is scored after
    that is not theirs. Raises Refusal: appeal.not_yours, appeal.decided.
    """
    with acting.store.read() as unit:
        talk = _to_decide(unit, acting, talk_id, lock=False)
        return approval_facts(unit, talk.review_id)


def keep_decision(acting: Acting, *, talk_id: int, typed: Typed) -> None:
    """Keep what was typed of a decision. Raises Refusal("appeal.not_yours")."""
    with acting.store.read() as unit:
        _judged(unit, acting, talk_id, lock=False)
    if any(typed.values()):
        keep_draft(acting, form=Form.APPEAL_DECISION, subject=str(talk_id), data=typed)


def decide(acting: Acting, *, talk_id: int, decision: Event | None, reason: str) -> None:
    """The result stands, or is opened again at the score or at the second look; both sides read why.

    Raises Refusal: appeal.not_yours, appeal.decided, talk.employee_left; and at the field
    appeal.no_decision, appeal.no_decision_reason, talk.too_long.
    """
    kept = {DECISION: decision.value if decision else "", REASON: reason}
    keep_decision(acting, talk_id=talk_id, typed=kept)
    with acting.store.begin() as unit:
        talk = _to_decide(unit, acting, talk_id)
        if decision not in DECISIONS:
            raise Refusal("appeal.no_decision", field=DECISION)
        if is_blank(reason):
            raise Refusal("appeal.no_decision_reason", field=REASON)
        _require_fits(reason, REASON)
        scores = None if decision is Event.UPHOLD else _reopen(unit, talk, decision, acting)
        advance(unit, talk, decision, acting, note=reason.strip(), holder_id=scores)
        unit.drafts.drop(acting.person.id, Form.APPEAL_DECISION, str(talk_id))


def _reopen(unit: Unit, talk: Talk, decision: Event, acting: Acting) -> int | None:
    """It is scored or looked at anew, with as many days as each step has; secret until it is released.
    Returns who scores it anew.
    """
    review = unit.reviews.give_days(unit.reviews.get(talk.review_id), _days(unit, talk, acting))
    if decision is Event.RESCORE:
        opened, _ = reviews.advance(unit, review, ReviewEvent.RESCORE, acting)
        opened = count_this_anew(unit, opened, acting)
        if not unit.people.get(opened.manager_id).is_active:
            reviews.to_whoever_has_them_now(unit, opened, acting)
        return unit.reviews.look(review.id).manager_id
    is_looked_at = take_seats_again(unit, review, acting)
    looked, _ = reviews.advance(unit, review, ReviewEvent.RELOOK, acting)
    if not is_looked_at:
        reviews.advance(unit, looked, ReviewEvent.SETTLE, replace(acting, by=None))
    return None


def _days(unit: Unit, talk: Talk, acting: Acting) -> Dates:
    _, cycle, _, _ = unit.reviews.whole(talk.review_id)
    calendar, schedule = acting.policy.calendar(), acting.policy.schedule
    approval = max(calendar.add_working_days(acting.today, schedule.approval_days), cycle.approval_due)
    second_look = calendar.add_working_days(approval, schedule.second_look_days)
    return Dates(
        self_score_due=cycle.self_score_due,
        self_score_closes=cycle.self_score_closes,
        approval_due=approval,
        second_look_due=max(second_look, cycle.second_look_due),
    )


def _require_appealable(unit: Unit, talk: Talk) -> None:
    """Raises Refusal: appeal.made, appeal.too_late, appeal.closed."""
    if talk.stage.open_to_appeal:
        return
    if talk.stage.appealed and not talk.stage.closed:
        raise Refusal("appeal.made")
    if last_event(unit, talk) is Event.LAPSE:
        raise Refusal("appeal.too_late")
    raise Refusal("appeal.closed")


def _judged(unit: Unit, acting: Acting, talk_id: int, *, lock: bool = True) -> Talk:
    get = unit.talks.get if lock else unit.talks.look
    talk = found(lambda: get(talk_id), refuse=_not_yours_to_decide)
    require(Deed.DECIDE_APPEAL, acting.by, talk, refuse=_not_yours_to_decide)
    return talk


def _to_decide(unit: Unit, acting: Acting, talk_id: int, *, lock: bool = True) -> Talk:
    talk = _judged(unit, acting, talk_id, lock=lock)
    employee = unit.people.get(talk.employee_id)
    if talk.stage.closed:
        raise Refusal("appeal.decided", name=employee.name)
    if not employee.is_active:
        raise Refusal("talk.employee_left", name=employee.name)
    return talk


def _require_fits(text: str, field: str) -> None:
    if len(text.strip()) > TEXT_LIMIT:
        raise Refusal("talk.too_long", field=field, limit=TEXT_LIMIT)


def _not_yours_to_decide() -> Refusal:
    return Refusal("appeal.not_yours")
