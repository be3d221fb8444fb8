"""One server in a process of its own: `python -m tests.bench.serve KIND SLACK URL LISTENS_TO`."""

import sys

from slack_sdk import WebClient
from starlette.applications import Starlette

from bot.app import Steward
from bot.clock import SystemClock
from bot.commands.stopping import until_stopped, wait_for
from bot.domain.policy import Policy
from bot.logs import configure_logs
from bot.opening import open_store
from bot.serving import Serving, settle_in
from bot.slack.client import web_client
from tests.bench import yardsticks
from tests.bench.signed import SECRET

TOKEN = "xoxb-bench"


def build(kind: str, *, slack: str, url: str, listens_to: str) -> Starlette:
    """The application of that name; a yardstick listens to one modal or button.

    Raises ValueError for one that is not there.
    """
    client = WebClient(token=TOKEN, base_url=slack)
    if kind == "stock":
        return yardsticks.stock(client, listens_to=listens_to)
    if kind == "fast":
        return yardsticks.fast(client, listens_to=listens_to)
    if kind == "work":
        return yardsticks.work(client, listens_to=listens_to, url=url)
    if kind in {"steward", "steward+delivery"}:
        return _steward(slack, url, delivers=kind == "steward+delivery").web()
    raise ValueError(kind)


def _steward(slack: str, url: str, *, delivers: bool) -> Steward:
    configure_logs("json")
    steward = Steward(
        store=open_store(url),
        client=web_client(TOKEN, base_url=slack),
        clock=SystemClock(),
        policy=Policy(),
        signing_secret=SECRET,
    )
    if delivers:
        steward.delivery.start()
    return steward


def main() -> None:
    """Print the address once something answers there, and serve until told to stop."""
    kind, slack, url, listens_to = sys.argv[1:]
    app = build(kind, slack=slack, url=url, listens_to=listens_to)
    serving = Serving(host="127.0.0.1", port=0)
    with until_stopped() as stopped:
        serving.start(app)
        settle_in()
        print(serving.url, flush=True)
        wait_for(stopped)
        serving.stop()


if __name__ == "__main__":
    main()
