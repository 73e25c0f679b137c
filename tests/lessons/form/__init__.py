"""The form of a lesson: each check is a function from a `Lesson` to a list of sentences, none if all is well.

The rules are those of CONTRIBUTING.md. tests/lessons/test_form.py applies every check to every lesson, and
tests/controls/test_form_faults.py plants, for every check, a fault that it has to find.
"""

import ast
import re

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from helpers import course, quizzes
from helpers.exercises import all_exercises
from helpers.paths import LESSONS, NOTEBOOKS

TEMPLATE = NOTEBOOKS / "99-template.ipynb"
FRAME = ("%", "import ", "from ")  # how lines begin that need no reading
NOT_ON_THE_MAP = {"99": {"title": "Template", "minutes": 10, "whole": 25, "edition": 2}}

PREDICT = re.compile(r"^\*\*Predict:\*\*", re.MULTILINE)

QUIZ_ALONE = {"72"}  # the final quiz: a page without what else a lesson consists of, which is the following
ONLY_IN_LESSONS = {"order", "objectives", "set_up", "measured", "closing", "number_of_cells", "minutes"}
ONLY_IN_LESSONS |= {"quiz", "exercises", "objectives_met"}

CHECKS = []


def check(function):
    """Add a check to the list that every lesson goes through."""
    CHECKS.append(function)
    return function


def checks_of(lesson):
    """The checks that this page goes through."""
    skipped = ONLY_IN_LESSONS if lesson.number in QUIZ_ALONE else ()
    return [one for one in CHECKS if one.__name__ not in skipped]


class Cell:
    """A cell with what the checks ask of it. `name` is how a message calls it: its place, and its count."""

    def __init__(self, number, cell):
        self.number, self.is_code = number, cell.cell_type == "code"
        self.source, self.metadata = cell.source, cell.metadata
        self.outputs, self.count = cell.get("outputs", []), cell.get("execution_count")

    @property
    def name(self):
        return f"cell {self.number}" + (f", In [{self.count or ' '}]" if self.is_code else "")

    @property
    def tags(self):
        return self.metadata.get("tags", [])

    @property
    def lines(self):
        """What a reader has to take in: neither empty lines nor the head of a `%%redis` cell nor imports."""
        return [line for line in self.source.splitlines() if line.strip() and not line.startswith(FRAME)]

    @property
    def python(self):
        """The code as Python, magics as calls; an empty text where it cannot be read."""
        try:
            python = TransformerManager().transform_cell(self.source)
            ast.parse(python)
            return python
        except SyntaxError:
            return ""

    @property
    def tree(self):
        """The code as a syntax tree; an empty one where it is not Python."""
        return ast.parse(self.python)

    @property
    def calls(self):
        """Names of the functions and methods that it calls outside other functions' bodies or within."""
        functions = [node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        return {getattr(function, "id", getattr(function, "attr", None)) for function in functions}

    @property
    def pictures(self):
        return [out for out in self.outputs if any(kind.startswith("image/") for kind in out.get("data", {}))]

    @property
    def texts(self):
        """The texts that it put out, pictures' alternative text included, without colours."""
        for out in self.outputs:
            parts = [out.get("text", ""), *out.get("traceback", [])]
            parts += [text for kind, text in out.get("data", {}).items() if kind.startswith("text/")]
            for part in parts:
                yield re.sub(r"\x1b\[[\d;]*m", "", part)


class Section:
    """A heading `## …` with the text and the code cells up to the next one."""

    def __init__(self, title, name):
        self.title, self.name, self.text, self.cells = title, name, "", []


class Lesson:
    """A notebook with its quiz, its exercises and its instructor page."""

    def __init__(self, path):
        notebook = nbformat.read(path, as_version=4)
        self.path, self.number, self.metadata = path, path.name[:2], notebook.metadata
        self.cells = [Cell(number, cell) for number, cell in enumerate(notebook.cells, start=1)]
        self.facts = (course.lessons() | NOT_ON_THE_MAP).get(self.number)
        quiz = LESSONS / self.number / "quiz.yml"
        self.quiz = quizzes.load(quiz) if quiz.exists() else []
        own = [one for one in all_exercises() if one.lesson == self.number]
        self.checks = {one.id: one.read("check.py") for one in own}
        self.exercises = {number: objectives_of(source) for number, source in self.checks.items()}
        self.hints = {one.id: one.read("hints.md") for one in own}
        page = path.parent / "instructor" / f"{path.stem}.md"
        self.instructor = page.read_text(encoding="utf-8") if page.exists() else ""

    @property
    def edition(self):
        """2 once a lesson was revised as a whole: some checks begin there. See data/course.yml."""
        return (self.facts or {}).get("edition", 1)

    @property
    def code(self):
        return [cell for cell in self.cells if cell.is_code]

    @property
    def predictions(self):
        """The cells that ask for a guess, one for each question: `predict(…)`, or `**Predict:**` in text."""
        asked = []
        for cell in self.cells:
            if cell.is_code:
                calls = [node.func for node in ast.walk(cell.tree) if isinstance(node, ast.Call)]
                asked += [cell for function in calls if getattr(function, "id", "") == "predict"]
            else:
                asked += [cell] * len(PREDICT.findall(cell.source))
        return asked

    @property
    def markdown(self):
        return [cell for cell in self.cells if not cell.is_code]

    @property
    def sections(self):
        """The sections in their order; the first, without a title, is what stands before them."""
        found = [Section("", "the first cell")]
        for cell in self.cells:
            if cell.is_code:
                found[-1].cells.append(cell)
                continue
            before, *parts = re.split(r"^## ", without_notes(cell.source), flags=re.MULTILINE)
            found[-1].text += before
            for part in parts:
                title, _, text = part.partition("\n")
                found.append(Section(title.strip(), cell.name))
                found[-1].text = text
        return found

    def section(self, title):
        """The section of this title, or one that begins with it; an empty one if there is none."""
        none = Section(title, "nowhere")
        return next((one for one in self.sections if re.match(rf"{title}\b", one.title)), none)

    @property
    def objectives(self):
        return re.findall(r"^(\d+)\. +(.*)", self.section("You will be able to").text, re.MULTILINE)


def without_notes(markdown):
    """Markdown without its comments, which nobody sees on the page."""
    return re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)


def objectives_of(check_py):
    """The numbers in the line `OBJECTIVES = (1, 2)` of an exercise's check.py."""
    for node in ast.parse(check_py).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "OBJECTIVES":
            return ast.literal_eval(node.value)
    return ()


from tests.lessons.form import anatomy, around, cells, minutes, outputs, prose, servers  # noqa: E402, F401 - each adds its checks
