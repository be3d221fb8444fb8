"""A quarter that is lived through in a database of its own, with invented answers and nobody told."""
