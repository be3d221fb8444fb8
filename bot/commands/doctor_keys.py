"""What `steward doctor` says of the keys: whether what people write is sealed."""

from bot.commands.configured import Configured
from bot.commands.finding import Finding
from bot.keys import OWN_FILE
from bot.services.acting import Acting
from bot.services.keys import leaves_clear


def check_keys(setup: Configured, acting: Acting) -> Finding:
    """One line. Reads a row of each table that may be sealed."""
    if acting.store.keyring is None and setup.settings.has_slack and not leaves_clear(acting):
        return Finding(
            is_well=True, what=f"no key is set: {OWN_FILE} is made in the folder where Steward starts"
        )
    if acting.store.keyring is None:
        return Finding(
            is_well=False,
            what="no key is set: what people write is in the clear",
            mend="Set STEWARD_KEYS to what `steward keys new` prints, then run: steward keys rotate",
        )
    is_clear = leaves_clear(acting)
    return Finding(
        is_well=not is_clear,
        what="some of what people wrote is in the clear"
        if is_clear
        else "what people wrote is sealed in the database",
        mend="Run: steward keys rotate",
    )
