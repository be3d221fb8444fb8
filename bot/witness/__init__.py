"""Places outside of the database that know the head of the record."""
