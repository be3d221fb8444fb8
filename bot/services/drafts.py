"""What people type is kept until it is handed in: one way for every form."""

from bot.domain.access import Deed, require
from bot.domain.drafts import Form, Typed
from bot.services.acting import Acting


def keep_draft(acting: Acting, *, form: Form, subject: str, data: Typed, view: str | None = None) -> None:
    """Keep what was typed, in place of what was kept before, so that a refused or closed form loses nothing.

    `view`: the form's id, where it is known: one that was handed in meanwhile is not kept.
    """
    require(Deed.KEEP_DRAFT, acting.by)
    with acting.store.begin() as unit:
        if view is None or not unit.requests.was_handed_in(view):
            unit.drafts.save(acting.person.id, form, subject, data, at=acting.now)
