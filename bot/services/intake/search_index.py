"""What can be found by its words: it is put into the index, and taken out, with what it is about."""

from bot.domain.access import Deed, require
from bot.domain.intake.known_answers import KnownAnswer
from bot.domain.intake.request import Request
from bot.domain.intake.similar import Found, folded, terms_of
from bot.services.acting import Acting
from storage.unit import Unit


def keep_findable(unit: Unit, before: Request, now: Request, *, is_new: bool) -> None:
    """An open request is found, by whoever may read it; a closed one is not."""
    was, is_ = _is_findable(before) and not is_new, _is_findable(now)
    if is_ and not was:
        index_request(unit, now.id)
    elif was and not is_:
        unit.similar.forget(Found.REQUEST, now.id)


def index_request(unit: Unit, request_id: int) -> None:
    """Find it by what its requester told."""
    told = unit.requests.told(request_id)
    _index(unit, Found.REQUEST, request_id, "\n".join((told.happened, told.page, told.expected)))


def index_answer(unit: Unit, answer: KnownAnswer) -> None:
    """Find a kept answer, by its question first, or no more once it is retired."""
    if answer.stands:
        # The question says twice as much as the answer to it.
        text = "\n".join((answer.title, answer.title, answer.page, answer.text))
        _index(unit, Found.ANSWER, answer.id, text)
    else:
        unit.similar.forget(Found.ANSWER, answer.id)


def rebuild_index(acting: Acting) -> int:
    """Put everything that can be found into the index anew; returns how much that is."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.similar.forget_all()
        requests = [each for each in unit.requests.all_unsettled() if _is_findable(each)]
        answers = unit.known_answers.listed()
        for request in requests:
            index_request(unit, request.id)
        for answer in answers:
            index_answer(unit, answer)
        return len(requests) + len(answers)


def _is_findable(request: Request) -> bool:
    return not request.stage.closed


def _index(unit: Unit, kind: Found, number: int, text: str) -> None:
    unit.similar.put(kind, number, terms=terms_of(text), text=folded(text))
