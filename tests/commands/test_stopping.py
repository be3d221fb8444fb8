"""Being told to stop, whichever thread hears of it."""

import signal
import subprocess
import sys

import pytest

WAITS = """
import signal, threading, time
from bot.commands.stopping import until_stopped, wait_for

def tell_another_thread():
    time.sleep(0.2)  # by then the main thread waits
    signal.pthread_kill(threading.get_ident(), signal.{number})
    time.sleep(60)

with until_stopped() as stopped:
    threading.Thread(target=tell_another_thread, daemon=True).start()
    wait_for(stopped)
print("stopped in order")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_reaches_another_thread_stops_us_as_well(number: signal.Signals) -> None:
    said = subprocess.run(
        [sys.executable, "-c", WAITS.format(number=number.name)],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )

    assert said.stdout == "stopped in order\n"
