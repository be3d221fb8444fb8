"""`steward bounced`: what came back is told once; of anything else nothing is done."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.intake.way import State as RequestState
from bot.domain.policy import Policy
from bot.services.intake.climb import climb, mail_was_taken
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING
from tests.builders.mail_server import bounce_report
from tests.builders.people import Company
from tests.builders.steward_command import steward
from tests.builders.told import told
from tests.builders.world import World

ID = "<steward-handover-1-2@example.com>"


def test_an_e_mail_that_came_back_is_told_once(
    world: World,
    store: Store,
    people: Company,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    handover = handed_over(store, people, number)
    for days in (1, 2):
        at = MORNING + timedelta(days=days, hours=1)
        climb(acting(store, by=None, now=at, policy=Policy(can_mail=True)))
    with store.begin() as unit:
        mail_was_taken(unit, handover, 2, message_id=ID)
    monkeypatch.setenv("DATABASE_URL", store.engine.url.render_as_string(hide_password=False))
    monkeypatch.chdir(tmp_path)
    report, letter = tmp_path / "report.eml", tmp_path / "letter.eml"
    report.write_bytes(bounce_report(ID))
    letter.write_bytes(b"Subject: Hello\r\n\r\nHello\r\n")

    for file in (letter, report, report, tmp_path / "none.eml"):
        steward("bounced", str(file))

    assert [kind for kind, _ in told(store)].count("MailRefused") == 1
    said = capsys.readouterr()
    assert "no report of a message" in said.out
    assert "came back (5.1.1); the product manager is told" in said.out
    assert "known to have come back" in said.out
    assert "No such file" in said.err
