"""What is typed into a form about a project is kept until it is sent."""

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.intake.project_way import Event
from bot.services.acting import Acting
from bot.services.drafts import keep_draft


def keep_words(acting: Acting, *, about: int, event: Event, text: str) -> None:
    """Remember it; nothing is not kept. `about`: the project, or before there is one its request."""
    if text.strip():
        keep_draft(acting, form=Form.PROJECT, subject=words_subject(about, event), data={"text": text})


def kept_words(acting: Acting, *, about: int, event: Event) -> str:
    """What they left unfinished; empty where that is nothing."""
    require(Deed.KEEP_DRAFT, acting.by)
    with acting.store.read() as unit:
        draft = unit.drafts.get(acting.person.id, Form.PROJECT, words_subject(about, event))
    return str(draft.data.get("text") or "") if draft else ""


def words_subject(about: int, event: Event) -> str:
    """Under what it is kept; for and against a decision are one form."""
    return f"{Event.DECIDE if event is Event.DECLINE else event}:{about}"
