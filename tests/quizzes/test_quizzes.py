"""Every quiz is well formed and its keys are true: what a question says about Redis is tried on a server."""

import ast
import contextlib
import copy
import io
import json
import re

import pytest

from helpers import course
from helpers.display import surfaces
from helpers.errors import CourseError
from helpers.paths import HEADLESS_VARIABLE, LESSONS, PROGRESS_VARIABLE
from helpers.quizzes import questions as quizzes
from helpers.quizzes import quiz
from helpers.quizzes.form import Quiz, prompt
from helpers.servers import start_server
from tests.support.by_lesson import by_lesson

FILES = sorted(LESSONS.glob("*/quiz.yml"))
QUESTIONS = {
    f"{file.parent.name} {question['id']}": question for file in FILES for question in quizzes.load(file)
}
EACH_QUESTION = pytest.mark.parametrize("name", by_lesson(QUESTIONS, lambda name: name[:2], id=str))


@pytest.fixture(scope="module")
def r():
    with start_server() as server:
        yield server.client()


# Proofs


def outcome(code, names):
    """What `code` prints, or the value of its last line."""
    *before, last = ast.parse(code).body
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(before, []), "proof", "exec"), names)
        assert isinstance(last, ast.Expr), "a proof ends with an expression"
        value = eval(compile(ast.Expression(last.value), "proof", "eval"), names)
    return printed.getvalue() or value


def faults(question, r):
    """Where the keys of a question differ from what its proofs say: a list of sentences."""
    if "unproved" in question:
        return []
    if question["type"] in ("number", "predict"):
        r.flushall()
        seen = outcome(question.get("proof") or question["code"], {"r": r})
        return [] if quizzes.grade(question, seen).right else [f"the proof gives {seen}"]
    found = []
    for letter, option in zip(quizzes.LETTERS, question["options"], strict=True):
        r.flushall()
        names = {"r": r}
        exec(question.get("setup", ""), names)
        holds = outcome(option["proof"], names)
        if holds is not option.get("key", False):
            found.append(f"option {letter} is {holds}")
    return found


@EACH_QUESTION
def test_key_is_true(name, r):
    assert faults(QUESTIONS[name], r) == []


@EACH_QUESTION
def test_planted_wrong_key_is_found(name, r):
    question = copy.deepcopy(QUESTIONS[name])
    if "unproved" in question:
        pytest.skip(question["unproved"])
    if question["type"] in ("number", "predict"):
        question["answer"] = (
            question["near"][0]["answer"] if question["type"] == "number" else [question["near"][0]["answer"]]
        )
    else:
        keys = [option.pop("key", False) for option in question["options"]]
        for option, key in zip(question["options"], keys[1:] + keys[:1], strict=True):
            option["key"] = key
    assert faults(question, r)


# The files


@pytest.mark.parametrize(
    "file", by_lesson(FILES, lambda file: file.parent.name, id=lambda file: file.parent.name)
)
def test_file_is_named_after_its_lesson(file):
    assert re.fullmatch(r"\d\d", file.parent.name)


CHOICE = """
  - id: {id}
    type: single
    objective: 1
    text: Which?
    unproved: a matter of taste
    options:
      - {{text: one, feedback: yes indeed, key: true}}
      - {{text: two, feedback: not this}}
      - {{text: three, feedback: nor this}}
      - {{text: four, feedback: nor that}}
"""
NUMBER = """
  - id: how-many
    type: number
    objective: 2
    text: How many?
    answer: 44
    proof: 4 * 11
    feedback: Yes.
    wrong: No.
    near: [{answer: 45, feedback: One less.}]
"""
PREDICT = """
  - id: what-comes
    type: predict
    objective: 2
    text: What is printed?
    code: print(1)
    answer: ["1"]
    feedback: Yes.
    wrong: No.
    near: [{answer: "2", feedback: One less.}]
"""
GOOD = "questions:" + CHOICE.format(id="first") + CHOICE.format(id="second") + NUMBER + PREDICT


