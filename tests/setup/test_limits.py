"""A process may open as many files as lesson 24 needs, or says why it can't."""

import subprocess
import sys

import pytest

from helpers.paths import ROOT

# Fifty threads' worth of connections to the shop, as in lesson 24
FIFTY = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from helpers.shop import open_shop
shop = open_shop(0.01)
try:
    connections = [shop.engine.connect() for _ in range(50)]
    print(len(connections), *resource.getrlimit(resource.RLIMIT_NOFILE))
except Exception as error:
    print(type(error).__name__, error)
"""


def fifty(soft, hard):
    code = FIFTY.format(soft=soft, hard=hard)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout


def test_a_low_limit_is_raised_where_the_machine_lets_us():
    assert fifty(100, 4096) == "50 1024 4096\n"


@pytest.mark.parametrize("limit", [100, 101])  # the database's file is the one too many, or its log is
def test_a_low_limit_that_stays_gets_one_sentence(limit):
    told = fifty(limit, limit)
    assert told.startswith(f"CourseError This machine lets a program open only {limit} files at once")
    assert told.count("\n") == 1 and "`ulimit -n 1024`" in told


def test_a_high_limit_stays_as_it_is():
    assert fifty(2000, 4096) == "50 2000 4096\n"


@pytest.mark.parametrize("hard", [256, 4096])
def test_a_server_gets_what_there_is(hard):
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (256, {hard}))\n"
        "from helpers.servers import hosts; hosts.host()\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    told = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert told == f"{min(hard, 1024)}\n"
