"""What people have typed and not handed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from storage.models.delivery import DraftRow

# Put together once: that costs as much as running it.
_DROP = delete(DraftRow).where(
    DraftRow.person_id == bindparam("person_id"),
    DraftRow.form == bindparam("form"),
    DraftRow.subject == bindparam("subject"),
)
_TAKE = _DROP.returning(DraftRow.data, DraftRow.saved_at).execution_options(synchronize_session=False)


class Drafts:
    """One draft per person, form and subject; saving replaces it, handing in drops it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: int, form: str, subject: str) -> DraftRow | None:
        return self._session.get(DraftRow, (person_id, form, subject))

    def save(self, person_id: int, form: str, subject: str, data: dict[str, Any], *, at: datetime) -> None:
        self._session.merge(DraftRow(person_id=person_id, form=form, subject=subject, data=data, saved_at=at))

    def take(self, person_id: int, form: str, subject: str) -> tuple[dict[str, Any], datetime] | None:
        """What was kept and when, dropped in the same statement; an undone transaction keeps it."""
        key = {"person_id": person_id, "form": form, "subject": subject}
        taken = self._session.execute(_TAKE, key).one_or_none()
        return None if taken is None else (taken.data, taken.saved_at)

    def drop(self, person_id: int, form: str, subject: str) -> None:
        self._session.execute(_DROP, {"person_id": person_id, "form": form, "subject": subject})
