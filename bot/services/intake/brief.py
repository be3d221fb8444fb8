"""A request is written in the developers' language: versions of its brief, and reading it."""

from functools import partial

from bot.domain.access import Deed, require
from bot.domain.drafts import Draft, Form
from bot.domain.history import Facts
from bot.domain.intake.brief import Brief, Part, Parts
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.form_facts import BriefForm, BriefRead
from bot.domain.intake.glossary import Glossary
from bot.domain.intake.way import REQUEST, Event
from bot.errors import Refusal
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.duty import its_readers_only, only_the_desk
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


def open_brief(acting: Acting, *, request_id: int) -> BriefForm:
    """What the form starts with: what was left unfinished, else the newest version.

    Raises Refusal: "request.product_managers_only", "brief.closed".
    """
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id), deed=Deed.WRITE_BRIEF)
        request = request_facts(unit, request_id)
        _only_open(request)
        draft = unit.drafts.get(acting.person.id, Form.BRIEF, str(request_id))
        parts = _typed(draft) if draft else request.brief.parts if request.brief else None
        return BriefForm(
            request=request,
            parts=parts,
            glossary=glossary(unit),
            locale=acting.policy.developers_locale,
            started_at=draft.saved_at if draft else None,
            overtaken=draft is not None and int(draft.data.get("seen") or 0) < request.brief_seen,
        )


def keep_brief(
    acting: Acting, *, request_id: int, parts: Parts, seen: int, submission: str | None = None
) -> None:
    """Remember an unfinished brief; an empty one is not kept."""
    if any(parts.values()):
        data = {"seen": seen, "parts": {part.value: text for part, text in parts.items()}}
        drafts.keep_draft(acting, form=Form.BRIEF, subject=str(request_id), data=data, view=submission)


def save_brief(acting: Acting, *, request_id: int, parts: Parts, seen: int, submission: str) -> Brief:
    """Keep the next version, whole or not; returns the version that holds.

    A part that is not among `parts` (the form was opened by an earlier Steward) stays as it is. What is the
    same as before is no new version. `seen` is the version that stood when the form was opened: where a
    colleague saved one meanwhile nothing is lost, for what was written stays in the form and is kept.
    The same submission twice is one version. Raises Refusal: "request.product_managers_only", "brief.closed",
    "brief.empty", "brief.meanwhile".
    """
    keep_brief(acting, request_id=request_id, parts=parts, seen=seen, submission=submission)
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id), deed=Deed.WRITE_BRIEF)
        request = unit.requests.get(request_id)
        unit.drafts.drop(acting.person.id, Form.BRIEF, str(request_id))
        before = request_facts(unit, request_id)
        holds = before.brief
        if holds is not None and unit.requests.has_entry_from(view_source(submission)):
            return holds
        _only_open(before)
        if holds is not None and holds.number > seen:
            raise Refusal("brief.meanwhile", name=holds.by.name, at=holds.at, version=holds.number)
        written = {part: parts.get(part, holds.says(part) if holds else "") for part in Part}
        said = {part: text for part, text in written.items() if text}
        if not said:
            raise Refusal("brief.empty", field=Part.HEADLINE.value)
        if holds is not None and holds.parts == said:
            return holds
        locale = acting.policy.developers_locale
        brief = unit.briefs.add(request_id, said, locale=locale, by=acting.person, at=acting.now)
        more = Facts(brief=brief.number)
        advance(unit, request, Event.BRIEF, acting, more=more, source=view_source(submission))
        return brief


def read_brief(acting: Acting, *, request_id: int) -> BriefRead:
    """The brief beside the requester's words. Raises Refusal: "brief.not_yours_to_read", "brief.none"."""
    require(Deed.READ_BRIEF, acting.by, refuse=lambda: Refusal("brief.not_yours_to_read"))
    with acting.store.read() as unit:
        read = brief_facts(unit, request_id)
        if read is None:
            raise Refusal("brief.none", request=request_id)
        request = read.request
        require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))
    return read


def brief_facts(unit: Unit, request_id: int) -> BriefRead | None:
    """The same for its card; None before there is one. Whoever shows it checks for whom."""
    request = request_facts(unit, request_id)
    if request.brief is None:
        return None
    return BriefRead(request=request, brief=request.brief, glossary=glossary(unit))


def glossary(unit: Unit) -> Glossary:
    """The terms that stand now."""
    return Glossary(each.term for each in unit.glossary.standing())


def _typed(draft: Draft) -> Parts:
    kept = draft.data.get("parts") or {}
    return {part: str(kept[part.value]) for part in Part if kept.get(part.value)}


def _only_open(request: RequestFacts) -> None:
    if Event.BRIEF not in REQUEST.possible(request.state):
        raise Refusal("brief.closed", request=request.id)
