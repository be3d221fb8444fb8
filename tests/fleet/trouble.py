"""What goes wrong while people work: processes die, Slack fails, the database hangs up. By a seed."""

import random
import threading
from collections import Counter
from collections.abc import Callable

import psycopg

from tests.builders.postgres import Postgres
from tests.fleet.town import Town

OURS = "steward-test"
"""How the connections of the test itself are called: they are not cut."""
LOOKS_EVERY = 0.05
CALLS = ("chat.postMessage", "chat.update", "conversations.open", "*")


class Trouble:
    """Something goes wrong every so many calls of Slack while it is entered, however fast the machine is.
    `kills`: so many processes at most; `deadly`: how likely each time, where Slack's refusals have 3.
    """

    def __init__(
        self,
        seed: int,
        *,
        town: Town,
        database: Postgres,
        every: tuple[int, int],
        kills: int,
        deadly: int = 3,
        crashes: bool = False,
    ) -> None:
        self.seed = seed
        self.happened: Counter[str] = Counter()
        self._random = random.Random(seed)
        self._town, self._database = town, database
        self._every, self._kills = every, kills
        self._over = threading.Event()
        self._broke: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="trouble")
        self._kinds: dict[str, tuple[int, Callable[[], object]]] = {
            "killed": (deadly, self._kill),
            "refused": (3, self._refuse),
            "unanswered": (3, self._leave_unanswered),
            "limited": (2, self._limit),
            "socket cut": (1, town.sandbox.faults.drop_sockets),
            "database cut": (3, self._cut_database),
            **({"database crashed": (1, database.crash)} if crashes else {}),
        }

    def __repr__(self) -> str:
        return f"<Trouble {dict(self.happened)}>"

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._town.sandbox.faults.clear()
        if self._broke is not None:
            raise self._broke

    def _run(self) -> None:
        try:
            calls = self._town.sandbox.calls
            at = self._random.randint(*self._every)
            while not self._over.wait(LOOKS_EVERY):
                if len(calls) < at:
                    continue
                at = len(calls) + self._random.randint(*self._every)
                names = list(self._kinds)
                [name] = self._random.choices(names, [self._kinds[each][0] for each in names])
                self._kinds[name][1]()
                self.happened[name] += 1
                if self.happened["killed"] >= self._kills:
                    self._kinds.pop("killed", None)
        except Exception as error:  # noqa: BLE001 - it is raised where the trouble ends
            self._broke = error

    def _kill(self) -> None:
        self._town.fleet.kill(self._random.randrange(self._town.fleet.size))

    def _refuse(self) -> None:
        status = self._random.choice((500, 503))
        calls, times = self._random.choice(CALLS), self._random.randint(1, 6)
        self._town.sandbox.faults.fail_next(calls, times, status=status)

    def _leave_unanswered(self) -> None:
        """Slack does it, and the answer is lost."""
        self._town.sandbox.faults.drop_connections(self._random.choice(CALLS[:2]), self._random.randint(1, 4))

    def _limit(self) -> None:
        self._town.sandbox.faults.fail_next(self._random.choice(CALLS), status=429, retry_after=1)

    def _cut_database(self) -> None:
        with psycopg.connect(self._database.url, autocommit=True, application_name=OURS) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND application_name <> %s",
                [OURS],
            )
