"""What people have typed and not handed in."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.domain.drafts import Draft, Form, Typed
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

    def get(self, person_id: int, form: Form, subject: str) -> Draft | None:
        row = self._session.get(DraftRow, (person_id, form, subject))
        return _value(row) if row else None

    def newest(self, person_id: int, form: Form) -> Draft | None:
        """What a person typed last into this form and did not hand in, whatever its subject."""
        row = self._session.scalar(
            select(DraftRow)
            .where(DraftRow.person_id == person_id, DraftRow.form == form)
            .order_by(DraftRow.saved_at.desc())
            .limit(1)
        )
        return _value(row) if row else None

    def save(self, person_id: int, form: Form, subject: str, data: Typed, *, at: datetime) -> None:
        self._session.merge(
            DraftRow(person_id=person_id, form=form, subject=subject, data=dict(data), saved_at=at)
        )

    def take(self, person_id: int, form: Form, subject: str) -> Draft | None:
        """What was kept, dropped in the same statement; an undone transaction keeps it."""
        key = {"person_id": person_id, "form": form, "subject": subject}
        taken = self._session.execute(_TAKE, key).one_or_none()
        return None if taken is None else Draft(subject=subject, data=taken.data, saved_at=taken.saved_at)

    def drop(self, person_id: int, form: Form, subject: str) -> None:
        self._session.execute(_DROP, {"person_id": person_id, "form": form, "subject": subject})


def _value(row: DraftRow) -> Draft:
    return Draft(subject=row.subject, data=row.data, saved_at=row.saved_at)
