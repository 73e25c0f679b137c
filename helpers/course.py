"""The map of the course from data/course.yml, with what you have done and what comes next."""

import functools
import html
import re

from helpers.display import show_reading
from helpers.errors import CourseError
from helpers.paths import DATA, LESSONS, NOTEBOOKS
from helpers.progress import GUESSES, QUIZZES, kept, passed, read, record_read

TEMPLATE = "99"  # the lesson that authors copy, which isn't on the map


@functools.cache
def course():
    """Return the content of data/course.yml: `parts` with `lessons`, and `routes`."""
    import yaml  # not before the course is installed

    return yaml.safe_load((DATA / "course.yml").read_text(encoding="utf-8"))


def lessons():
    """Return id → lesson in the order of the course. A lesson has id, title, minutes and shows."""
    return {lesson["id"]: lesson for part in course()["parts"] for lesson in part["lessons"]}


def notebook(lesson_id):
    """Return the path of the lesson's notebook, or None if it isn't written yet."""
    return next(iter(sorted(NOTEBOOKS.glob(f"{lesson_id}-*.ipynb"))), None)


def written(number, folder=NOTEBOOKS, template=False):
    """Return the path of a lesson's notebook, such as "42"; CourseError lists the lessons that exist.

    `template`: whether the template counts too.
    """
    there = {path.name[:2]: path for path in sorted(folder.glob("[0-9][0-9]-*.ipynb"))}
    if not template:
        there.pop(TEMPLATE, None)
    if number in there:
        return there[number]
    asked = f"There is no lesson {number!r}. Choose" if number else "Which lesson? Choose"
    raise CourseError(f"{asked} from {', '.join(there) or 'none: the folder is empty'}.")


def course_map():
    """Show what to do next, and all lessons with their minutes and what you have done there."""
    coming, then = _next_two()
    parts, text = [], []
    for number, part in enumerate(course()["parts"]):
        title = f"Part {number}: {part['title']}"
        text.append(title)
        for lesson in part["lessons"]:
            text.append(f"  {lesson['id']}  {lesson['title']}: {lesson['shows']}  {_marks(lesson)}".rstrip())
        parts.append(_part(title, part["lessons"], coming))
    next_one = f'<p style="margin:.2em 0 .5em">{_advice(coming, then)}</p>' if coming else ""
    page = f'<div style="max-width:52em;line-height:1.6">{next_one}{"".join(parts)}</div>'
    show_reading({"text/html": page, "text/plain": "\n".join(text)})


def next_lesson(lesson_id):
    """Show what you have done in this lesson, and which one comes next; the last cell of each lesson.

    It records that you've read the lesson.
    """
    record_read(lesson_id)
    coming = _after(lesson_id)
    text = (
        f"Continue with [{coming['id']} · {coming['title']}]({notebook(coming['id']).name})" if coming else ""
    )
    text = f"{text}: {coming['shows']}." if coming else "This was the last lesson."
    done = _done_in(lesson_id)
    show_reading({"text/markdown": f"{done} {text}".strip(), "text/plain": text})


def exercises(lesson_id):
    """Return the ids of a lesson's exercises, such as "10.1"."""
    folders = (LESSONS / lesson_id / "exercises").glob("[0-9]*_*")
    return sorted(f"{lesson_id}.{folder.name.partition('_')[0]}" for folder in folders)


def _done_in(lesson_id):
    """Return a sentence about exercises, questions and guesses of a lesson, "" if there are none yet."""
    counts = {
        "passed": [one for one in exercises(lesson_id) if one in passed()],
        "answered": [name for name in kept(QUIZZES) if name.startswith(lesson_id)],
        "guessed": [name for name in kept(GUESSES) if name.startswith(lesson_id)],
    }
    if not any(counts.values()):
        return ""
    found = {name: len(ones) for name, ones in counts.items()}
    guesses = f"{found['guessed']} guess{'' if found['guessed'] == 1 else 'es'}"
    total = len(exercises(lesson_id))
    of_exercises = f"passed {found['passed']} of {total} exercises here, " if total else ""
    return (
        f"You've {of_exercises}answered {found['answered']} of the quiz's questions, and locked in {guesses}."
    )


