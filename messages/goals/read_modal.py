"""One version of a KPI sheet in full; whoever's move it is signs it at its end."""

from typing import Any

from bot.domain.goals.facts import AgreementFacts
from bot.domain.goals.way import Party
from messages.catalog import Mrkdwn, Words
from messages.goals.agreement_card import agreement_because, agreement_title, small_print
from messages.goals.kpi_lines import about_lines, change_lines, kpi_line
from messages.goals.my_goals_card import DRAFT, sheet_value
from messages.kit import Block, actions, button, context, divider, fit_mrkdwn, header, modal, section

READ_FORM = "goals.agreement.read_form"


def read_modal(words: Words, facts: AgreementFacts) -> dict[str, Any]:
    """What changed first, then every KPI with all that is agreed on about it."""
    blocks: list[Block] = [
        section(agreement_title(words, facts)),
        *agreement_because(words, facts),
    ]
    if facts.compared is not None and facts.changed:
        blocks += [
            header(words.label("What changed")),
            *(section(change_lines(words, change, named=facts.named)) for change in facts.changed),
        ]
    blocks.append(header(words.label("The whole sheet")))
    for kpi in facts.this.kpis:
        said = Mrkdwn(f"{kpi_line(words, kpi)}\n{about_lines(words, kpi, named=facts.named)}")
        blocks += [section(fit_mrkdwn(said)), divider()]
    blocks.append(context(*small_print(words, facts)))
    signs = facts.is_readers_move
    label = words.label("Agree and sign") if facts.side is Party.MANAGER else words.label("Confirm and sign")
    if signs:
        draft = words.label("Adjust…") if facts.side is Party.MANAGER else words.label("Answer with another…")
        blocks.append(actions(button(draft, DRAFT, value=str(facts.facts.goals.id))))
    return modal(
        title=words.label("KPI sheet"),
        blocks=blocks,
        callback_id=READ_FORM,
        close=words.label("Not yet") if signs else words.label("Close"),
        submit=label if signs else None,
        private_metadata=sheet_value(facts.facts.goals.id, facts.this.id),
    )
