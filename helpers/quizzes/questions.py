"""Quiz questions: `load` and check a quiz.yml, `grade` an answer, and `reading`, the quiz as Markdown."""

import pathlib
import re
from typing import NamedTuple

from helpers.errors import CourseError

LETTERS = "abcd"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# The type of each field. A question has all required fields of its type, and no unknown ones. It's about an
# objective of its lesson or, in the final quiz, about the lessons that it connects.
COMMON = {"id": str, "type": str, "text": str}
ABOUT = {"objective": int, "lessons": list}
CHOICE = {"code": str, "setup": str, "unproved": str}
TYPED = {"answer": (int, float), "feedback": str, "wrong": str, "near": list}
REQUIRED = {
    "single": COMMON | {"options": list},
    "several": COMMON | {"options": list},
    "number": COMMON | TYPED,
    "predict": COMMON | TYPED | {"answer": list, "code": str},
}
OPTIONAL = {
    "single": CHOICE,
    "several": CHOICE,
    "number": {"code": str, "proof": str, "unproved": str, "unit": str, "tolerance": (int, float)},
    "predict": {"proof": str},
}
QUESTIONS, FINAL = range(4, 7), 20  # how many in a lesson's quiz, and in the final one
OPTION = {"text": str, "feedback": str}
OPTION_OPTIONAL = {"key": bool, "proof": str}


class Grade(NamedTuple):
    """`right` is True, False, or None if there is no answer yet. `feedback` is a list of Markdown lines."""

    right: bool | None
    feedback: list[str]


# --- the file ---------------------------------------------------------------------------------------------


