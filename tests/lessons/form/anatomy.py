"""What a lesson consists of, and in which order."""

import re

from tests.lessons.form import check

BEFORE = ["You will be able to", "The problem"]
AFTER = ["Measure it", "Break it", "Under the hood", "Exercises", "Quiz"]
END = ["Takeaways", "Checklist", "Next", "Sources"]
OWN_SECTIONS = range(2, 6)
AFTER_THE_QUIZ = {"00": ["How the course works"]}  # the first page explains the course, once tried
ON_THE_COVER = {"00": 1}  # code cells before the set-up cell: the map of the course
UNTESTABLE = {"understand", "know", "learn", "see", "get", "appreciate"}


@check
def opening(lesson):
    """The first cell: title, promise, and the line with minutes."""
    lines = [line for line in lesson.sections[0].text.splitlines() if line.strip()]
    if not lines or not re.fullmatch(rf"# {lesson.number} · \S.*", lines[0]):
        return [f"cell 1 does not begin with the title `# {lesson.number} · Name`"]
    if len(lines) < 3 or lines[1].startswith(("#", "*", "-")):
        return ["cell 1 needs, below the title, a sentence that promises something, then the line of minutes"]
    whole = r", \d+ with exercises and quiz" if lesson.edition > 1 else ""
    if not re.fullmatch(rf"\*\*\d+ minutes\*\*{whole} · builds on: \S.* · needs: \S.*", lines[2]):
        between = ", 60 with exercises and quiz" if whole else ""
        return [f"cell 1, third line: write `**35 minutes**{between} · builds on: … · needs: …`"]
    return []


@check
def facts(lesson):
    """Title and minutes are those of data/course.yml."""
    if lesson.facts is None:
        return [f"data/course.yml has no lesson {lesson.number}: add it there first"]
    text = lesson.sections[0].text
    title = re.search(r"^# \d\d · (.*)", text, re.MULTILINE)
    minutes = re.search(r"\*\*(\d+) minutes\*\*", text)
    here = {"title": title and title[1].strip(), "minutes": minutes and int(minutes[1])}
    if lesson.edition > 1:
        whole = re.search(r", (\d+) with exercises", text)
        here["whole"] = whole and int(whole[1])
    return [
        f"cell 1: the {what} is {here[what]!r}, and {lesson.facts.get(what)!r} in data/course.yml"
        for what in here
        if here[what] != lesson.facts.get(what)
    ]


@check
def order(lesson):
    """The sections, with two to five of the lesson's own before the measurement."""
    fixed = [*BEFORE, *AFTER, *AFTER_THE_QUIZ.get(lesson.number, []), *END]
    titles = [section.title for section in lesson.sections[1:]]
    names = [next((name for name in fixed if re.match(rf"{name}\b", title)), title) for title in titles]
    problems = [f"the section `## {name}` is missing" for name in fixed if name not in names]
    if problems:
        return problems
    own = names[names.index(BEFORE[-1]) + 1 : names.index(AFTER[0])]
    if names != [*BEFORE, *own, *fixed[len(BEFORE) :]]:
        return [f"the sections stand in the order {', '.join(titles)}: it is {', '.join(fixed)}"]
    if len(own) not in OWN_SECTIONS:
        return [f"{len(own)} sections of its own before `## Measure it`, not two to five"]
    return []


@check
def objectives(lesson):
    """Three to five objectives, numbered, that can be tested."""
    found = lesson.objectives
    problems = []
    if len(found) not in range(3, 6):
        problems.append(f"`## You will be able to` has {len(found)} numbered objectives, not three to five")
    if [int(number) for number, _ in found] != list(range(1, len(found) + 1)):
        problems.append("the objectives are not numbered 1, 2, 3: quizzes and exercises name them by number")
    for number, text in found:
        if text.split()[0].lower().strip(",") in UNTESTABLE:
            problems.append(
                f"objective {number} cannot be tested: begin with choose, build, measure, repair, explain"
            )
    return problems


@check
def set_up(lesson):
    """The set-up cell comes before the problem, and is the first code cell."""
    before = [cell for section in lesson.sections[:2] for cell in section.cells]
    place = ON_THE_COVER.get(lesson.number, 0)
    if len(before) <= place or before[place] is not lesson.code[place]:
        return ["the set-up cell stands before `## The problem` and is the first code cell"]
    found = before[place]
    lines = found.source.splitlines()
    problems = []
    if lines[0] != "%load_ext helpers.rediscli":
        problems.append("begin it with `%load_ext helpers.rediscli`")
    if not re.search(r"^from helpers\.servers import .*\bconnect\b.*\breset\b", found.source, re.M):
        problems.append("let it import by name: `from helpers.servers import connect, reset`")
    if "r = connect()" not in lines or lines[-1] != "reset()":
        problems.append("let it say `r = connect()` and end with `reset()`")
    return [f"{found.name}, the set-up cell: {problem}" for problem in problems]


@check
def measured(lesson):
    """`Measure it` has a chart and a claim, `Break it` and `Under the hood` have code."""
    measure = lesson.section("Measure it")
    problems = []
    if not any(cell.pictures for cell in measure.cells):
        problems.append(f"`## Measure it` ({measure.name}) shows no chart")
    if not any("claim" in cell.calls for cell in measure.cells):
        problems.append(f"`## Measure it` ({measure.name}) claims nothing: add `claim(…)`")
    for title in ["The problem", "Break it", "Under the hood"]:
        section = lesson.section(title)
        if not section.cells:
            problems.append(f"`## {title}` ({section.name}) tells and does not show: add a code cell")
    return problems


@check
def predictions(lesson):
    """Somebody predicts before the first chart is shown."""
    charts = [cell for cell in lesson.code if cell.pictures]
    if not charts:
        return []
    if not any(cell.number < charts[0].number for cell in lesson.predictions):
        return [f"{charts[0].name} draws the first chart: ask before it, with `predict(…)`"]
    return []


@check
def closing(lesson):
    """Takeaways, checklist, next and sources hold what their names say."""
    wanted = {
        "Takeaways": (r"^- ", range(3, 7), "three to six points, `- …`"),
        "Checklist": (r"^- \[ \] ", range(2, 9), "two or more boxes, `- [ ] …`"),
        "Next": (r"\]\([^)\s]+\)", range(1, 9), "a link to the next lesson"),
        "Sources": (r"\[[^\]]+\]\(https?://[^)\s]+\)", range(1, 99), "a page's title with its link"),
    }
    problems = []
    for title, (pattern, allowed, words) in wanted.items():
        found = len(re.findall(pattern, lesson.section(title).text, re.MULTILINE))
        if found not in allowed:
            problems.append(f"`## {title}` ({lesson.section(title).name}) has {found}: it needs {words}")
    return problems
