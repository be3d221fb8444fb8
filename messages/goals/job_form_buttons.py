"""The buttons that lead to a job-responsibility form, and what they carry."""

from messages.catalog import Words
from messages.kit import Element, button

OPEN = "goals.job_form.open"
"""To its employee: the form where it is theirs to fill in, else what was signed. The value is its id."""
FILL = "goals.job_form.fill"
"""To its employee: the form, though nothing waits. The value is its id."""
TAKE_BACK = "goals.job_form.take_back"
READ = "goals.job_form_rating.read"
RATE = "goals.job_form_rating.rate"
"""To whoever rates: the version that waits, whichever it is. The value is the form's id."""
ASK = "goals.job_form_rating.ask"
READ_VERSION = "goals.job_form_rating.read_version"
"""Another version of the form that is read; the values are as those of READ."""


NEWEST = 0
"""In place of a version's number: whichever is the newest."""


def version_value(form_id: int, number: int) -> str:
    """Which version of which form: what READ, TAKE_BACK and ASK carry."""
    return f"{form_id}:{number}"


def read_form_button(words: Words, form_id: int) -> Element:
    """The newest version, for those who may read it beside the sheet of goals."""
    value = version_value(form_id, NEWEST)
    return button(words.label("Job-responsibility form…"), READ, value=value)


def job_form_button(words: Words, form_id: int, *, primary: bool = False) -> Element:
    """For the card of somebody's goals."""
    return button(words.label("Job-responsibility form…"), OPEN, value=str(form_id), primary=primary)
