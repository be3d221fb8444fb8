"""How a request went, says whoever asked: one tap, and words where they like."""

from dataclasses import dataclass

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.follows import stale
from bot.domain.intake.cards import satisfaction_card
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import SatisfactionWritten
from bot.domain.intake.request import Request
from bot.domain.intake.satisfaction import WORDS_LIMIT, Satisfaction
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Rated:
    """A request and what its requester said of it since it was settled last; None: nothing yet."""

    request: RequestFacts
    said: Satisfaction | None

    @property
    def is_asked(self) -> bool:
        """Whether they can say it, or something else, now."""
        return self.request.stage.final


@dataclass(frozen=True, kw_only=True)
class WordsForm:
    """What the form for words starts with: what was left unsent, or else what they said before."""

    request: RequestFacts
    typed: str


def rated(unit: Unit, request_id: int) -> Rated:
    """As it is now; whoever shows it checks for whom."""
    request, said = request_facts(unit, request_id), unit.satisfaction.of(request_id)
    return Rated(request=request, said=said if said and said.at >= request.owed_since else None)


def rate(acting: Acting, *, request_id: int, good: bool) -> None:
    """One tap; the same again changes nothing, another takes its place and leaves the words.

    Raises Refusal: "request.not_yours", "request.not_settled".
    """
    with acting.store.begin() as unit:
        before = _theirs(unit, acting, unit.requests.get(request_id)).said
        if before is not None and before.good is good:
            return
        _keep(unit, acting, request_id, good=good, words=before.words if before else "")


def open_words(acting: Acting, *, request_id: int) -> WordsForm:
    """Before they add words. Raises as `rate` does."""
    with acting.store.read() as unit:
        found = _theirs(unit, acting, unit.requests.look(request_id))
        draft = unit.drafts.get(acting.person.id, Form.SATISFACTION, str(request_id))
    before = found.said.words if found.said else ""
    return WordsForm(request=found.request, typed=str(draft.data.get("words") or "") if draft else before)


def keep_words(acting: Acting, *, request_id: int, words: str) -> None:
    """Remember what was typed until it is sent."""
    keep_draft(acting, form=Form.SATISFACTION, subject=str(request_id), data={"words": words})


def add_words(acting: Acting, *, request_id: int, words: str) -> None:
    """What they want to add; whoever has the request reads it, nobody else. Nothing: what was said before is
    taken back.

    Raises as `rate` does, and "request.text_too_long".
    """
    if len(words) > WORDS_LIMIT:
        raise Refusal("request.text_too_long", field="words", limit=WORDS_LIMIT)
    with acting.store.begin() as unit:
        before = _theirs(unit, acting, unit.requests.get(request_id))
        unit.drafts.drop(acting.person.id, Form.SATISFACTION, str(request_id))
        if before.said is None or before.said.words == words:
            return
        _keep(unit, acting, request_id, good=before.said.good, words=words)
        if words:
            told = SatisfactionWritten(
                to=before.request.owner_id, request_id=request_id, at=acting.now.isoformat()
            )
            unit.outbox.add(told, now=acting.now)


def _keep(unit: Unit, acting: Acting, request_id: int, *, good: bool, words: str) -> None:
    said = Satisfaction(request_id=request_id, by_id=acting.person.id, good=good, words=words, at=acting.now)
    unit.satisfaction.add(said)
    card = satisfaction_card(request_id)
    unit.outbox.add(*stale([(acting.person.id, card)], because=acting.now.isoformat()), now=acting.now)


def _theirs(unit: Unit, acting: Acting, request: Request) -> Rated:
    def refusal() -> Refusal:
        return Refusal("request.not_yours", name=unit.people.get(request.requester_id).name)

    require(Deed.ADD_TO_REQUEST, acting.by, request, refuse=refusal)
    found = rated(unit, request.id)
    if not found.is_asked:
        raise Refusal("request.not_settled", request=request.id, owner=found.request.owner.name)
    return found
