"""Find exercises and read their files."""

import dis
import functools
import re
import types

from helpers.errors import CourseError
from helpers.exercises._states import ERROR, NOT_ATTEMPTED
from helpers.exercises._verdict import Verdict
from helpers.paths import LESSONS

TEMPLATE = "99"  # the notebook that CONTRIBUTING.md copies: no lesson of the course

# What also counts as nothing: a body that only silences the stub
EMPTY_BODIES = [
    "pass",
    "...",
    "return ...",
    "return NotImplemented",
    "raise NotImplementedError",
    "raise NotImplementedError()",
]


class Exercise:
    """One folder. `id` is "10.1" for data/lessons/10/exercises/1_page_views.

    `hints_shown` is how many hints the learner has asked for.
    """

    def __init__(self, folder):
        self.folder = folder
        self.number, _, self.name = folder.name.partition("_")
        self.lesson = folder.parent.parent.name
        self.id = f"{self.lesson}.{self.number}"
        self.hints_shown = 0

    @property
    def in_course(self):
        return self.lesson != TEMPLATE

    def read(self, name):
        return (self.folder / name).read_text()

    @functools.cached_property
    def stubs(self):
        """The functions to write, by name, as they are in stub.py."""
        return functions_of(self.folder / "stub.py")

    @functools.cached_property
    def _check(self):
        return _run(self.folder / "check.py")

    @property
    def title(self):
        return self._check["__doc__"].strip().rstrip(".")

    @property
    def steps(self):
        """The functions of check.py that carry `@step`, in their order."""
        functions = [thing for thing in self._check.values() if isinstance(thing, types.FunctionType)]
        return [one for one in functions if hasattr(one, "text")]

    @property
    def seconds(self):
        return self._check.get("SECONDS", 5)

    @property
    def server(self):
        return self._check.get("SERVER", {})

    @property
    def client(self):
        return self._check.get("CLIENT", {})

    @functools.cached_property
    def standing(self):
        """What is expected of every step: see `_standing`. None for a check.py that names no keys."""
        from helpers.exercises._standing import Standing

        if not isinstance(self._check.get("KEYS"), dict):
            return None
        known = {"KEYS": "keys", "TRIPS": "trips", "MAY_BLOCK": "may_block", "ONE_PROCESS": "one_process"}
        return Standing(
            **{name: self._check[setting] for setting, name in known.items() if setting in self._check}
        )

    @functools.cached_property
    def solution(self):
        """The functions of the tested solution, by name."""
        return functions_of(self.folder / "solution.py")

    @property
    def hints(self):
        return [text.strip() for text in re.split(r"^## .*$", self.read("hints.md"), flags=re.MULTILINE)[1:]]

    @property
    def call(self):
        """How to check it, as the notebook writes it."""
        return f'check("{self.id}", {", ".join(self.stubs)})'

    def refusal(self, functions):
        """Return the verdict if nothing has to run (functions missing or not written yet), else None."""
        if len(functions) != len(self.stubs) or not all(map(callable, functions)):
            given = (
                ", ".join(repr(one) if not callable(one) else one.__name__ for one in functions) or "nothing"
            )
            return Verdict(
                self,
                ERROR,
                observed=f"`check` was given {given[:80]}",
                expected=f"the function itself, without calling it: `{self.call}`",
                question="Is there a pair of parentheses too many, or a name too few?",
            )
        empty = [
            name for name, one in zip(self.stubs, functions, strict=True) if is_empty(one, self.stubs[name])
        ]
        if empty:
            return Verdict(self, NOT_ATTEMPTED, expected=", ".join(f"`{name}`" for name in empty))
        return None


def _run(path):
    """Return the names that a file defines, compiled under its path so that tracebacks show its lines."""
    names = {"__name__": path.stem}
    exec(compile(path.read_text(), str(path), "exec"), names)
    return names


def functions_of(path):
    """The functions that a stub or an answer defines, by name."""
    return {name: thing for name, thing in _run(path).items() if isinstance(thing, types.FunctionType)}


def is_empty(function, stub):
    """Whether a function does nothing yet: the same instructions as its stub's, or as an empty body's.

    Instructions, not source: comments, docstrings, layout and where the cell was compiled make no difference.
    """
    code = getattr(function, "__code__", None)
    if code is None:  # a class instance or a partial, so it was written
        return False
    return _instructions(code) in [_instructions(one.__code__) for one in (stub, *_empty_functions())]


@functools.cache
def _empty_functions():
    names = {}
    for number, body in enumerate(EMPTY_BODIES):
        exec(f"def empty_{number}(): {body}", names)
    return [names[f"empty_{number}"] for number in range(len(EMPTY_BODIES))]


def _instructions(code):
    return [
        (one.opname, _instructions(one.argval) if isinstance(one.argval, types.CodeType) else one.argval)
        for one in dis.get_instructions(code)
    ]


@functools.cache
def all_exercises():
    """Every exercise, in the order of the course."""
    folders = sorted(LESSONS.glob("[0-9][0-9]/exercises/[0-9]*_*/"))
    return [Exercise(folder) for folder in folders]


def find(exercise_id):
    """The exercise "10.1"; CourseError with the ones there are."""
    for exercise in all_exercises():
        if exercise.id == exercise_id:
            return exercise
    notebook = str(exercise_id).partition(".")[0]
    near = [one.id for one in all_exercises() if one.lesson == notebook] or [
        one.id for one in all_exercises()
    ]
    raise CourseError(f"There is no exercise {exercise_id!r}: there are {', '.join(near)}.")
