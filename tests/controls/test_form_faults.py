"""The checks of form/ find what they are for: each is shown faults planted in a copy of the template."""

import copy
import functools

import pytest

from tests.lessons.form import CHECKS, TEMPLATE, Lesson, faults_in_cells, faults_on_the_page, planting

template = functools.cache(Lesson)


def spoiled(spoil):
    lesson = copy.deepcopy(template(TEMPLATE))
    spoil(lesson)
    return lesson


@pytest.mark.parametrize(
    ("check", "words", "spoil"), planting.FAULTS, ids=lambda part: getattr(part, "__name__", "")
)
def test_planted_fault_is_found(check, words, spoil):
    [check] = [one for one in CHECKS if one.__name__ == check]
    problems = check(spoiled(spoil))
    assert any(words in problem for problem in problems), problems


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_is_shown_a_fault(check):
    modules = (faults_in_cells, faults_on_the_page)
    assert check.__name__ in {name for name, _, _ in planting.FAULTS}, f"plant one in {modules}"
