"""The e-mail about what was handed over and stayed unanswered: the formal record, as text and as HTML."""

from dataclasses import dataclass
from html import escape

from bot.domain.intake.brief import Part, numbered
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import HandoverFacts
from messages.catalog import Words
from messages.intake.brief_labels import part_labels


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What an e-mail says. `text` and `html` say the same."""

    subject: str
    text: str
    html: str


def handover_letter(words: Words, facts: HandoverFacts, read: BriefRead) -> Letter:
    """Who asks for what by when, where to answer, and the brief; of a private request only its number."""
    asked = words.plain(
        "intake/handover_mail/asked",
        name=facts.assignee.name,
        by=facts.by.name,
        request=facts.request.id,
        due_on=facts.handover.due_on,
    )
    is_private = facts.request.is_private
    where = words.plain("intake/handover_mail/where", owner=facts.owner.name, is_private=is_private)
    labels = part_labels(words)
    parts = [
        (labels[part], numbered(said) if part is Part.STEPS else said)
        for part in Part
        if not is_private and (said := read.brief.says(part))
    ]
    paragraphs = [asked, where, *(f"{label}\n{said}" for label, said in parts)]
    return Letter(
        subject=words.plain("intake/handover_mail/subject", request=facts.request.id, by=facts.by.name),
        text="\n\n".join(paragraphs) + "\n",
        html=_page(
            words,
            f"<p>{_html(asked)}</p><p>{_html(where)}</p>",
            *(f"<p><b>{_html(label)}</b><br>{_html(said)}</p>" for label, said in parts),
        ),
    )


def _page(words: Words, *paragraphs: str) -> str:
    """`lang` decides which characters a reader of Traditional Chinese sees, and what a screen reader says."""
    lang = words.language.replace("_", "-")
    style = "max-width:42em;font-family:sans-serif;line-height:1.5"
    return f'<html lang="{lang}"><body><div style="{style}">{"".join(paragraphs)}</div></body></html>'


def _html(text: str) -> str:
    """A paragraph as it was typed: nothing in it is markup."""
    return escape(text).replace("\n", "<br>")
