"""How long a lesson takes: the two figures of its first cell, held to one formula.

Reading and running: 170 words a minute, 15 lines of code a minute, half a minute for each prediction. The
whole adds ten minutes for each exercise and five for the quiz. Authors round to what reads well.
"""

import re

from tests.lessons.form import check, without_notes

WORDS, LINES, PREDICTION, EXERCISE, QUIZ = 170, 15, 0.5, 10, 5  # the first two: in a minute; then minutes
SLACK, AT_LEAST = 0.15, 3  # of the formula's figure, and in minutes


def reading(lesson):
    """Minutes to read the page and run it once, without its exercises."""
    texts = [without_notes(cell.source) for cell in lesson.markdown if "**Exercise " not in cell.source]
    words = sum(len(re.sub(r"\]\([^)]*\)", "]", text).split()) for text in texts)
    lines = sum(len(cell.lines) for cell in lesson.code if "exercise" not in cell.tags)
    return words / WORDS + lines / LINES + PREDICTION * len(lesson.predictions)


def whole(lesson):
    """Minutes with exercises and quiz."""
    return reading(lesson) + EXERCISE * len(lesson.exercises) + QUIZ


@check
def minutes(lesson):
    """From the second edition on, both figures are near the formula's."""
    if lesson.edition < 2:
        return []
    problems = []
    for name, measured in (("minutes", reading(lesson)), ("whole", whole(lesson))):
        declared = lesson.facts.get(name, 0)
        if abs(declared - measured) > max(AT_LEAST, SLACK * measured):
            problems.append(f"`{name}: {declared}` in data/course.yml, but the formula gives {measured:.0f}")
    return problems
