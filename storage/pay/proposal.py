"""Queries about pay: places, proposals, decisions.

No query of the unit: whoever works with pay asks for these by name, so that an import contract can hold that
nothing of Slack's ever does.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bot.domain.pay.decision import Decided
from bot.domain.pay.place_import import NewPlace
from bot.domain.pay.places import PayPlace
from bot.domain.pay.proposal import Proposed, Status, Why
from storage.models.pay import PayDecidedRow, PayDecisionRow, PayPlaceRow, PayProposalRow, PayProposedRow
from storage.unit import Unit

BATCH = 500


class Pay:
    """What is kept of pay. Rows are only ever added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def places(self) -> Mapping[int, Sequence[PayPlace]]:
        """Everybody's, by person, as they were written; nothing of whoever was erased."""
        rows = self._session.execute(
            select(PayPlaceRow, PayProposalRow.cycle_id)
            .outerjoin(PayDecisionRow, PayDecisionRow.id == PayPlaceRow.decision_id)
            .outerjoin(PayProposalRow, PayProposalRow.id == PayDecisionRow.proposal_id)
            .order_by(PayPlaceRow.id)
        )
        found: dict[int, list[PayPlace]] = {}
        for row, cycle_id in rows:
            if row.content:
                found.setdefault(row.person_id, []).append(_place(row, cycle_id))
        return found

    def add_places(self, places: Sequence[NewPlace], *, at: datetime, decision_id: int | None = None) -> None:
        """Append where these people stand from a day on."""
        self._insert(
            PayPlaceRow,
            [
                {
                    "person_id": each.person_id,
                    "from_day": each.from_day,
                    "content": {"grade": each.grade, "step": each.step, "steps": each.steps},
                    "decision_id": decision_id,
                    "at": at,
                }
                for each in places
            ],
        )

    def propose(self, cycle_id: int, rows: Sequence[Proposed], *, at: datetime) -> int:
        """Keep a proposal; its number."""
        proposal = PayProposalRow(cycle_id=cycle_id, at=at)
        self._session.add(proposal)
        self._session.flush()
        self._insert(
            PayProposedRow,
            [
                {
                    "proposal_id": proposal.id,
                    "person_id": each.person_id,
                    "place_id": each.place.id if each.place else None,
                    "content": {**each.basis, "name": each.name, "email": each.email},
                }
                for each in rows
            ],
        )
        return proposal.id

    def proposal(self, number: int, *, lock: bool = False) -> tuple[int, datetime] | None:
        """Its cycle, and when it was made."""
        query = select(PayProposalRow).where(PayProposalRow.id == number)
        row = self._session.scalar(query.with_for_update() if lock else query)
        return (row.cycle_id, row.at) if row else None

    def rows(self, number: int) -> Sequence[Proposed]:
        """A proposal as it was made, without what stands beside it for the reader's sake; nothing of whoever
        was erased.
        """
        held = {each.id: each for some in self.places().values() for each in some}
        return [_proposed(row, held.get(row.place_id or 0)) for row in self._rows(number) if row.content]

    def _rows(self, number: int) -> Sequence[PayProposedRow]:
        of = PayProposedRow
        query = select(of).where(of.proposal_id == number).order_by(of.id)
        return self._session.scalars(query).all()

    def decided_at(self, cycle_id: int) -> Mapping[int, datetime]:
        """By proposal of a cycle, when it was decided; without those that are not."""
        rows = self._session.execute(
            select(PayProposalRow.id, PayDecisionRow.at)
            .join(PayDecisionRow, PayDecisionRow.proposal_id == PayProposalRow.id)
            .where(PayProposalRow.cycle_id == cycle_id)
        )
        return {row[0]: row[1] for row in rows}

    def decide(
        self,
        number: int,
        decided: Sequence[Decided],
        *,
        from_day: date,
        by: str,
        file_sha256: str,
        at: datetime,
    ) -> None:
        """Append a decision about a proposal, and where everybody in it stands by it."""
        decision = PayDecisionRow(
            proposal_id=number, from_day=from_day, by=by, file_sha256=file_sha256, at=at
        )
        self._session.add(decision)
        self._session.flush()
        self._insert(
            PayDecidedRow,
            [
                {
                    "decision_id": decision.id,
                    "proposed_id": each.row_id,
                    "person_id": each.person_id,
                    "content": {"change": each.change, "reason": each.reason},
                }
                for each in decided
            ],
        )
        places = [
            NewPlace(
                person_id=each.person_id,
                grade=each.place.grade,
                step=each.step,
                steps=each.place.steps,
                from_day=from_day,
            )
            for each in decided
        ]
        self.add_places(places, at=at, decision_id=decision.id)

    def statuses(self, cycle_id: int) -> Iterator[Status]:
        """How far each proposal of a cycle is, oldest first; people alone are counted."""
        proposals = self._session.execute(
            select(PayProposalRow, PayDecisionRow)
            .outerjoin(PayDecisionRow, PayDecisionRow.proposal_id == PayProposalRow.id)
            .where(PayProposalRow.cycle_id == cycle_id)
            .order_by(PayProposalRow.id)
        ).all()
        for proposal, found in proposals:
            decision: PayDecisionRow | None = found
            rows = self._rows(proposal.id)
            yield Status(
                number=proposal.id,
                made_at=proposal.at,
                people=len(rows),
                proposed=sum(row.content.get("change") is not None for row in rows),
                decided=self._decided(decision.id) if decision else 0,
                decided_at=decision.at if decision else None,
                from_day=decision.from_day if decision else None,
            )

    def _decided(self, decision_id: int) -> int:
        query = select(func.count()).where(PayDecidedRow.decision_id == decision_id)
        return self._session.scalar(query) or 0

    def _insert(self, row: Any, values: Sequence[Mapping[str, Any]]) -> None:
        for start in range(0, len(values), BATCH):
            self._session.execute(insert(row), list(values[start : start + BATCH]))


def pay_of(unit: Unit) -> Pay:
    """What is kept of pay, in this transaction."""
    return Pay(unit.session)


def _place(row: PayPlaceRow, cycle_id: int | None) -> PayPlace:
    return PayPlace(
        id=row.id,
        person_id=row.person_id,
        grade=row.content["grade"],
        step=row.content["step"],
        steps=row.content["steps"],
        from_day=row.from_day,
        cycle_id=cycle_id,
        decision_id=row.decision_id,
    )


def _proposed(row: PayProposedRow, place: PayPlace | None) -> Proposed:
    said = row.content
    return Proposed(
        id=row.id,
        person_id=row.person_id,
        name=said["name"],
        email=said["email"],
        place=place,
        score=None if said["score"] is None else Decimal(said["score"]),
        change=said["change"],
        why=None if said["why"] is None else Why(said["why"]),
        version=said["version"],
    )
