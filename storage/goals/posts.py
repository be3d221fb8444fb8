"""Queries about posts that were added."""

from storage.models.goals import PostRow
from storage.versions import Versions


class Posts(Versions):
    """Rows of added posts."""

    row = PostRow