def _left(lesson_id):
    """Return the lesson's exercises that you haven't passed."""
    return [one for one in exercises(lesson_id) if one not in passed()]


def _next_two():
    """Return the lesson to go on with and, if you've begun that one, the one after it, or None.

    You go on where you last passed an exercise or came to a lesson's end, and skip what you've finished.
    """
    there = [number for number in lessons() if notebook(number)]
    days = [(day, name[:2]) for name, day in (passed() | read()).items() if name[:2] in there]
    last = there.index(max(days)[1]) if days else 0
    unfinished = [one for one in there[last:] + there[:last] if not _is_finished(one)]
    coming, then, *_ = [*map(lessons().get, unfinished), None, None]
    return coming, then if coming and _begun(coming) else None


def _is_finished(lesson_id):
    return not _left(lesson_id) if exercises(lesson_id) else lesson_id in read()


def _begun(lesson):
    return lesson["id"] in read() or any(name.startswith(lesson["id"]) for name in passed())


def _advice(coming, then):
    """Return as HTML what to do next, and in a lesson that you've begun, also what comes after it."""
    if not _begun(coming):
        return f"Next: {_link(coming)}, {_minutes(coming)}"
    after = f", then {_link(then)}, {_minutes(then)}" if then else ""
    return f"Next: exercise {_left(coming['id'])[0]} in {_link(coming)}{after}"


def _after(lesson_id):
    """Return the written lesson that follows on the map, or None."""
    return next((one for number, one in lessons().items() if number > lesson_id and notebook(number)), None)


def _part(title, part, coming):
    """Return a part of the map as HTML: its progress in a line, its lessons below when it's opened."""
    written = [lesson["id"] for lesson in part if notebook(lesson["id"])]
    there = [one for number in written for one in exercises(number)]
    share = len(set(there) & set(passed()))
    bar = f'<progress value="{share}" max="{len(there) or 1}" style="width:7em"></progress>' if there else ""
    count = f"{share} of {len(there)} exercises passed" if there else "planned"
    if finished := set(written) & set(read()):
        count += f", {len(finished)} of {len(written)} lessons read"
    opened = " open" if coming in part and coming["id"] != "00" else ""
    rows = "".join(_row(lesson, _marks(lesson)) for lesson in part)
    return (
        f'<details{opened}><summary style="cursor:pointer"><b>{html.escape(title)}</b> '
        f'<span style="opacity:.75">{bar} {count}</span></summary>'
        f'<table style="margin:.3em 0 .6em 1.2em">{rows}</table></details>'
    )


def _marks(lesson):
    """Return what you've done in a lesson: "✓ read ✓ 10.1 ✓ 5 of 6 quiz questions answered"."""
    number = lesson["id"]
    done = ["read"] if number in read() else []
    done += [one for one in exercises(number) if one in passed()]
    answered = sum(name.startswith(number) for name in kept(QUIZZES))
    if answered:
        done.append(f"{min(answered, _questions(number))} of {_questions(number)} quiz questions answered")
    return " ".join(f"✓ {one}" for one in done)


def _questions(lesson_id):
    """Return how many questions the lesson's quiz has, without parsing it, which takes 30 ms."""
    path = LESSONS / lesson_id / "quiz.yml"
    return len(re.findall(r"^ *- id:", path.read_text(encoding="utf-8"), re.M)) if path.exists() else 0


def _row(lesson, marks):
    left = 'style="text-align:left"'
    cells = [
        lesson["id"],
        f"{_link(lesson, number=False)} {marks}",
        _minutes(lesson),
        html.escape(lesson["shows"]),
    ]
    return f"<tr>{''.join(f'<td {left}>{cell}</td>' for cell in cells)}</tr>"


def _link(lesson, number=True):
    path, name = notebook(lesson["id"]), html.escape(lesson["title"])
    name = f"{lesson['id']} · {name}" if number else name
    return f'<a href="{path.name}">{name}</a>' if path else f"{name} <i>(planned)</i>"


def _minutes(lesson):
    return f"{lesson['minutes']}&nbsp;min" if lesson["minutes"] else "–"
