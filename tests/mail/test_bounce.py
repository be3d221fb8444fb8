"""Reports of mail servers: what did not arrive and why; what is late, or no report, is nothing."""

import pytest

from bot.mail.bounce import Bounce, bounce_in
from tests.builders.mail_server import bounce_report

ID = "<steward-handover-1-2@example.com>"


@pytest.mark.parametrize("with_headers_alone", [True, False])
def test_what_did_not_arrive_is_found_by_its_id(with_headers_alone: bool) -> None:
    report = bounce_report(ID, with_headers_alone=with_headers_alone)

    assert bounce_in(report) == Bounce(message_id=ID, status="5.1.1")


@pytest.mark.parametrize(
    "report",
    [
        bounce_report(ID, action="delayed"),
        b"From: he.jun@example.com\r\nSubject: Re: #1\r\n\r\nI am on it\r\n",
        b"",
        b"\xff\xfe" * 99,
        bounce_report(ID)[:300],
    ],
)
def test_what_is_no_such_report_is_nothing(report: bytes) -> None:
    assert bounce_in(report) is None