def test_the_example_is_well_formed():
    assert [question["id"] for question in quizzes.parse(GOOD, "x.yml")] == [
        "first",
        "second",
        "how-many",
        "what-comes",
    ]


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("id: second", "id: first", "uses an id twice"),
        ("id: first", "id: The First", "look like"),
        ("type: number", "type: essay", "'essay', not one of"),
        ("objective: 2", "objektive: 2", "unknown field objektive"),
        ("    objective: 2\n", "", "needs an objective, or its lessons"),
        ("objective: 2", "objective: 2\n    lessons: ['10']", "needs an objective, or its lessons"),
        ("objective: 2", "lessons: ['10']", "an objective and about several lessons"),
        ("objective: 1", "lessons: []", "lessons is empty"),
        ("objective: 2", "objective: 0", "is a number of the lesson's list"),
        ("objective: 2", "objective: true", "objective is empty or of the wrong type"),
        ("    wrong: No.\n", "", "missing field wrong"),
        ("feedback: not this", "feedback: ''", "option b: field feedback is empty"),
        (", feedback: not this", "", "option b: missing field feedback"),
        ("feedback: not this", "feedback: not this, why: so", "option b: unknown field why"),
        ("feedback: not this", "feedback: not this, key: true", "has 2 keys"),
        (", key: true", "", "has 0 keys"),
        ("type: single", "type: several", "has 1 keys"),
        ("      - {text: two, feedback: not this}\n", "", "has 3 options"),
        ("    unproved: a matter of taste\n", "", "needs a proof, or `unproved`"),
        ("feedback: not this", "feedback: not this, proof: 'False'", "some of its options"),
        ("    proof: 4 * 11\n", "", "needs a proof, or `unproved`"),
        ("answer: 45", "answer: 44", "near miss 44 is graded as right"),
        ('answer: ["1"]', "answer: [1]", "put it in quotes"),
        ("    wrong: No.\n", "    wrong: No.\n    wrong: Never.\n", "a field twice"),
        ("questions:", "title: Strings\nquestions:", "expected one field"),
        (NUMBER, "", "has 3 questions, not 4 to 6"),
        ("    text: Which?", "    text: [Which?", "not YAML"),
    ],
)
def test_malformed_file_is_refused(old, new, words):
    assert old in GOOD
    with pytest.raises(CourseError, match=words) as error:
        quizzes.parse(GOOD.replace(old, new, 1), "x.yml")
    assert "x.yml" in str(error.value)


def test_the_final_quiz_has_twenty_questions():
    questions = [
        CHOICE.format(id=f"number-{n}").replace("objective: 1", "lessons: ['10']") for n in range(21)
    ]
    assert len(quizzes.parse("questions:" + "".join(questions[:20]), "x.yml")) == 20
    for wrong in (questions, questions[:6]):
        with pytest.raises(CourseError, match=f"x.yml: has {len(wrong)} questions, not 20"):
            quizzes.parse("questions:" + "".join(wrong), "x.yml")


def test_the_final_quiz_draws_from_all_parts_and_connects_lessons():
    questions = quizzes.load(LESSONS / "72" / "quiz.yml")
    there = {number for number in course.lessons() if course.notebook(number)}
    asked = [number for question in questions for number in question["lessons"]]
    assert set(asked) <= there
    assert all(len(set(question["lessons"])) >= 2 for question in questions)
    for part in course.course()["parts"][:-1]:
        assert len({one["id"] for one in part["lessons"]} & set(asked)) >= 2, part["title"]
    keys = [
        [o.get("key") for o in one["options"]].index(True) for one in questions if one["type"] == "single"
    ]
    assert set(keys) == {0, 1, 2, 3}


def test_unknown_lesson_is_one_sentence():
    with pytest.raises(CourseError, match=r"no quiz 'strings'. There are: 00, "):
        quiz("strings")


# Grading


SINGLE, _, COUNT, PRINTED = quizzes.parse(GOOD, "x.yml")
SEVERAL = SINGLE | {"type": "several", "options": [dict(option) for option in SINGLE["options"]]}
SEVERAL["options"][2]["key"] = True


@pytest.mark.parametrize(
    "question, given, right, words",
    [
        (SINGLE, None, None, "Choose an answer first"),
        (SINGLE, 0, True, "yes indeed"),
        (SINGLE, 3, False, "nor that"),
        (SEVERAL, [], None, "at least one"),
        (SEVERAL, [0, 2], True, "**c)** nor this"),
        (SEVERAL, [0], False, "but not all of them"),
        (SEVERAL, [0, 1, 2], False, "**b)** not this"),
        (COUNT, "", None, "Type a number"),
        (COUNT, None, None, "Type a number"),
        (COUNT, "many", None, "`many` is not a number"),
        (COUNT, " 44.0 ", True, "Yes"),
        (COUNT, "45", False, "One less"),
        (COUNT, "46", False, "No"),
        (COUNT, "nan", False, "No"),
        (COUNT | {"answer": 1500}, "1,500", True, "Yes"),
        (COUNT | {"tolerance": 0.5}, "44.5", True, "Yes"),
        (PRINTED, "  ", None, "Type an answer"),
        (PRINTED, "(integer) 1", True, "Yes"),
        (PRINTED, "'1'", True, "Yes"),
        (PRINTED, "2", False, "One less"),
        (PRINTED, "3", False, "No"),
        (PRINTED | {"answer": ["True  None"]}, "true none\n", True, "Yes"),
    ],
)
def test_grade(question, given, right, words):
    grade = quizzes.grade(question, given)
    assert grade.right is right
    assert words in "\n".join(grade.feedback)


