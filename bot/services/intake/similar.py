"""Before a request is sent: whether something like it is known, and what its writer makes of that."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.intake.facts import Findings
from bot.domain.intake.followers import Via
from bot.domain.intake.notices import FollowerWrote
from bot.domain.intake.similar import (
    SHOWN,
    Choice,
    Found,
    Ranked,
    folded,
    ranked,
    rare_enough,
    reranked,
    terms_of,
)
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import its_readers_only
from bot.services.intake.followers import add_follower
from storage.unit import Unit

KEPT_FOR = timedelta(days=1)


def look_before_filing(
    acting: Acting,
    *,
    text: str,
    subject: str,
    submission: str,
    is_private: bool,
    handed_in: Mapping[str, Any],
) -> Findings | None:
    """Up to three known answers and three open requests that are like what is to be filed; None where there
    are none, or it was said already that it is something else.

    `handed_in` is the form as it was sent: it is kept until its writer says what it is to be. Of one that
    `is_private` nothing is told to a request that others read.
    """
    require(Deed.FILE_REQUEST, acting.by)
    with acting.store.read() as unit:
        if unit.requests.was_handed_in(submission) or unit.similar.chosen(acting.person.id, submission):
            return None
        found = find_similar(unit, text, by_id=acting.person.id)
    if not found.answers and not found.requests:
        return None
    kept = {
        "view": dict(handed_in),
        "subject": subject,
        "text": "" if is_private else text,
        "alike": [each.number for each in found.requests],
    }
    with acting.store.begin() as unit:
        unit.drafts.save(acting.person.id, Form.OFFERED, submission, kept, at=acting.now)
    return found


def find_similar(unit: Unit, text: str, *, by_id: int) -> Findings:
    """What is like a text, the most alike first. Of whoever asks own requests count too."""
    asked = terms_of(text)
    frequencies = unit.similar.frequencies(asked)
    documents, mean_length = unit.similar.counted()
    postings = unit.similar.postings(rare_enough(frequencies))
    best = ranked(asked, postings, frequencies=frequencies, documents=documents, mean_length=mean_length)
    texts = unit.similar.texts([(each.kind, each.document_id) for each in best])
    found = reranked(folded(text), best, texts)
    order = _of(found, Found.ANSWER)[:SHOWN]
    answers = unit.known_answers.some(order)
    numbers = _of(found, Found.REQUEST)
    requests = unit.similar.requests(numbers, reader=unit.people.get(by_id))
    return Findings(
        answers=tuple(sorted(answers, key=lambda each: order.index(each.id))),
        requests=tuple(requests[number] for number in numbers if number in requests)[:SHOWN],
    )


def take_answer(acting: Acting, *, answer_id: int, submission: str) -> None:
    """It solves it: nothing is filed. What was written is kept for as long as it may be sent all the same.

    The same again is counted once. Raises Missing.
    """
    require(Deed.FILE_REQUEST, acting.by)
    with acting.store.begin() as unit:
        unit.people.queue_up(acting.person.id)
        answer = unit.known_answers.get(answer_id)
        if unit.similar.chosen(acting.person.id, submission) != (Choice.SOLVED, answer.id):
            unit.known_answers.used(answer.id)
        unit.similar.chose(acting.person.id, submission, Choice.SOLVED, about_id=answer.id, at=acting.now)
        _drop_what_was_typed(unit, acting, submission)


def follow_instead(acting: Acting, *, request_id: int, submission: str) -> tuple[int, bool]:
    """It is the same: they hear of that one, and the desk reads their words beside it, unless these were to
    be private. Returns its number, and whether the desk reads them.

    Safe to run twice. Raises Refusal: "request.closed_meanwhile" where it was settled in between,
    "request.is_private" where it became so.
    """
    require(Deed.FILE_REQUEST, acting.by)
    with acting.store.begin() as unit:
        unit.people.queue_up(acting.person.id)
        request = unit.requests.look(unit.links.original(request_id) or request_id)
        require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))
        if request.stage.closed:
            raise Refusal("request.closed_meanwhile", request=request.id)
        draft = unit.drafts.get(acting.person.id, Form.OFFERED, submission)
        said = str(draft.data.get("text") or "") if draft else ""
        if unit.similar.chosen(acting.person.id, submission) == (Choice.FOLLOWED, request.id):
            return request.id, bool(said)
        choice = unit.similar.chose(
            acting.person.id,
            submission,
            Choice.FOLLOWED,
            about_id=request.id,
            words=said,
            at=acting.now,
        )
        add_follower(unit, request, acting, via=Via.PRESSED)
        if said:
            unit.outbox.add(FollowerWrote(request_id=request.id, choice_id=choice), now=acting.now)
        _drop_what_was_typed(unit, acting, submission)
        return request.id, bool(said)


def send_all_the_same(acting: Acting, *, submission: str) -> Mapping[str, Any] | None:
    """It is something else: the form as it was sent; None where it was filed already, for it may be pressed
    again while the answer is on its way. Raises Refusal("card.unknown") where it is gone.
    """
    require(Deed.FILE_REQUEST, acting.by)
    with acting.store.begin() as unit:
        draft = unit.drafts.get(acting.person.id, Form.OFFERED, submission)
        if draft is None:
            if unit.requests.was_handed_in(submission):
                return None
            raise Refusal("card.unknown")
        unit.similar.chose(acting.person.id, submission, Choice.DIFFERENT, about_id=None, at=acting.now)
        view: Mapping[str, Any] = draft.data["view"]
        return view


def forget_offered(acting: Acting) -> None:
    """Forms that were neither sent nor settled within a day are gone; their drafts stay."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.drafts.drop_older(Form.OFFERED, before=acting.now - KEPT_FOR)


def note_what_was_alike(unit: Unit, request_id: int, acting: Acting, *, submission: str) -> None:
    """A request was filed: the desk sees what was shown before, and what was kept for it is gone."""
    draft = unit.drafts.get(acting.person.id, Form.OFFERED, submission)
    if draft is not None:
        unit.similar.was_alike(request_id, draft.data.get("alike") or ())
        unit.drafts.drop(acting.person.id, Form.OFFERED, submission)


def _of(found: Sequence[Ranked], kind: Found) -> list[int]:
    return [each.document_id for each in found if each.kind is kind]


def _drop_what_was_typed(unit: Unit, acting: Acting, submission: str) -> None:
    """The form itself is done with; it stays kept as it was sent, should it be sent all the same."""
    draft = unit.drafts.get(acting.person.id, Form.OFFERED, submission)
    if draft is not None:
        unit.drafts.drop(acting.person.id, Form.WEBSITE_ISSUE, str(draft.data.get("subject") or ""))