def load(path: pathlib.Path) -> list[dict]:
    """Return the questions of a quiz file; CourseError names the file and the question if it's malformed."""
    if not path.exists():
        known = ", ".join(sorted(file.parent.name for file in path.parent.parent.glob("*/quiz.yml")))
        raise CourseError(f"There is no quiz {path.parent.name!r}. There are: {known}.")
    questions = parse(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")
    return questions


def parse(text: str, name: str) -> list[dict]:
    """Return the questions in `text`, as `load` does. Errors call the file `name`."""
    content = _yaml(text, name)
    questions = content.get("questions") if isinstance(content, dict) and len(content) == 1 else None
    if not isinstance(questions, list):
        raise CourseError(f"{name}: expected one field, `questions`, holding a list.")
    for number, question in enumerate(questions, 1):
        _require(isinstance(question, dict), f"{name}, question {number}", "is not a mapping")
        _check_question(question, f"{name}, question {question.get('id', number)}")
    ids = [question["id"] for question in questions]
    _require(len(set(ids)) == len(ids), name, "uses an id twice")
    _check_number(questions, name)
    return questions


def _yaml(text: str, name: str):
    """Return parsed YAML; reject a duplicate field, of which YAML would silently drop one."""
    import yaml

    class Loader(yaml.SafeLoader):
        def construct_mapping(self, node, deep=False):
            keys = [key.value for key, _ in node.value]
            _require(
                len(set(keys)) == len(keys), f"{name}, line {node.start_mark.line + 1}", "has a field twice"
            )
            return super().construct_mapping(node, deep)

    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        raise CourseError(f"{name} is not YAML: {error}") from None


def _require(condition: bool, where: str, what: str) -> None:
    if not condition:
        raise CourseError(f"{where}: {what}.")


def _fields(mapping: dict, required: dict, optional: dict, where: str) -> None:
    """Require all `required` fields and no unknown ones, each with the right type and not empty."""
    known = required | optional
    unknown, missing = set(mapping) - set(known), set(required) - set(mapping)
    _require(not unknown, where, f"unknown field {', '.join(map(str, unknown))}")
    _require(not missing, where, f"missing field {', '.join(sorted(missing))}")
    for field, value in mapping.items():
        right_type = isinstance(value, known[field]) and (not isinstance(value, bool) or known[field] is bool)
        _require(right_type and value not in ("", []), where, f"field {field} is empty or of the wrong type")


def _check_number(questions: list[dict], name: str) -> None:
    count, final = len(questions), ["lessons" in question for question in questions]
    if any(final):
        _require(all(final), name, "has questions about an objective and about several lessons")
        _require(count == FINAL, name, f"has {count} questions, not {FINAL}")
    else:
        _require(count in QUESTIONS, name, f"has {count} questions, not 4 to 6")


def _check_question(question: dict, where: str) -> None:
    kind = question.get("type")
    _require(kind in REQUIRED, where, f"type is {kind!r}, not one of {', '.join(REQUIRED)}")
    _fields(question, REQUIRED[kind], OPTIONAL[kind] | ABOUT, where)
    _require(SLUG.fullmatch(question["id"]), where, "the id doesn't look like `lost-update`")
    _require(
        ("objective" in question) != ("lessons" in question), where, "needs an objective, or its lessons"
    )
    _require(question.get("objective", 1) >= 1, where, "objective is a number of the lesson's list, from 1")
    if kind in ("single", "several"):
        _check_options(question, where)
    else:
        _check_near_misses(question, where)


def _check_options(question: dict, where: str) -> None:
    options = question["options"]
    _require(len(options) == 4, where, f"has {len(options)} options, not 4")
    for letter, option in zip(LETTERS, options, strict=True):
        _require(isinstance(option, dict), f"{where}, option {letter}", "is not a mapping")
        _fields(option, OPTION, OPTION_OPTIONAL, f"{where}, option {letter}")
    keys = len(_keys(question))
    _require(keys == 1 if question["type"] == "single" else keys in (2, 3), where, f"has {keys} keys")
    proved = sum("proof" in option for option in options)
    _require(proved in (0, 4), where, "proves some of its options, but not all")
    _require((proved == 4) != ("unproved" in question), where, "needs a proof, or `unproved` with a reason")


def _check_near_misses(question: dict, where: str) -> None:
    for near in question["near"]:
        _require(isinstance(near, dict), where, "a near miss isn't a mapping")
        kind = str if question["type"] == "predict" else (int, float)
        _fields(near, {"answer": kind, "feedback": str}, {}, f"{where}, near miss")
        right = grade(question, near["answer"]).right
        _require(right is False, where, f"the near miss {near['answer']} is graded as right")
    if question["type"] == "predict":
        texts = all(isinstance(answer, str) for answer in question["answer"])
        _require(texts, where, "an accepted answer isn't text: put it in quotes")
    else:
        proved = "proof" in question
        _require(proved != ("unproved" in question), where, "needs a proof, or `unproved` with a reason")


# --- grading ----------------------------------------------------------------------------------------------


def grade(question: dict, given) -> Grade:
    """Grade an answer: an index (single), indexes (several), a number or its text, or a text (predict)."""
    return _GRADERS[question["type"]](question, given)


def _keys(question: dict) -> set[int]:
    return {index for index, option in enumerate(question["options"]) if option.get("key")}


def _grade_single(question: dict, given: int | None) -> Grade:
    if given is None:
        return Grade(None, ["Choose an answer first."])
    return Grade(given in _keys(question), [question["options"][given]["feedback"]])


def _grade_several(question: dict, given) -> Grade:
    chosen, keys = set(given or ()), _keys(question)
    if not chosen:
        return Grade(None, ["Choose at least one answer first."])
    feedback = [f"**{LETTERS[index]})** {question['options'][index]['feedback']}" for index in sorted(chosen)]
    if chosen < keys:
        feedback.append("Right so far, but not all of them.")
    return Grade(chosen == keys, feedback)


def _grade_number(question: dict, given) -> Grade:
    text = re.sub(r"[,_\s≈]", "", str("" if given is None else given))
    try:
        value = float(text)
    except ValueError:
        return Grade(None, ["Type a number first." if not text else f"`{text}` is not a number."])
    if abs(value - question["answer"]) <= question.get("tolerance", 0):
        return Grade(True, [question["feedback"]])
    return Grade(False, [_near_miss(question, lambda near: value == near)])


def _grade_predict(question: dict, given) -> Grade:
    answer = _normal(given)
    if not answer:
        return Grade(None, ["Type an answer first."])
    if answer in map(_normal, question["answer"]):
        return Grade(True, [question["feedback"]])
    return Grade(False, [_near_miss(question, lambda near: answer == _normal(near))])


def _near_miss(question: dict, matches) -> str:
    return next((n["feedback"] for n in question["near"] if matches(n["answer"])), question["wrong"])


def _normal(text) -> str:
    """Return the text without case, extra spaces, quotes and redis-cli's `(integer)`."""
    bare = re.sub(r"\(integer\)|['\"`]", "", "" if text is None else str(text))
    return " ".join(bare.casefold().split())


_GRADERS = {
    "single": _grade_single,
    "several": _grade_several,
    "number": _grade_number,
    "predict": _grade_predict,
}


# --- paper ------------------------------------------------------------------------------------------------


def reading(questions: list[dict]) -> str:
    """Return the quiz as Markdown, without keys and feedback."""
    return "\n\n".join(_read(number, question) for number, question in enumerate(questions, 1))


def _read(number: int, question: dict) -> str:
    blocks = [f"**{number}.** {' '.join(question['text'].split())}"]
    if "code" in question:
        blocks.append(f"```\n{question['code'].strip()}\n```")
    if "options" in question:
        texts = [" ".join(option["text"].split()) for option in question["options"]]
        blocks.append("\n".join(f"- **{a})** {text}" for a, text in zip(LETTERS, texts, strict=True)))
    else:
        blocks.append(f"Your answer: ________ {question.get('unit', '')}".rstrip())
    return "\n\n".join(blocks)
