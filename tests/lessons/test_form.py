"""Every lesson has the form that CONTRIBUTING.md describes: a small check for each rule, see form/."""

import pytest

from tests.lessons.form import CHECKS, NOTEBOOKS, Lesson
from tests.support.by_lesson import by_notebook

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("path", by_notebook(PATHS))
def test_form(path):
    lesson = Lesson(path)
    found = {check: problems for check in CHECKS if (problems := check(lesson))}
    if found:
        said = ["\n  ".join([f"{check.__name__}: {check.__doc__}", *found[check]]) for check in found]
        pytest.fail("\n".join([path.name, *said]), pytrace=False)
