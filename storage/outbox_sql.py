"""The statements of the outbox, put together once."""

from typing import cast

from sqlalchemy import String, Table, bindparam, exists, func, select, update
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.notices import Sending
from storage.models.delivery import OutboxRow

# Past the mapper, put together once: every use case writes here, and the sender never rests.
TABLE = cast(Table, OutboxRow.__table__)
OF = TABLE.c
THIS = bindparam("row_id") == OF.id
ADD = {
    "sqlite": sqlite.insert(TABLE).on_conflict_do_nothing(index_elements=["key"]),
    "postgresql": postgresql.insert(TABLE).on_conflict_do_nothing(index_elements=["key"]),
}
EARLIER = TABLE.alias("earlier")
WAITED_FOR = TABLE.alias("waited_for")
MARK = func.coalesce(OF.mark, cast_to(OF.id, String(32))).label("mark")
DUE = (
    select(OF.id, OF.kind, OF.lane, OF.payload, OF.attempts, OF.attempted, OF.problem, OF.bulk, MARK)
    .where(
        OF.status == Sending.PENDING,
        OF.retry_at <= bindparam("now"),
        (OF.leased_until.is_(None)) | (OF.leased_until <= bindparam("now")),
        OF.kind.not_in(bindparam("held", expanding=True)),
        ~exists().where(
            EARLIER.c.lane == OF.lane,
            EARLIER.c.status == Sending.PENDING,
            EARLIER.c.due_at <= bindparam("now"),
            EARLIER.c.id < OF.id,
        ),
    )
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=TABLE)
)
ELSEWHERE = OF.kind.in_(bindparam("elsewhere", expanding=True))
DUE_ELSEWHERE = DUE.where(ELSEWHERE).order_by(OF.id)
DUE_SOON = DUE.where(
    ~ELSEWHERE,
    # Whatever stands before it in its lane comes along: the lane keeps its order.
    OF.lane.in_(
        select(WAITED_FOR.c.lane).where(
            WAITED_FOR.c.status == Sending.PENDING,
            WAITED_FOR.c.bulk.is_(False),
            WAITED_FOR.c.due_at <= bindparam("now"),
        )
    ),
).order_by(OF.id)
DUE_BULK = DUE.where(
    ~ELSEWHERE, OF.bulk.is_(True), OF.id.not_in(bindparam("taken", expanding=True))
).order_by(OF.due_at, OF.id)
LEASE = (
    update(TABLE)
    .where(OF.id.in_(bindparam("ids", expanding=True)))
    .values(leased_until=bindparam("until"), attempts=OF.attempts + 1, attempted=True)
)
SENT_ALL = (
    update(TABLE)
    .where(OF.id.in_(bindparam("ids", expanding=True)))
    .values(status=Sending.SENT, sent_at=bindparam("now"), leased_until=None, problem=None)
)
GIVE_BACK = (
    update(TABLE)
    .where(bindparam("row_id") == OF.id)
    .values(
        retry_at=bindparam("until"),
        leased_until=None,
        attempts=bindparam("before"),
        attempted=bindparam("unsure"),
    )
)
RENEW = (
    update(TABLE)
    # Whoever took it over after the lease ran out counted one try more.
    .where(THIS, OF.status == Sending.PENDING, OF.leased_until.is_not(None), OF.attempts == bindparam("mine"))
    .values(leased_until=bindparam("until"))
)
GET = select(OF.id, OF.kind, OF.lane, OF.payload, OF.problem, OF.due_at, OF.leased_until, OF.retry_at).where(
    THIS
)
SENT = (
    update(TABLE)
    .where(THIS)
    .values(status=Sending.SENT, sent_at=bindparam("now"), leased_until=None, problem=None)
)
DROP = (
    update(TABLE)
    .where(THIS)
    .values(
        status=Sending.DROPPED,
        leased_until=None,
        key=func.substr(OF.key, 1, 180) + "#" + cast_to(OF.id, String),
    )
)
PUT_OFF = (
    update(TABLE)
    .where(THIS)
    .values(
        retry_at=bindparam("until"),
        leased_until=None,
        attempted=bindparam("unsure"),
        problem=bindparam("why"),
    )
)
PARK = update(TABLE).where(THIS).values(status=Sending.PARKED, leased_until=None, problem=bindparam("why"))
