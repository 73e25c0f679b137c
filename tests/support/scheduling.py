"""Which worker of pytest-xdist runs which tests: those of a lesson go to one, the longest lessons first."""

import re

from xdist.scheduler import LoadScopeScheduling

# The groups that take longest, in CPU seconds. They start first, so that no worker ends up alone with one.
LONGEST = (
    "25",
    "20",
    "24",
    "22",
    "23",
    "32",
    "60",
    "62",
    "61",
    "31",
    "02",
    "tests/ways_to_run/test_browser_panels.py",
    "tests/ways_to_run/test_browser_stage.py",
    "tests/ways_to_run/test_browser.py",
)
# A cell of its notebook, or a test with its number
OF_A_LESSON = re.compile(r"notebooks/(\d\d)-|tests/(?:lessons|quizzes)/[^[]*\[(\d\d)(?!\d)")


def group(nodeid):
    """Return what a test belongs to: the number of its lesson, or its file, whose tests share fixtures."""
    found = OF_A_LESSON.match(nodeid)
    return (found[1] or found[2]) if found else nodeid.partition("::")[0]


def place(nodeid):
    """Return where a test's group stands in the order of the run."""
    return LONGEST.index(group(nodeid)) if group(nodeid) in LONGEST else len(LONGEST)


class ByLesson(LoadScopeScheduling):
    """`--dist=loadscope`, where a scope is a lesson.

    Marks for `--dist=loadgroup` have no effect: pytest-xdist 3.8 writes the group to an attribute that
    pytest 9 doesn't read.
    """

    def _split_scope(self, nodeid):
        return group(nodeid)
