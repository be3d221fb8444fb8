"""What is logged of an exception: its class and where it was, never its words, in every format and way."""

import json
import subprocess
import sys

import pytest

from tests.builders.steward_command import HOUSE, clean_environment

SECRET = "secretword"

WAYS = {
    "a line of ours about an exception": "log.error('x', exc_info=error)",
    "a line of ours inside an except": "log.exception('x')",
    "an error logged while one is handled": "log.error('x', error=type(error).__name__)",
    "an exception among a line's values": "log.warning('x', error=error, exc_info=True)",
    "an exception as the line": "log.error(error)",
    "a library's exception with its words": "library.exception(f'failed: {error}')",
    "a library's line with arguments": "library.error('failed: %s', error)",
    "a library's line with its words alone": "library.error(f'failed: {error}')",
    "an exception as a library's line": "library.error(error)",
    "a library's line that cannot be put together": "library.error('%d', str(error), exc_info=True)",
    "uncaught in a thread": "run(error)",
    "unraisable": "unraisable()",
    "a broken job": "run_job(Job(id='j', cron='* * * * *', run=breaks), None)",
}

SCRIPT = """
import logging, sys, threading
import structlog
from bot.logs import configure_logs
from bot.jobs.heartbeat import run_job
from bot.jobs.table import Job

configure_logs({style!r})
log, library = structlog.get_logger(), logging.getLogger("slack_sdk.web")

def breaks(*_):
    typed = "{secret} in a local value"
    try:
        raise KeyError("{secret} in the context")
    except KeyError as context:
        problem = ValueError("{secret}", typed)
        problem.add_note("{secret} in a note")
        raise problem from RuntimeError("{secret} in the cause")

class Broken:
    def __del__(self):
        breaks()

def unraisable():
    Broken()

def run(_):
    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()

def caught(way):
    try:
        breaks()
    except ValueError as error:
        print("== " + way, file=sys.stderr, flush=True)
        exec(WAYS[way], globals(), {{"error": error}})

def after_all(error):
    print("== over", file=sys.stderr, flush=True)
    library.error("failed: %s", error)

WAYS = {ways!r}
for each in WAYS:
    caught(each)
try:
    breaks()
except ValueError as error:
    over = error
after_all(over)
print("== uncaught", file=sys.stderr, flush=True)
breaks()
"""

WITHOUT_PLACES = {"a library's line that cannot be put together", "over"}


@pytest.fixture(params=["json", "text", "auto"])
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_an_exception_is_logged_with_its_places_and_without_a_word(style: str) -> None:
    script = SCRIPT.format(style=style, secret=SECRET, ways=WAYS)

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=HOUSE,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert SECRET not in done.stdout + done.stderr
    told = dict(part.split("\n", 1) for part in done.stderr.split("== ")[1:])
    assert set(told) == {*WAYS, "over", "uncaught"}
    for way in told.keys() - WITHOUT_PLACES:
        assert "ValueError" in told[way], way
        assert "caused by RuntimeError" in told[way], way
        assert " breaks" in told[way], way
    if style != "text":
        lines = "".join(told.values()).splitlines()
        assert all(isinstance(json.loads(line), dict) for line in lines)


FORGED = """
from slack_bolt import App, BoltRequest
from bot.logs import configure_logs

configure_logs("json")
app = App(signing_secret="s", token="xoxb-1", token_verification_enabled=False)
headers = {{"x-slack-signature": "v0=1", "x-slack-request-timestamp": "1"}}
print(app.dispatch(BoltRequest(body="text={secret}", headers=headers)).status)
"""


def test_nothing_is_logged_of_a_request_that_is_refused_as_forged() -> None:
    """Bolt would write its body, and with a wrong signing secret every form that people send is one."""
    done = subprocess.run(
        [sys.executable, "-c", FORGED.format(secret=SECRET)],
        cwd=HOUSE,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == "401\n"
    assert SECRET not in done.stderr
