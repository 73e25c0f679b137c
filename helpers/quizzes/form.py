"""The quiz as an interactive page: a question, its options or a field, a button and feedback.

All controls are standard form controls with labels, in reading order, so the Tab key, the arrow keys, Space
and Enter are enough. Feedback has the role `status`, so screen readers announce it. Answers are kept in the
progress file, so the page comes back the way the learner left it.
"""

import html

from helpers import course, progress
from helpers.display import card, inline
from helpers.display.interactive import Interactive
from helpers.display.palette import GREEN, GREY, VERMILION
from helpers.quizzes.questions import LETTERS, grade

HEADLINES = {True: (GREEN, "✓ Right. "), False: (VERMILION, "✗ Not yet. "), None: (GREY, "• ")}


class Quiz:
    """All questions of a lesson's quiz, with what has been answered so far: `widget` shows it."""

    def __init__(self, lesson: str, questions: list[dict]):
        self.lesson, self.questions = lesson, questions
        self.given = self._kept()
        self._unsaved = ""
        parts = {f"feedback {index}": self._feedback(index) for index in self.given}
        self.widget = Interactive(self._page(), self._heard, parts | {"score": self._score()})

    def _name(self, index: int) -> str:
        return f"{self.lesson} {self.questions[index]['id']}"

    def _kept(self) -> dict:
        """What was answered before, by the question's index; what no longer fits it is left out."""
        kept = progress.kept(progress.QUIZZES)
        given = {}
        for index, question in enumerate(self.questions):
            answer = kept.get(self._name(index))
            if answer is not None and fits(question, answer):
                given[index] = answer
        return given

    def _heard(self, action: str, values: dict) -> dict:
        index = int(action.removeprefix("check "))
        question, answer = self.questions[index], values.get(f"answer {index}")
        if question["type"] == "single" and answer is not None:
            answer = int(answer)
        elif question["type"] == "several":
            answer = [int(letter) for letter in answer or ()]
        self.given[index] = answer
        if grade(question, answer).right is not None:
            self._unsaved = progress.keep(progress.QUIZZES, self._name(index), answer)
        return {f"feedback {index}": self._feedback(index), "score": self._score()}

    def _feedback(self, index: int) -> str:
        verdict, lines = grade(self.questions[index], self.given[index])
        colour, headline = HEADLINES[verdict]
        if verdict is not None and "lessons" in self.questions[index]:
            lines = [*lines, _where(self.questions[index]["lessons"])]
        return card(colour, headline, "<br>".join(map(inline, lines)))

    def _score(self) -> str:
        grades = [grade(self.questions[index], answer).right for index, answer in self.given.items()]
        if not any(right is not None for right in grades):
            return ""
        unsaved = f" {html.escape(self._unsaved)}" if self._unsaved else ""
        return f'<b role="status">{grades.count(True)} of {len(self.questions)} right.</b>{unsaved}'

    # --- HTML ---------------------------------------------------------------------------------------------

    def _page(self) -> str:
        questions = "".join(self._question(index, question) for index, question in enumerate(self.questions))
        return f'<div class="redis-measured-quiz">{questions}<div data-part="score"></div></div>'

    def _question(self, index: int, question: dict) -> str:
        field = _FIELDS[question["type"]](index, question, self.given.get(index))
        title = f"Check your answer to question {index + 1}"
        return (
            f"<fieldset><legend>{prompt(index + 1, question)}</legend>{field}"
            f'<button type="button" data-action="check {index}" title="{title}" aria-label="{title}">Check'
            f'</button><div data-part="feedback {index}"></div></fieldset>'
        )


def _where(numbers: list[str]) -> str:
    """The lessons that a question of the final quiz connects, as a sentence."""
    *most, last = [f"{number} · {course.lessons()[number]['title']}" for number in numbers]
    return f"See {', '.join(most)} and {last}." if most else f"See {last}."


def prompt(number: int, question: dict) -> str:
    """HTML of the question and of the code it is about."""
    code = f"<pre>{html.escape(question['code'].strip())}</pre>" if "code" in question else ""
    return f"<b>{number}.</b> {inline(question['text'])}{code}"


def fits(question: dict, answer) -> bool:
    """Whether something in the progress file is an answer to this question at all."""
    indexes = range(len(question.get("options", ())))
    if question["type"] == "single":
        return answer in indexes
    if question["type"] == "several":
        return isinstance(answer, list) and all(index in indexes for index in answer)
    return isinstance(answer, str)


def _options(kind: str, index: int, question: dict, chosen) -> str:
    rows = []
    for number, option in enumerate(question["options"]):
        checked = " checked" if number in chosen else ""
        rows.append(
            f'<label class="option"><input type="{kind}" name="answer {index}" value="{number}"{checked}>'
            f"<span>{LETTERS[number]})&ensp;{inline(option['text'])}</span></label>"
        )
    return "".join(rows)


def _choice(index: int, question: dict, given) -> str:
    return _options("radio", index, question, () if given is None else (given,))


def _choices(index: int, question: dict, given) -> str:
    return _options("checkbox", index, question, given or ())


def _text(index: int, question: dict, given) -> str:
    field = (
        f'<input type="text" name="answer {index}" data-enter="check {index}" autocomplete="off" '
        f'style="width:18em;max-width:100%" value="{html.escape(given or "")}">'
    )
    return f'<label class="field">Your answer: {field} {html.escape(question.get("unit", ""))}</label>'


_FIELDS = {"single": _choice, "several": _choices, "number": _text, "predict": _text}
