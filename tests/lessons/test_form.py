"""Every lesson has the form that CONTRIBUTING.md describes: a small check for each rule, see form/."""

import functools

import pytest

from tests.lessons.form import CHECKS, NOTEBOOKS, Lesson

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
read = functools.cache(Lesson)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_form(path, check):
    problems = check(read(path))
    if problems:
        pytest.fail(f"{path.name}: {check.__doc__}\n  " + "\n  ".join(problems), pytrace=False)
