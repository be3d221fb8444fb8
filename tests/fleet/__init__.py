import pytest

pytest.register_assert_rewrite("tests.fleet.proof")
