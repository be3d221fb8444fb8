"""Keys of tests, the same each time: what they seal is nobody's."""

import os

from storage.keyring import Keyring

KEY = "c3Rld2FyZCdzIHRlc3RzIHNlYWwgd2l0aCB0aGlzISE="
OLDER_KEY = "c3Rld2FyZCdzIHRlc3RzIHNlYWxlZCB3aXRoIHRoaXM="
SEALED = "STEWARD_TESTS_SEALED"
"""Set it to run all tests on databases that are sealed."""

KEYRING = Keyring([KEY])
BY_DEFAULT = KEYRING if os.environ.get(SEALED) else None
