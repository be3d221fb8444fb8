"""What the form for a website issue holds: read leniently for drafts, strictly when it is handed in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints

from bot.domain.data_file import decimal
from bot.domain.intake.details import Answers
from bot.domain.intake.form_facts import Source
from bot.domain.intake.triage import Kind, Reach, Urgency, Whose
from bot.domain.text import has_words, name_text, typed_text
from bot.domain.texts import NAME_LIMIT
from bot.errors import Refusal
from handlers import carried
from handlers.intake.forms import SlackFile, checked, refuse_wrong_files, typed
from messages.intake.issue_fields import (
    ANSWER_LIMIT,
    DEVICE_LIMIT,
    EXTRA,
    FILES,
    FOR_WHOM_LIMIT,
    HAPPENED,
    PAGE,
    PAGE_LIMIT,
    SINCE_LIMIT,
    WISHED_BY_LIMIT,
)
from messages.kit import TEXT_LIMIT

MOST_ANSWERS = 20
"""Of the company's own fields; more than a form of any version has."""

_EMAIL = re.compile(r"(?:mailto:)?[^@\s/]+@[^@\s/]+\.[^@\s/]+")


def _stripped(limit: int, *, least: int = 0) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=limit)


class IssueInput(BaseModel):
    """The form. Slack checks most of it; nothing is taken on its word. What its kind does not ask for is
    left at its default, and taken where it stands there all the same: in a form of another version.
    """

    kind: Kind
    page: Annotated[str, _stripped(PAGE_LIMIT)] = ""
    happened: Annotated[str, _stripped(TEXT_LIMIT, least=1)]
    expected: Annotated[str, _stripped(TEXT_LIMIT)] = ""
    since: Annotated[str, _stripped(SINCE_LIMIT)] = ""
    device: Annotated[str, _stripped(DEVICE_LIMIT)] = ""
    reach: Reach | None = None
    for_whom: Annotated[str, _stripped(FOR_WHOM_LIMIT)] = ""
    wished_by: Annotated[str, _stripped(WISHED_BY_LIMIT)] = ""
    urgency: Urgency = Urgency.LATER
    files: list[SlackFile] = []
    private: list[str] = []
    whose: Whose = Whose.MINE


class IssueMetadata(BaseModel):
    """What the form carries along: the draft it is kept under, and the message it is made of.

    `author`: the colleague who wrote that; `started`: when the draft was begun that it offers again.
    """

    subject: str
    channel: str | None
    ts: str | None
    round: int
    author: int | None = None
    started: datetime | None = None
    had_files: bool = False

    @property
    def source(self) -> Source | None:
        return Source(channel=self.channel, ts=self.ts) if self.channel and self.ts else None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What stands in one of the company's own fields, as it was shown."""

    block_id: str
    label: str
    answer: str


def issue_metadata(view: Mapping[str, Any]) -> IssueMetadata:
    """Raises Refusal("card.unknown")."""
    return carried.read(IssueMetadata, view["private_metadata"])


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft holds of the form: everything but the files, of which only their number is kept."""
    return {**values, FILES: len(values.get(FILES) or [])}


def read_issue(view: Mapping[str, Any]) -> IssueInput:
    """The form, checked. Raises Refusal for the first field that is not right."""
    values = typed(view)
    if not values.get("reach"):
        values.pop("reach", None)
    issue = checked(IssueInput, values)
    if not has_words(issue.happened):
        raise Refusal("request.say_in_words", field=HAPPENED)
    if _EMAIL.fullmatch(issue.page):
        raise Refusal("request.page_is_email", field=PAGE)
    refuse_wrong_files(issue.files)
    return issue


def as_sent(view: Mapping[str, Any]) -> dict[str, Any]:
    """What of a form has to be kept to hand it in later: what stands in it, and the company's own fields as
    they were shown, for their labels stand nowhere else.
    """
    own = [block for block in view.get("blocks") or [] if str(block.get("block_id")).startswith(EXTRA)]
    return {**{name: view[name] for name in ("id", "state", "private_metadata")}, "blocks": own}


def read_answers(view: Mapping[str, Any]) -> Answers:
    """What stands in the company's own fields, under their labels as they were shown: whatever fields there
    are by now, nothing typed is lost. Raises Refusal for the first that is not right.
    """
    answered = list(_answered(view))[:MOST_ANSWERS]
    for each in answered:
        if len(each.answer) > ANSWER_LIMIT:
            raise Refusal("request.text_too_long", field=each.block_id, limit=ANSWER_LIMIT)
    return tuple((each.label, each.answer) for each in answered if each.answer)


def _answered(view: Mapping[str, Any]) -> Iterator[Answered]:
    state: Mapping[str, Any] = (view.get("state") or {}).get("values", {})
    blocks = {str(block.get("block_id")): block for block in view.get("blocks") or []}
    in_order = [block_id for block_id in blocks if block_id in state]
    for block_id in [*in_order, *(each for each in state if each not in blocks)]:
        if not block_id.startswith(EXTRA):
            continue
        block = blocks.get(block_id) or {}
        answer = next(iter(_said(each) for each in state[block_id].values()))
        if not answer and block.get("optional") is False:
            raise Refusal("request.text_missing", field=block_id)
        if answer and (block.get("element") or {}).get("type") == "number_input" and decimal(answer) is None:
            raise Refusal("request.not_a_number", field=block_id)
        label = name_text(str((block.get("label") or {}).get("text") or "")) or block_id.removeprefix(EXTRA)
        yield Answered(block_id=block_id, label=label[:NAME_LIMIT], answer=answer)


def _said(state: Mapping[str, Any]) -> str:
    """What stands in a field as its reader saw it."""
    chosen = state.get("selected_option")
    if chosen:
        return typed_text(str((chosen.get("text") or {}).get("text") or chosen.get("value") or "")).strip()
    return typed_text(str(state.get("value") or state.get("selected_date") or "")).strip()
