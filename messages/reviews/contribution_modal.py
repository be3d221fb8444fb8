"""A former manager's form: how it went while they had somebody."""

from collections.abc import Iterator
from typing import Any

from bot.domain.reviews.contribution import REMARK_LIMIT, ContributionFacts, OfItem, Written
from bot.domain.reviews.facts import Item
from bot.domain.reviews.sections import BaseSection
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Block, field_input, fit, modal, section, select, text_input
from messages.reviews.score_lines import NAME_LIMIT, cycle_title, option_value, short
from messages.reviews.sections import rendered

CONTRIBUTION_FORM = "reviews.contribution.form"
TEXT = "text"
SCORE = "score"
REMARK = "remark"
WORDS_LIMIT = 3000


def score_block(item: Item) -> str:
    """The block_id of the score that is proposed for an item."""
    return f"{SCORE}:{item[0]}:{item[1]}"


def remark_block(item: Item) -> str:
    """The block_id of what is said of an item."""
    return f"{REMARK}:{item[0]}:{item[1]}"


def contribution_modal(words: Words, facts: ContributionFacts, *, written: Written) -> dict[str, Any]:
    """The words, and for each item a score and a remark, with what was written before; none is a must."""
    return modal(
        title=words.label("How did it go?"),
        blocks=[
            section(
                words.say(
                    "reviews/contribution_modal/intro",
                    name=short(facts.employee),
                    cycle=cycle_title(facts.cycle_name),
                    manager=short(facts.manager),
                    days=facts.days,
                    of=facts.of,
                )
            ),
            field_input(
                words.label("What went well, what did not, and which figures were reached"),
                text_input(TEXT, typed=written.text or None, limit=WORDS_LIMIT, multiline=True),
                block_id=TEXT,
                optional=True,
            ),
            *(block for part in facts.scheme.sections for block in _part(words, facts, part, written)),
        ],
        callback_id=CONTRIBUTION_FORM,
        close=words.label("Cancel"),
        submit=words.label("Send"),
        private_metadata=str(facts.review_id),
        notify_on_close=True,
    )


def _part(words: Words, facts: ContributionFacts, part: BaseSection, written: Written) -> Iterator[Block]:
    """What can be said of single items, where somebody wants to."""
    shown = rendered(words, facts.scheme, part, facts.basis)
    choices = shown.choices()
    for number, key in enumerate(shown.items):
        if number == 0:
            yield section(_heading(words, part))
        item, name = (part.key, key), fit(shown.line(key).name, NAME_LIMIT)
        said = written.items.get(item, OfItem())
        yield field_input(
            words.label("%(item)s: score", item=name),
            select(
                SCORE,
                choices,
                placeholder=words.label("Choose a score"),
                chosen=option_value(said.score) if said.score is not None else None,
            ),
            block_id=score_block(item),
            optional=True,
        )
        yield field_input(
            words.label("%(item)s: in a line", item=name),
            text_input(REMARK, typed=said.remark or None, limit=REMARK_LIMIT),
            block_id=remark_block(item),
            optional=True,
        )


def _heading(words: Words, part: BaseSection) -> Mrkdwn:
    return Mrkdwn(f"*{escape(words.pick(part.name))}*")
