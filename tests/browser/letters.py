"""An e-mail as its reader sees it, drawn in a browser: as HTML, or as the text beside it."""

from email.message import EmailMessage
from html import escape

from playwright.sync_api import Page

from bot.delivery.intake.climb import on_mailed
from bot.delivery.mail import MailCarrier
from bot.delivery.outgoing import Snapshot
from bot.domain.intake.climb import Outcome, Rung
from bot.domain.intake.notices import HandoverMailed
from bot.local.workspace import LocalWorkspace
from bot.mail.mailer import Mailer
from bot.mail.server import MailServer
from tests.builders.mail_server import LOOPBACK, mail_server

SHOWN = ("From", "To", "Reply-To", "Subject")
SHEET = """<body style="margin:0;padding:18px 24px;width:672px;background:#fff;color:#1d1c1d;
font:15px/1.5 'Liberation Sans','Noto Sans CJK SC','Noto Sans CJK TC',sans-serif">
<div style="padding-bottom:12px;border-bottom:1px solid #ddd;color:#555;font-size:13px">{about}</div>
<div>{body}</div></body>"""


def mailed(workspace: LocalWorkspace, handover_id: int) -> EmailMessage:
    """The e-mail about a hand-over that nobody answered, as it arrives."""
    store, now = workspace.store, workspace.clock.now()
    with store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        made = unit.contacts.add(handover, Rung.MAIL, Outcome.ASKED, at=now)
    with store.read() as unit:
        notice = HandoverMailed(to=handover.assignee_id, handover_id=handover_id, number=made.number)
        errand = on_mailed(Snapshot(unit=unit, policy=workspace.policy, now=now), notice)
    assert errand is not None
    with mail_server() as mailbox:
        server = MailServer(host=LOOPBACK, port=mailbox.port, is_tls=False, user="", password="")
        carrier = MailCarrier(
            Mailer(server),
            store=store,
            policy=workspace.policy,
            sender="steward@example.com",
            reply_to="website-desk@example.com",
        )
        carrier.carry(errand)
    return mailbox.arrived[0]


def lay_out(page: Page, letter: EmailMessage, *, subtype: str) -> None:
    """Before the reader lies its `html` or its `plain` text."""
    body = letter.get_body((subtype,))
    assert body is not None
    text = body.get_content()
    about = "<br>".join(f"{each}: {escape(str(letter[each]))}" for each in SHOWN)
    drawn = text if subtype == "html" else f'<pre style="white-space:pre-wrap">{escape(text)}</pre>'
    page.set_content(SHEET.format(about=about, body=drawn))
