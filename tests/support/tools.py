"""Redis's clients, which not every server comes with: a test that needs one is skipped without it."""

import pytest

from helpers.errors import CourseError
from helpers.servers import hosts


def executable(name):
    """Path of `redis-cli` or `redis-benchmark` where servers run; the test is skipped if there is none."""
    try:
        return hosts.host().executable(name)
    except CourseError:
        pytest.skip(f"no {name} on this machine")