# What is shown


@pytest.fixture
def shown(monkeypatch):
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **_: displayed.append(bundle))
    return displayed


def test_without_a_front_end_it_is_markdown(shown, monkeypatch):
    monkeypatch.setenv(HEADLESS_VARIABLE, "1")
    quiz("10")
    (bundle,) = shown
    assert set(bundle) == {"text/markdown", "text/plain"}
    for question in quizzes.load(LESSONS / "10" / "quiz.yml"):
        assert " ".join(question["text"].split()) in bundle["text/markdown"]
        for option in question.get("options", []):
            assert option["text"] in bundle["text/markdown"]
            assert option["feedback"] not in bundle["text/markdown"]


def test_with_a_front_end_the_reading_stands_by(shown, monkeypatch):
    monkeypatch.delenv(HEADLESS_VARIABLE, raising=False)
    quiz("10")
    reading, widget = shown
    assert surfaces.READING_CLASS in reading["text/markdown"]
    assert surfaces.WIDGET_VIEW not in reading
    assert surfaces.WIDGET_VIEW in widget


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The learner's progress file."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv(PROGRESS_VARIABLE, str(path))
    return path


def asked():
    """A quiz of each type of question; each is known by its own id."""
    questions = [SINGLE, SEVERAL, COUNT, PRINTED]
    return Quiz("10", [one | {"id": f"question-{n}"} for n, one in enumerate(questions)])


def test_clicking_through(kept):
    quiz = asked()
    for index, right in enumerate(["0", ["0", "2"], "44", "one"]):
        for answer in (None, right):
            quiz.widget.tell(f"check {index}", {f"answer {index}": answer})
            feedback = quiz.widget.parts[f"feedback {index}"]
            assert 'role="status"' in feedback
            assert answer or "first." in feedback
    verdicts = [quiz.widget.parts[f"feedback {index}"] for index in range(4)]
    assert ["Right." in verdict for verdict in verdicts] == [True, True, True, False]
    assert "3 of 4 right" in quiz.widget.parts["score"]
    assert json.loads(kept.read_text()) == {
        "quizzes": {
            "10 question-0": 0,
            "10 question-1": [0, 2],
            "10 question-2": "44",
            "10 question-3": "one",
        }
    }


def test_it_comes_back_as_it_was_left(kept):
    left = asked().widget
    left.tell("check 0", {"answer 0": "0"})
    left.tell("check 2", {"answer 2": "45"})
    left.tell("check 3", {"answer 3": ""})  # nothing answered, nothing kept
    back = asked().widget
    assert {name: back.parts[name] for name in ("feedback 0", "feedback 2", "score")} == {
        name: left.parts[name] for name in ("feedback 0", "feedback 2", "score")
    }
    assert "feedback 3" not in back.parts
    assert 'name="answer 0" value="0" checked' in back.html
    assert 'value="45"' in back.html


@pytest.mark.parametrize("answer", [9, "0", [7], {"a": 1}, None])
def test_an_answer_that_fits_no_more_is_left_out(kept, answer):
    kept.write_text(json.dumps({"quizzes": {"10 question-0": answer, "10 question-1": answer}}))
    assert asked().given == {}


def test_feedback_of_the_final_quiz_names_the_lessons(kept):
    question = {key: value for key, value in SINGLE.items() if key != "objective"}
    widget = Quiz("72", [question | {"lessons": ["10", "11", "53"]}]).widget
    widget.tell("check 0", {"answer 0": None})
    assert "See " not in widget.parts["feedback 0"]
    widget.tell("check 0", {"answer 0": "1"})
    assert "See 10 · Strings, 11 · Hashes and 53 · Transactions and Lua." in widget.parts["feedback 0"]


def test_what_was_typed_is_shown_not_obeyed(kept):
    asked().widget.tell("check 3", {"answer 3": '"><b>'})
    assert "&quot;&gt;&lt;b&gt;" in asked().widget.html


def test_markup_in_a_question_is_shown_not_obeyed():
    question = PRINTED | {"text": "Is `a < b`, <b>?", "code": "print('<i>')"}
    html = prompt(1, question)
    assert "<code>a &lt; b</code>, &lt;b&gt;?" in html
    assert "&lt;i&gt;" in html
