"""Input about somebody is asked for, given or declined, ended and withdrawn. Source: domain.md §8."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import day_named
from bot.domain.reviews.input import (
    OWN,
    OWN_LIMIT,
    QUESTIONS,
    UNTIL,
    WHO,
    Answered,
    Giver,
    How,
    InputRequest,
    Question,
    TypedInput,
    drawn_anew,
    gave,
    is_enough,
    read_answers,
    require_enough_asked,
    usual_day,
)
from bot.domain.reviews.input_way import Event
from bot.domain.reviews.question_sets import NO_SET, QuestionSet, check_set, offered
from bot.domain.text import is_blank, typed_text
from bot.domain.texts import LANGUAGES
from bot.domain.weeks.feedback_form import RuleNotShown
from bot.errors import Refusal
from bot.reading.data_file import shipped, usable
from bot.services.acting import Acting
from bot.services.reviews.advance_input import advance, follow, owe
from bot.services.reviews.find_review import found
from bot.services.reviews.input_facts import input_facts, not_asked, not_yours, require_asked, require_may_ask
from storage.unit import Unit

MOST_DAYS_AHEAD = 60


@cache
def shipped_questions() -> tuple[QuestionSet, ...]:
    """Every set of questions that Steward brings along, by key."""
    return tuple(usable(data, check_set) for _, data in shipped("bot.questions"))


def question_sets(policy: Policy) -> tuple[QuestionSet, ...]:
    """Those that can be chosen, the first of them preset."""
    return offered(shipped_questions(), policy.question_sets)


def ask_for_input(acting: Acting, typed: TypedInput, *, about_id: int, submission: str) -> InputRequest:
    """Ask these colleagues about somebody. Submitting a form twice comes to one.

    Raises Refusal: input.not_yours, input.left, input.nobody, input.too_few, input.too_many, input.oneself,
    input.reader, input.unreachable, input.twice, input.set_gone, input.no_questions, input.own_too_long,
    input.day.
    """
    with acting.store.begin() as unit:
        require_may_ask(unit, acting, about_id)
        unit.people.queue_up(about_id)
        if (made := unit.inputs.of_submission(submission)) is not None:
            return made
        about = unit.people.get(about_id)
        if not about.is_active:
            raise Refusal("input.left", name=about.name)
        how = How(typed.how)
        givers = _givers(unit, acting, about, typed.who, asked_already=_asked_already(unit, about_id))
        require_enough_asked(how, len(givers))
        request = unit.inputs.add(
            about_id=about_id,
            asked_by_id=acting.person.id,
            submission=submission,
            how=how,
            questions=_questions(acting, typed),
            givers=givers,
            due_on=_day(typed.until, acting),
            seed=secrets.token_hex(16),
            at=acting.now,
        )
        unit.drafts.drop(acting.person.id, Form.INPUT_ASKED, str(about_id))
        follow(unit, request, Event.ASK, acting)
        return request


def ask_more(acting: Acting, *, request_id: int, who: Sequence[str], until: str) -> InputRequest:
    """Ask more colleagues, give more time, or both. Raises as `ask_for_input`, and Refusal: input.ended,
    input.earlier; input.nobody where it is neither.
    """
    with acting.store.begin() as unit:
        request = _theirs(unit, acting, request_id)
        _require_open(request)
        about = unit.people.get(request.about_id)
        if not about.is_active:
            raise Refusal("input.left", name=about.name)
        day = _day(until, acting) if until else request.due_on
        if day < request.due_on:
            raise Refusal("input.earlier", field=UNTIL, due=request.due_on)
        if not who and day == request.due_on:
            raise Refusal("input.nobody", field=WHO)
        unit.people.queue_up(about.id)
        known = {each.person_id for each in unit.inputs.givers(request.id)}
        asked_already = _asked_already(unit, about.id)
        givers = _givers(
            unit, acting, about, who, asked_already=asked_already, asked_by_id=request.asked_by_id
        )
        require_enough_asked(request.how, len(known) + len(givers))
        unit.inputs.add_givers(request.id, givers)
        unit.drafts.drop(acting.person.id, Form.INPUT_MORE, str(request.id))
        return advance(unit, request, Event.ASK_MORE, acting, due_on=day)


def withdraw_input(acting: Acting, *, request_id: int) -> InputRequest:
    """Ask for it no more: nobody reads what was given. Raises Refusal: input.not_yours, input.ended."""
    with acting.store.begin() as unit:
        request = _theirs(unit, acting, request_id)
        _require_open(request)
        return advance(unit, request, Event.WITHDRAW, acting)


def give_input(acting: Acting, *, request_id: int, answers: Sequence[str], shown: str) -> None:
    """Give it, or another one in its place, until its day is over.

    `shown`: the fingerprint of the rule that stood above the form. Raises RuleNotShown where it is another
    one by now; Refusal: input.not_asked, input.ended, input.empty, input.too_long.
    """
    with acting.store.begin() as unit:
        request = _asked(unit, acting, request_id)
        given = read_answers(answers)
        facts = input_facts(unit, request_id, acting.person.id, now=acting.now)
        if not facts.can_be_given:
            raise Refusal("input.ended")
        if facts.fingerprint != shown:
            raise RuleNotShown
        _put(unit, acting, request, Giver(person_id=acting.person.id, answered=Answered.GIVEN, answers=given))


def decline_input(acting: Acting, *, request_id: int) -> None:
    """Say that one gives none; what was given before is gone.

    Raises Refusal: input.not_asked, input.ended.
    """
    with acting.store.begin() as unit:
        request = _asked(unit, acting, request_id)
        if not input_facts(unit, request_id, acting.person.id, now=acting.now).can_be_given:
            raise Refusal("input.ended")
        _put(unit, acting, request, Giver(person_id=acting.person.id, answered=Answered.DECLINED))


def end_inputs(acting: Acting) -> int:
    """End each whose day is over, or with names all of whose answers are there; about whoever has left nobody
    asks any more. Returns how many. Safe to run twice.

    Together it never ends with the last answer: its time would be told.
    """
    require(Deed.RUN_STEWARD, acting.by)
    ended = 0
    with acting.store.begin() as unit:
        for each in unit.inputs.all_under_way():
            request = unit.inputs.get(each.id)
            givers = unit.inputs.givers(request.id)
            waits = any(giver.answered is Answered.NOT_YET for giver in givers)
            if not unit.people.get(request.about_id).is_active:
                advance(unit, request, Event.WITHDRAW, acting)
            elif _is_over(unit, request, givers, acting) or (request.how is How.NAMED and not waits):
                event = Event.END if is_enough(request.how, len(gave(givers))) else Event.END_UNREAD
                advance(unit, request, event, acting)
            else:
                continue
            ended += 1
    return ended


def _theirs(unit: Unit, acting: Acting, request_id: int) -> InputRequest:
    """Locked, and only for whoever may ask. Raises Refusal("input.not_yours")."""
    request = found(lambda: unit.inputs.get(request_id), refuse=not_yours)
    require_may_ask(unit, acting, request.about_id)
    return request


def _asked(unit: Unit, acting: Acting, request_id: int) -> InputRequest:
    """Locked, and only for whoever was asked. Raises Refusal("input.not_asked")."""
    request = found(lambda: unit.inputs.get(request_id), refuse=not_asked)
    require_asked(unit, acting, request_id)
    return request


def _put(unit: Unit, acting: Acting, request: InputRequest, giver: Giver) -> None:
    unit.inputs.put(request.id, giver)
    unit.drafts.drop(giver.person_id, Form.INPUT, str(request.id))
    owe(unit, request, acting)
    unit.outbox.add(*drawn_anew(request, giver, secrets.token_hex(8)), now=acting.now)


def _is_over(unit: Unit, request: InputRequest, givers: Sequence[Giver], acting: Acting) -> bool:
    """Whether the last day is over for everybody who was asked, by the calendar of each."""
    people = unit.people.values({each.person_id for each in givers})
    return all(acting.now.astimezone(each.zone).date() > request.due_on for each in people)


def _require_open(request: InputRequest) -> None:
    if request.stage.move is None:
        raise Refusal("input.ended")


def _asked_already(unit: Unit, about_id: int) -> frozenset[int]:
    """Whom somebody asks about this person at present."""
    under_way = [each.id for each in unit.inputs.about(about_id) if each.stage.move is not None]
    givers = unit.inputs.givers_of(under_way)
    return frozenset(each.person_id for some in givers.values() for each in some)


def _givers(
    unit: Unit,
    acting: Acting,
    about: Person,
    accounts: Sequence[str],
    *,
    asked_already: frozenset[int],
    asked_by_id: int | None = None,
) -> list[int]:
    """Whom to ask, each once. `asked_by_id`: who asked before, of a request that is there."""
    people: dict[int, Person] = {}
    for account in dict.fromkeys(accounts):
        person = unit.people.by_slack_id(account)
        if person is None or not person.is_active:
            raise Refusal("input.unreachable", field=WHO, account=account)
        people[person.id] = person
    if about.id in people:
        raise Refusal("input.oneself", field=WHO, name=about.name)
    for reader in (acting.person.id, asked_by_id, about.manager_id):
        if reader in people:
            raise Refusal("input.reader", field=WHO, name=people[reader].name)
    if twice := [person.name for person in people.values() if person.id in asked_already]:
        raise Refusal("input.twice", field=WHO, names=twice, about=about.name)
    return sorted(people)


def _questions(acting: Acting, typed: TypedInput) -> tuple[Question, ...]:
    own = typed_text(typed.own).strip()
    if len(own) > OWN_LIMIT:
        raise Refusal("input.own_too_long", field=OWN, limit=OWN_LIMIT)
    chosen = next((each for each in question_sets(acting.policy) if each.key == typed.questions), None)
    if chosen is None and typed.questions not in ("", NO_SET):
        raise Refusal("input.set_gone", field=QUESTIONS)
    asked = tuple(dict(each) for each in chosen.questions) if chosen else ()
    if not is_blank(own):
        asked += (dict.fromkeys(LANGUAGES, own),)
    if not asked:
        raise Refusal("input.no_questions", field=QUESTIONS)
    return asked


def _day(text: str, acting: Acting) -> date:
    day = day_named(text) if text else usual_day(acting.person, acting.today)
    if not acting.today < day <= acting.today + timedelta(days=MOST_DAYS_AHEAD):
        raise Refusal("input.day", field=UNTIL, most=MOST_DAYS_AHEAD)
    return day
