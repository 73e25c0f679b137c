"""What belongs to a lesson beside its notebook: quiz, exercises, instructor page."""

import re

from tests.lessons.form import check

EXERCISES = {  # how many a lesson has
    "00": range(1, 2),  # a toy
    "03": range(1),  # a talk
    "70": range(5, 6),  # the five parts
    "71": range(1),  # their solution
    "99": range(1, 2),
}
USUAL = range(2, 4)
INSTRUCTOR = [
    "Minutes",
    "Type or run",
    "Predictions",
    "Misconceptions",
    "Numbers to expect",
    "Short path",
    "Recovery",
    "Questions that come up",
]
NUMBERS = {4: "Four", 5: "Five", 6: "Six"}


@check
def quiz(lesson):
    """Four to six questions, counted in the text and shown in their section."""
    if len(lesson.quiz) not in range(4, 7):
        return [f"data/lessons/{lesson.number}/quiz.yml has {len(lesson.quiz)} questions, not four to six"]
    call = f'quiz("{lesson.number}")'
    if not any(call in cell.lines for cell in lesson.section("Quiz").cells):
        return [f"`## Quiz` does not call `{call}`"]
    said = f"{NUMBERS[len(lesson.quiz)]} questions"
    if not lesson.section("Quiz").text.strip().startswith(said):
        return [f"`## Quiz` does not begin with `{said}`"]
    return []


@check
def exercises(lesson):
    """Two or three, each with its text, its check, its hints and its solution, both behind a `#`."""
    allowed = EXERCISES.get(lesson.number, USUAL)
    problems = []
    if len(lesson.exercises) not in allowed:
        wanted = " or ".join(map(str, allowed))
        problems.append(
            f"data/lessons/{lesson.number}/exercises/ has {len(lesson.exercises)} exercises, not {wanted}"
        )
    section = lesson.section("Exercises")
    lines = [line for cell in section.cells for line in cell.lines]
    for number in lesson.exercises:
        if f"**Exercise {number}**" not in section.text:
            problems.append(f"`## Exercises` does not state **Exercise {number}**")
        if not any(line.startswith(f'check("{number}", ') for line in lines):
            problems.append(f'no cell of `## Exercises` begins with `check("{number}", …)`')
        for call in [f'# hint("{number}")', f'# solution("{number}")']:
            if call not in lines:
                problems.append(f"no cell of `## Exercises` is `{call}`, to be run by removing the #")
    return problems


@check
def objectives_met(lesson):
    """Each objective is met by a question or an exercise that names its number, and these name no other."""
    met = {f"quiz question {question['id']}": [question["objective"]] for question in lesson.quiz}
    met |= {f"exercise {number}": numbers for number, numbers in lesson.exercises.items()}
    there = [int(number) for number, _ in lesson.objectives]
    named = {number for numbers in met.values() for number in numbers}
    problems = [
        f"objective {number} is met by nothing: name it in a question (`objective: {number}`)"
        f" or in an exercise's check.py (`OBJECTIVES = ({number},)`)"
        for number in there
        if number not in named
    ]
    for what, numbers in met.items():
        if not numbers:
            problems.append(f"{what} names no objective: write `OBJECTIVES = (1,)` into its check.py")
        problems += [
            f"{what} names objective {number}, which is not there"
            for number in numbers
            if number not in there
        ]
    return problems


@check
def instructor(lesson):
    """A page for who takes the lesson on stage, with an entry for each prediction."""
    name = f"instructor/{lesson.path.stem}.md"
    if not lesson.instructor:
        return [f"notebooks/{name} is missing"]
    problems = []
    if lesson.facts and not lesson.instructor.startswith(f"# {lesson.number} · {lesson.facts['title']}\n"):
        problems.append(f"{name} does not begin with `# {lesson.number} · {lesson.facts['title']}`")
    titles = re.findall(r"^## (.*?) *$", lesson.instructor, re.MULTILINE)
    if titles != INSTRUCTOR:
        problems.append(f"{name} has the sections {', '.join(titles)}: they are {', '.join(INSTRUCTOR)}")
    part = re.search(r"^## Predictions\n(.*?)(?=^## |\Z)", lesson.instructor, re.MULTILINE | re.DOTALL)
    answered = len(re.findall(r"^- ", part[1], re.MULTILINE)) if part else 0
    asked = len(lesson.predictions)
    if answered < asked:
        problems.append(f"{name} answers {answered} predictions with `- …`, and the lesson asks {asked}")
    return problems
