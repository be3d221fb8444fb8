"""A manager writes a few words for somebody in the top band; they are posted only if that person wants it."""

from datetime import datetime

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Form
from bot.domain.follows import stale
from bot.domain.people import Person
from bot.domain.reviews.cards import recognition_card, recognition_post
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.recognition import (
    BEFORE_POSTING,
    TO_COME_THROUGH,
    WORDS_LIMIT,
    Candidate,
    Recognition,
    RecognitionFacts,
    RecognitionForm,
    is_top,
    says_score,
)
from bot.domain.reviews.recognition_follows import FOLLOWS
from bot.domain.reviews.recognition_way import RECOGNITION, Event
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import review_facts
from storage.unit import Unit


def candidates(acting: Acting) -> tuple[Candidate, ...]:
    """Whom somebody may recognise: their people whose released result is in the top band, the newest first.

    Raises Refusal("recognition.nobody").
    """
    with acting.store.read() as unit:
        own = [review_facts(unit, each) for each in unit.recognitions.released_with(acting.person.id)]
        top = [each for each in own if _may_recognise(unit, acting, each)]
        if not top:
            raise Refusal("recognition.nobody")
        asked = unit.recognitions.of_reviews([each.id for each in top])
        return tuple(
            Candidate(
                review_id=each.id,
                name=each.employee.name,
                period=each.cycle.name,
                recognition=(held := asked.get(each.id)),
                is_out=held is not None and held.is_out(acting.now),
            )
            for each in top
        )


def open_recognition(acting: Acting, *, review_id: int) -> RecognitionForm:
    """The form, with what was typed before, or the words that were asked about. Raises as `ask` does."""
    with acting.store.read() as unit:
        facts, held = _to_write(unit, acting, review_id)
        draft = unit.drafts.get(acting.person.id, Form.RECOGNITION, str(review_id))
        was = {"words": held.words, "channel": held.channel} if held else {"words": "", "channel": ""}
        typed = draft.data if draft else was
        return RecognitionForm(
            review_id=review_id,
            name=facts.employee.name,
            words=typed["words"],
            channel=typed["channel"],
            fixed_channel=acting.policy.channels.recognition,
            asking=held.asking if held else 0,
        )


def keep_words(acting: Acting, *, review_id: int, words: str, channel: str) -> None:
    """Keep what was typed until somebody is asked about it. Raises Refusal("recognition.not_yours")."""
    with acting.store.read() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=_not_yours)
        require(Deed.RECOGNISE, acting.by, review, refuse=_not_yours)
    typed = {"words": words, "channel": channel}
    keep_draft(acting, form=Form.RECOGNITION, subject=str(review_id), data=typed)


def ask(acting: Acting, *, review_id: int, words: str, channel: str, asking: int) -> RecognitionFacts:
    """Ask the person about these words in this channel; other words are asked about anew. What was typed is
    kept if it is refused. `asking`: the wording that was on the screen. `channel` counts for nothing where
    the settings name one.

    Raises Refusal: recognition.not_yours, recognition.not_released, recognition.not_top,
    recognition.left, recognition.declined, recognition.out, recognition.changed_since,
    recognition.words_missing, recognition.words_long, recognition.says_score, recognition.channel_missing,
    recognition.same.
    """
    keep_words(acting, review_id=review_id, words=words, channel=channel)
    with acting.store.begin() as unit:
        found(lambda: unit.reviews.get(review_id), refuse=_not_yours)  # two at once are one after the other
        facts, held = _to_write(unit, acting, review_id)
        if asking != (held.asking if held else 0):
            raise Refusal("recognition.changed_since", name=facts.employee.name)
        words = words.strip()
        channel = acting.policy.channels.recognition or channel
        _check(words, channel, facts)
        if held is None:
            moved = unit.recognitions.add(
                review_id=review_id,
                employee_id=facts.employee.id,
                by_id=acting.person.id,
                words=words,
                channel=channel,
                at=acting.now,
            )
            _tell(unit, moved, Event.ASK, acting)
        else:
            if (held.words, held.channel) == (words, channel):
                raise Refusal("recognition.same", name=facts.employee.name)
            moved = _advance(unit, held, Event.REWORD, acting, reworded=(words, channel))
        unit.drafts.drop(acting.person.id, Form.RECOGNITION, str(review_id))
        return _facts(unit, moved, acting.now)


def agree(acting: Acting, *, recognition_id: int, asking: int) -> None:
    """Yes: it is posted in a while, in their working time. A second yes changes nothing.

    Raises Refusal: recognition.not_yours, recognition.reworded, recognition.not_now.
    """
    with acting.store.begin() as unit:
        held = _to_answer(unit, acting, recognition_id, asking=asking)
        if not held.stage.agreed:
            moved = _advance(unit, held, Event.AGREE, acting, goes_at=_when(acting))
            _post_at(unit, moved, acting)


def decline(acting: Acting, *, recognition_id: int, asking: int) -> None:
    """Not this time, or not after all. A second one changes nothing.

    Raises Refusal: recognition.not_yours, recognition.reworded, recognition.posted.
    """
    with acting.store.begin() as unit:
        held = _to_answer(unit, acting, recognition_id, asking=asking)
        if held.is_out(acting.now):
            raise Refusal("recognition.posted")
        if Event.DECLINE in RECOGNITION.possible(held.state):
            _advance(unit, held, Event.DECLINE, acting)


