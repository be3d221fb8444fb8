"""What goes wrong while people work: processes die, Slack fails, the database hangs up. By a seed."""

import random
import threading
from collections import Counter
from collections.abc import Callable

import psycopg

from bot.sandbox import Sandbox
from tests.fleet.fleet import Fleet

OURS = "steward-test"
"""How the connections of the test itself are called: they are not cut."""

POSTS = ("chat.postMessage", "chat.update", "conversations.open", "*")


class Trouble:
    """Something goes wrong every so often, until it is over. `happened` counts what did."""

    def __init__(
        self,
        seed: int,
        *,
        fleet: Fleet,
        sandbox: Sandbox,
        database: str,
        size: int,
        every: tuple[float, float],
        kills: int,
    ) -> None:
        self._random = random.Random(seed)
        self._fleet, self._sandbox, self._database, self._size = fleet, sandbox, database, size
        self._every = every
        self._kills = kills
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="trouble", daemon=True)
        self.broke: list[BaseException] = []
        self.happened: Counter[str] = Counter()
        self.kinds: dict[str, tuple[int, Callable[[], object]]] = {
            "killed": (2, self._kill),
            "refused": (3, self._refuse),
            "unanswered": (4, self._leave_unanswered),
            "too many": (2, self._limit),
            "sockets cut": (1, sandbox.faults.drop_sockets),
            "database cut": (3, self._cut_database),
        }

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Nothing goes wrong any more."""
        self._over.set()
        self._thread.join()
        self._sandbox.faults.clear()
        if self.broke:
            raise self.broke[0]

    def _run(self) -> None:
        try:
            while not self._over.wait(self._random.uniform(*self._every)):
                names = list(self.kinds)
                [name] = self._random.choices(names, [self.kinds[each][0] for each in names])
                self.kinds[name][1]()
                self.happened[name] += 1
        except Exception as error:  # noqa: BLE001 - the test fails where it ends
            self.broke.append(error)

    def _kill(self) -> None:
        if self._fleet.killed < self._kills:
            self._fleet.kill(self._random.randrange(self._size))

    def _refuse(self) -> None:
        self._sandbox.faults.fail_next(
            self._random.choice(POSTS), self._random.randint(1, 6), status=self._random.choice((500, 503))
        )

    def _leave_unanswered(self) -> None:
        """Slack does it and the answer is lost."""
        self._sandbox.faults.drop_connections(self._random.choice(POSTS[:2]), self._random.randint(1, 4))

    def _limit(self) -> None:
        self._sandbox.faults.fail_next(self._random.choice(POSTS), 1, status=429, retry_after=1)

    def _cut_database(self) -> None:
        with psycopg.connect(self._database, autocommit=True, application_name=OURS) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND application_name <> %s",
                [OURS],
            )
