"""Queries about review schemes that were added."""

from storage.models.reviews import SchemeRow
from storage.versions import Versions


class Schemes(Versions):
    """Rows of added schemes."""

    row = SchemeRow
