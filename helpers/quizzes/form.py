"""The quiz as widgets: a question, its options, a button and feedback, without JavaScript or network access.

All controls are standard form controls with labels, in reading order, so the Tab key, the arrow keys, Space
and Enter are enough. Feedback has the role `status`, so screen readers announce it.
"""

import html
import threading

import ipywidgets as widgets

from helpers.display import card, inline
from helpers.display.palette import GREEN, GREY, VERMILION
from helpers.quizzes.questions import LETTERS, grade

HEADLINES = {True: (GREEN, "✓ Right. "), False: (VERMILION, "✗ Not yet. "), None: (GREY, "• ")}

# ipywidgets truncates long options and puts much space between rows. With this style, options wrap.
STYLE = """<style>
.redis-measured-quiz { border: 1px solid var(--jp-border-color2, #bbb); padding: 4px 16px; max-width: 760px; }
.redis-measured-quiz .widget-html-content {
  line-height: 1.45; font-size: var(--jp-content-font-size1, 14px); }
.redis-measured-quiz pre { padding: .5em .8em; background: var(--jp-layout-color2, #eee); }
.redis-measured-quiz .widget-radio-box label, .redis-measured-quiz .widget-checkbox label {
  display: flex; align-items: flex-start; gap: 6px; max-width: 100%; height: auto; overflow: visible;
  white-space: normal; font-size: var(--jp-content-font-size1, 14px); line-height: 20px;
  padding: 1px 0; margin: 0; }
.redis-measured-quiz .widget-radio-box, .redis-measured-quiz .widget-checkbox {
  width: auto; max-width: 100%; height: auto; }
.redis-measured-quiz input[type="radio"], .redis-measured-quiz input[type="checkbox"] {
  order: -1; float: none; flex: none; margin: 2px 1px; }
.redis-measured-quiz input[type="radio"] { margin-top: 0; }
</style>"""


def form(questions: list[dict]) -> widgets.VBox:
    """Return all questions of a quiz, one below the other, with the number of right answers at the bottom."""
    right = dict.fromkeys(range(len(questions)), False)
    score = widgets.HTML()

    def record(index: int, verdict: bool) -> None:
        right[index] = verdict
        score.value = f'<b role="status">{sum(right.values())} of {len(questions)} right.</b>'

    boxes = [_question(index, question, record) for index, question in enumerate(questions)]
    box = widgets.VBox([widgets.HTML(STYLE, layout={"display": "none"}), *boxes, score])
    box.add_class("redis-measured-quiz")
    return box


def prompt(number: int, question: dict) -> str:
    """Return the HTML of a question and its code."""
    code = f"<pre>{html.escape(question['code'].strip())}</pre>" if "code" in question else ""
    return f"<b>{number}.</b> {inline(question['text'])}{code}"


def _question(index: int, question: dict, record) -> widgets.VBox:
    number = index + 1
    answer, read = _INPUTS[question["type"]](number, question)
    feedback = widgets.HTML()
    button = widgets.Button(description="Check", tooltip=f"Check your answer to question {number}")
    one_at_a_time = threading.Lock()  # JupyterLab may run two callbacks in two threads

    def check(_change=None) -> None:
        with one_at_a_time:
            verdict, lines = grade(question, read())
            colour, headline = HEADLINES[verdict]
            feedback.value = card(colour, headline, "<br>".join(map(inline, lines)))
            if verdict is not None:
                record(index, verdict)

    button.on_click(check)
    if isinstance(answer, widgets.Text):
        answer.observe(check, "value")  # the Enter key
    parts = [widgets.HTML(prompt(number, question)), answer, button, feedback]
    return widgets.VBox(parts, layout={"margin": "6px 0 14px"})


def _label(index: int, option: dict) -> str:
    return f"{LETTERS[index]})  {' '.join(option['text'].split()).replace('`', '')}"


def _choice(number: int, question: dict):
    options = [(_label(index, option), index) for index, option in enumerate(question["options"])]
    radio = widgets.RadioButtons(options=options, value=None, layout={"width": "auto"})
    return radio, lambda: radio.value


def _choices(number: int, question: dict):
    boxes = [
        widgets.Checkbox(description=_label(index, option), indent=False, layout={"width": "auto"})
        for index, option in enumerate(question["options"])
    ]
    return widgets.VBox(boxes), lambda: [index for index, box in enumerate(boxes) if box.value]


def _text(number: int, question: dict):
    text = widgets.Text(
        description=f"Answer {number}",
        placeholder=question.get("unit", ""),
        continuous_update=False,  # the value arrives when you press Enter or leave the field
        layout={"width": "340px", "max_width": "100%"},
    )
    return text, lambda: text.value


_INPUTS = {"single": _choice, "several": _choices, "number": _text, "predict": _text}
