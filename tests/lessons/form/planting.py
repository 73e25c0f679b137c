"""What planted faults are made with: each spoils a copy of the template and names its check."""

import nbformat

from tests.lessons.form import Cell

FAULTS = []  # (name of the check, words of its sentence, the function that spoils a lesson)


def fault(check, words):
    """Mark a function that spoils a lesson; `check` has to say `words` about it."""

    def mark(spoil):
        FAULTS.append((check, words, spoil))
        return spoil

    return mark


def replace(lesson, old, new, count=1):
    """Replace a text that stands in a cell; a fault that no longer applies is an error."""
    cells = [cell for cell in lesson.cells if old in cell.source]
    assert cells, f"{old!r} is not in the template"
    for cell in cells[:count]:
        cell.source = cell.source.replace(old, new)
    return cells[0]


def add_code(lesson, source, at=-1, **metadata):
    """A code cell more, with a sentence before it, in front of the cell `at`."""
    cell = Cell(99, nbformat.v4.new_code_cell(source, metadata=metadata, execution_count=99))
    lesson.cells[at:at] = [Cell(98, nbformat.v4.new_markdown_cell("A sentence.")), cell]
    return cell


def drop(lesson, text):
    """Remove the cell that holds a text."""
    [cell] = [cell for cell in lesson.cells if text in cell.source]
    lesson.cells.remove(cell)


def chart(lesson):
    return next(cell for cell in lesson.code if cell.pictures)