def take_down(acting: Acting, *, recognition_id: int) -> None:
    """What was posted is deleted. A second one changes nothing. Raises Refusal("recognition.not_yours")."""
    with acting.store.begin() as unit:
        held = _theirs(unit, acting, recognition_id)
        if held.stage.agreed:
            event = Event.TAKE_DOWN if held.is_out(acting.now) else Event.DECLINE
            _advance(unit, held, event, acting)


def recognition_facts(unit: Unit, recognition_id: int, now: datetime) -> RecognitionFacts:
    """One of them; whoever shows it checks for whom. Raises Missing."""
    return _facts(unit, unit.recognitions.look(recognition_id), now)


def _facts(unit: Unit, recognition: Recognition, now: datetime) -> RecognitionFacts:
    review, by = review_facts(unit, recognition.review_id), unit.people.get(recognition.by_id)
    is_still = review.stage.released and is_top(review.cycle.scheme, review.outcome)
    return RecognitionFacts(
        recognition=recognition,
        employee=review.employee,
        by=by,
        cycle_id=review.cycle.id,
        is_due=recognition.is_out(now) and is_still and review.employee.is_active,
        is_out=recognition.is_out(now),
    )


def _may_recognise(unit: Unit, acting: Acting, facts: ReviewFacts) -> bool:
    return (
        facts.stage.released
        and facts.employee.is_active
        and is_top(facts.cycle.scheme, facts.outcome)
        and may(Deed.RECOGNISE, acting.by, unit.reviews.look(facts.id))
    )


def _to_write(unit: Unit, acting: Acting, review_id: int) -> tuple[ReviewFacts, Recognition | None]:
    """The review, and what its manager wrote before. Raises as `ask` does."""
    review = found(lambda: unit.reviews.look(review_id), refuse=_not_yours)
    require(Deed.RECOGNISE, acting.by, review, refuse=_not_yours)
    facts = review_facts(unit, review_id)
    name = facts.employee.name
    if not facts.stage.released:
        raise Refusal("recognition.not_released", name=name)
    if not is_top(facts.cycle.scheme, facts.outcome):
        raise Refusal("recognition.not_top", name=name)
    if not facts.employee.is_active:
        raise Refusal("recognition.left", name=name)
    held = unit.recognitions.of_review(review_id)
    if held is not None and held.is_out(acting.now):
        raise Refusal("recognition.out", name=name)
    if held is not None and not held.stage.rewords:
        raise Refusal("recognition.declined", name=name)
    return facts, held


def _check(words: str, channel: str, facts: ReviewFacts) -> None:
    if is_blank(words):
        raise Refusal("recognition.words_missing")
    if len(words) > WORDS_LIMIT:
        raise Refusal("recognition.words_long", limit=WORDS_LIMIT)
    if facts.outcome is not None and says_score(words, facts.outcome.score):
        raise Refusal("recognition.says_score")
    if not channel:
        raise Refusal("recognition.channel_missing")


def _theirs(unit: Unit, acting: Acting, recognition_id: int) -> Recognition:
    held = found(lambda: unit.recognitions.get(recognition_id), refuse=_not_yours)
    require(Deed.ANSWER_RECOGNITION, acting.by, held, refuse=_not_yours)
    return held


def _to_answer(unit: Unit, acting: Acting, recognition_id: int, *, asking: int) -> Recognition:
    held = _theirs(unit, acting, recognition_id)
    if held.asking != asking:
        raise Refusal("recognition.reworded")
    return held


def _advance(
    unit: Unit,
    held: Recognition,
    event: Event,
    acting: Acting,
    *,
    goes_at: datetime | None = None,
    reworded: tuple[str, str] | None = None,
) -> Recognition:
    """Move a locked one on. Raises Refusal("recognition.not_now")."""
    moved = unit.recognitions.move(
        held,
        event,
        to=RECOGNITION.after(held.state, event),
        by_id=acting.by_id,
        at=acting.now,
        goes_at=goes_at or (held.goes_at if event is Event.TAKE_DOWN else None),
        reworded=reworded,
    )
    _tell(unit, moved, event, acting)
    return moved


def _tell(unit: Unit, moved: Recognition, event: Event, acting: Acting) -> None:
    because = f"{event}-{moved.version}"
    unit.outbox.add(*FOLLOWS[event].notices(moved, because=because), now=acting.now)


def _post_at(unit: Unit, moved: Recognition, acting: Acting) -> None:
    """At its hour it is posted, once, and its person's card has the way to take it down. A little later that
    card says whether the post came through: both are sent side by side.
    """
    post = (None, recognition_post(moved.id))
    card = (moved.employee_id, recognition_card(moved.id, moved.asking))
    goes_at = moved.goes_at or acting.now
    for name, places, at in (("goes", [post, card], goes_at), ("went", [card], goes_at + TO_COME_THROUGH)):
        unit.outbox.add(*stale(places, because=f"{name}-{moved.version}"), now=acting.now, due_at=at)


def _when(acting: Acting) -> datetime:
    """In their next working moment, and not at once: until then they may think again."""
    by: Person = acting.person
    later = acting.now + BEFORE_POSTING
    return acting.policy.hours.office.next_inside(later, zone=by.zone, calendar=by.calendar) or later


def _not_yours() -> Refusal:
    return Refusal("recognition.not_yours")
