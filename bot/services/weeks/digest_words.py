"""What a manager says to a check-in, with one tap or in words; and what comes back."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.history import Facts
from bot.domain.people import Person
from bot.domain.text import is_blank
from bot.domain.weeks.check_in import CheckIn
from bot.domain.weeks.check_in_way import CHECK_IN, SAID, Event
from bot.domain.weeks.digest import Said, said_in
from bot.domain.weeks.digest_words import REPLY_LIMIT, ReplyForm, TalkForm, WordFacts
from bot.domain.weeks.talk_times import offered_times
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.weeks.advance_check_in import advance
from bot.services.weeks.talk_times import suiting_times
from storage.unit import Unit


def thank(acting: Acting, *, check_in_id: int) -> None:
    """Thank for a check-in, once. Raises Refusal: check_in.not_your_report, check_in.not_now."""
    with acting.store.begin() as unit:
        check_in = _managers(unit, acting, check_in_id)
        if _said(unit, check_in).thanked_at is None:
            advance(unit, check_in, Event.THANK, acting)


def offer_talk(acting: Acting, *, check_in_id: int) -> None:
    """Offer the next three times that suit both; once, until they are answered. Raises as `thank`, and
    Refusal: talk.no_time.
    """
    with acting.store.begin() as unit:
        check_in = _managers(unit, acting, check_in_id)
        offer = _said(unit, check_in).offer
        if offer is not None and offer.is_open and max(offer.times) > acting.now:
            return
        times = _times(unit, acting, check_in)
        if not times:
            raise Refusal("talk.no_time", name=unit.people.get(check_in.employee_id).name)
        advance(unit, check_in, Event.OFFER_TALK, acting, facts=Facts(times=times))


def open_talk(acting: Acting, *, check_in_id: int) -> TalkForm:
    """The form for times of one's own, with those that suit both. Raises as `thank`."""
    with acting.store.read() as unit:
        check_in = _managers(unit, acting, check_in_id, lock=False)
        offer = _said(unit, check_in).offer
        still = tuple(at for at in offer.times if at > acting.now) if offer and offer.is_open else ()
        return TalkForm(
            check_in_id=check_in.id,
            employee=unit.people.get(check_in.employee_id),
            times=still or _times(unit, acting, check_in),
        )


def offer_times(acting: Acting, *, check_in_id: int, times: Mapping[int, datetime]) -> None:
    """Offer times of one's own, by their place in the form, instead of those before. Raises as `thank`, and
    Refusal: talk.no_times, talk.passed (at the field of the time, `time.0` and so on).
    """
    with acting.store.begin() as unit:
        check_in = _managers(unit, acting, check_in_id)
        wanted = offered_times(times, now=acting.now)
        offer = _said(unit, check_in).offer
        if offer is None or not offer.is_open or offer.times != wanted:
            advance(unit, check_in, Event.OFFER_TALK, acting, facts=Facts(times=wanted))


def open_reply(acting: Acting, *, check_in_id: int) -> ReplyForm:
    """The form for a word to the other side, with what was typed before. Raises Refusal:
    check_in.not_yours_to_read, check_in.not_now, card.unknown.
    """
    with acting.store.read() as unit:
        check_in = unit.check_ins.look(check_in_id)
        return _reply_form(unit, acting, check_in)


def reply(acting: Acting, *, check_in_id: int, text: str, declines: int | None = None) -> None:
    """Say something to the other side about a check-in: the manager to the person, or back.

    `declines`: the number of the offered times of which none suits. Raises as `open_reply`, and Refusal:
    reply.empty, reply.too_long, talk.answered.
    """
    keep_reply(acting, check_in_id=check_in_id, text=text)
    with acting.store.begin() as unit:
        check_in = unit.check_ins.get(check_in_id)
        form = _reply_form(unit, acting, check_in)
        if len(text.strip()) > REPLY_LIMIT:
            raise Refusal("reply.too_long", field="text", length=len(text.strip()), limit=REPLY_LIMIT)
        if declines is not None and not form.is_managers:
            _require_open_offer(unit, check_in, declines)
            advance(unit, check_in, Event.DECLINE_TALK, acting, note=text.strip() or None)
        elif is_blank(text):
            raise Refusal("reply.empty", field="text")
        elif not _was_said_last(unit, acting, check_in, text.strip()):
            event = Event.REPLY if form.is_managers else Event.ANSWER_BACK
            advance(unit, check_in, event, acting, note=text.strip())
        unit.drafts.drop(acting.person.id, Form.CHECK_IN_REPLY, str(check_in_id))


def keep_reply(acting: Acting, *, check_in_id: int, text: str) -> None:
    """Keep what stands in the form; where nothing does, what was kept before stays."""
    require(Deed.KEEP_DRAFT, acting.by)
    if not text:
        return
    with acting.store.begin() as unit:
        subject = str(check_in_id)
        unit.drafts.save(acting.person.id, Form.CHECK_IN_REPLY, subject, {"text": text}, at=acting.now)


