"""The e-mail about what was handed over and stayed unanswered: the formal record, as text and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.domain.intake.brief import Part, numbered
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import HandoverFacts
from messages.catalog import Words
from messages.intake.brief_labels import part_labels

# What mail programs leave of a style: on the elements themselves, with the reader's own colours.
_BODY = (
    "margin:0 auto;padding:16px;max-width:40em;overflow-wrap:anywhere;font:16px/1.5 -apple-system,'Segoe UI',"
    "Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
)
_HEADING = "margin:1.25em 0 .25em;font-size:14px"
_PARAGRAPH = "margin:0 0 .75em"


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
    subject = words.plain("intake/handover_mail/subject", request=facts.request.id, by=facts.by.name)
    return Letter(
        subject=subject,
        text="\n\n".join(paragraphs) + "\n",
        html=_page(words, subject, [_paragraph(asked), _paragraph(where), *map(_part, parts)]),
    )


def _page(words: Words, title: str, parts: Sequence[str]) -> str:
    language = words.language.replace("_", "-")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_html(title)}</title></head>"
        f'<body style="{_BODY}">{"".join(parts)}</body></html>\n'
    )


def _part(labelled: tuple[str, str]) -> str:
    label, said = labelled
    return f'<h3 style="{_HEADING}">{_html(label)}</h3>{_paragraph(said)}'


def _paragraph(text: str) -> str:
    return f'<p style="{_PARAGRAPH}">{_html(text)}</p>'


def _html(text: str) -> str:
    """A paragraph as it was typed: nothing in it is markup."""
    return escape(text).replace("\n", "<br>")
