"""Parameters of tests that belong to a lesson, each with the mark that selects it and keeps it together."""

import pytest


def by_lesson(values, number, id):
    """One `pytest.param` for each value, marked with the lesson `number(value)` and named `id(value)`."""
    return [
        pytest.param(value, marks=pytest.mark.lesson(number=number(value)), id=id(value)) for value in values
    ]


def by_notebook(paths):
    """One `pytest.param` for each notebook, named like its file."""
    return by_lesson(paths, lambda path: path.name[:2], lambda path: path.stem)