def accept_talk(acting: Acting, *, check_in_id: int, number: int, place: int) -> None:
    """Choose one of the offered times; clicked twice it is chosen once. Raises Refusal: deed.not_yours,
    talk.answered, talk.passed, card.unknown.
    """
    with acting.store.begin() as unit:
        check_in = unit.check_ins.get(check_in_id)
        require(Deed.GIVE_CHECK_IN, acting.by, check_in)
        offer = _said(unit, check_in).offer
        if offer is not None and offer.number == number and place < len(offer.times):
            if offer.chosen == offer.times[place]:
                return
            if offer.is_open and offer.times[place] <= acting.now:
                raise Refusal("talk.passed", at=offer.times[place])
        _require_open_offer(unit, check_in, number)
        assert offer is not None
        if place >= len(offer.times):
            raise Missing
        advance(unit, check_in, Event.ACCEPT_TALK, acting, facts=Facts(chosen=offer.times[place]))


def word_facts(unit: Unit, check_in_id: int, number: int, reader_id: int) -> WordFacts | None:
    """What an entry of a check-in's history says to its reader; None for one that says nothing, or to
    somebody who has no part in it any more.
    """
    check_in = unit.check_ins.look(check_in_id)
    history = unit.check_ins.histories([check_in_id])[check_in_id]
    entry = next((each for each in history if each.number == number), None)
    if entry is None or entry.event not in SAID or entry.by_id in (None, reader_id):
        return None
    assert entry.by_id is not None
    people = {each.id: each for each in unit.people.values({entry.by_id, reader_id})}
    first = next(
        (each for each in history if each.event in SAID and each.by_id not in (None, reader_id)), entry
    )
    offer = _said(unit, check_in).offer
    return WordFacts(
        check_in=check_in,
        number=number,
        event=entry.event,
        by=people[entry.by_id],
        reader=people[reader_id],
        text=entry.note or "",
        times=entry.facts.times or (),
        chosen=entry.facts.chosen,
        offer=offer if offer is not None and offer.number == number else None,
        first_number=first.number,
        may_answer=reader_id in (check_in.employee_id, check_in.manager_id),
    )


def _managers(unit: Unit, acting: Acting, check_in_id: int, *, lock: bool = True) -> CheckIn:
    check_in = unit.check_ins.get(check_in_id) if lock else unit.check_ins.look(check_in_id)
    require(
        Deed.ANSWER_CHECK_IN,
        acting.by,
        check_in,
        refuse=lambda: Refusal(
            "check_in.not_your_report",
            name=unit.people.get(check_in.employee_id).name,
            manager=unit.people.get(check_in.manager_id).name,
        ),
    )
    CHECK_IN.after(check_in.state, Event.REPLY)
    return check_in


def _reply_form(unit: Unit, acting: Acting, check_in: CheckIn) -> ReplyForm:
    employee, manager = _sides(unit, check_in)
    require(
        Deed.READ_CHECK_IN,
        acting.by,
        check_in,
        refuse=lambda: Refusal("check_in.not_yours_to_read", name=employee.name),
    )
    CHECK_IN.after(check_in.state, Event.REPLY)
    kept = unit.drafts.get(acting.person.id, Form.CHECK_IN_REPLY, str(check_in.id))
    is_managers = acting.person.id == check_in.manager_id
    return ReplyForm(
        check_in_id=check_in.id,
        other=employee if is_managers else manager,
        is_managers=is_managers,
        text=str(kept.data["text"]) if kept else "",
    )


def _sides(unit: Unit, check_in: CheckIn) -> tuple[Person, Person]:
    people = {each.id: each for each in unit.people.values({check_in.employee_id, check_in.manager_id})}
    return people[check_in.employee_id], people[check_in.manager_id]


def _times(unit: Unit, acting: Acting, check_in: CheckIn) -> tuple[datetime, ...]:
    employee, manager = _sides(unit, check_in)
    return suiting_times(unit, acting, manager=manager, employee=employee)


def _said(unit: Unit, check_in: CheckIn) -> Said:
    return said_in(unit.check_ins.histories([check_in.id])[check_in.id], manager_id=check_in.manager_id)


def _require_open_offer(unit: Unit, check_in: CheckIn, number: int) -> None:
    """Raises Refusal("talk.answered") for times that were answered, or that others took the place of."""
    offer = _said(unit, check_in).offer
    if offer is None or offer.number != number or not offer.is_open:
        raise Refusal(
            "talk.answered",
            name=unit.people.get(check_in.manager_id).name,
            chosen=offer.chosen if offer else None,
        )


def _was_said_last(unit: Unit, acting: Acting, check_in: CheckIn, text: str) -> bool:
    """Whether the same form came twice."""
    said = [each for each in unit.check_ins.histories([check_in.id])[check_in.id] if each.event in SAID]
    return bool(said) and (said[-1].by_id, said[-1].note) == (acting.by_id, text)
