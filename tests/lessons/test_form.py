"""Every lesson has the form that CONTRIBUTING.md describes: a small check for each rule, see form/."""

import pytest

from tests.lessons.form import CHECKS, NOTEBOOKS, ONLY_IN_LESSONS, QUIZ_ALONE, Lesson, checks_of
from tests.support.by_lesson import by_notebook

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("path", by_notebook(PATHS))
def test_form(path):
    lesson = Lesson(path)
    found = {check: problems for check in checks_of(lesson) if (problems := check(lesson))}
    if found:
        said = ["\n  ".join([f"{check.__name__}: {check.__doc__}", *found[check]]) for check in found]
        pytest.fail("\n".join([path.name, *said]), pytrace=False)


@pytest.mark.parametrize("number", sorted(QUIZ_ALONE))
def test_the_final_quiz_is_a_page_with_its_questions(number):
    assert {check.__name__ for check in CHECKS} >= ONLY_IN_LESSONS
    [path] = NOTEBOOKS.glob(f"{number}-*.ipynb")
    lesson = Lesson(path)
    calls = [line for cell in lesson.code for line in cell.lines]
    assert calls == [f'quiz("{number}")', f'next_lesson("{number}")']
    assert len(lesson.quiz) == 20
