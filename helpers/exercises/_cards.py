"""What check, hint, solution and progress show: a card for the notebook, plain text for everything else.

Colors are mixed with the theme's own text color, so that a card reads in the light and in the dark theme.
"""

import html
import itertools
import re

from helpers.display import card
from helpers.display.lifelines import lifelines
from helpers.display.palette import AMBER, BLUE, GREEN, GREY, VERMILION
from helpers.exercises._states import ERROR, NOT_ATTEMPTED, PASSED, STOPPED, TOO_LITTLE, WRONG

LOOKS = {
    PASSED: (GREEN, "Passed"),
    WRONG: (VERMILION, "Not yet"),
    ERROR: (VERMILION, "Error"),
    STOPPED: (AMBER, "Stopped"),
    TOO_LITTLE: (AMBER, "Seen too little"),
    NOT_ATTEMPTED: (GREY, "Not attempted"),
}
MARKS = {"passed": ("✓", GREEN), "failed": ("✗", VERMILION), "not run": ("·", GREY)}
SHOWN_COMMANDS = 6


class Card:
    """Something to show: HTML in a notebook, text anywhere else."""

    def __init__(self, text, html):
        self._text, self._html = text, html

    def __repr__(self):
        return self._text

    def _repr_html_(self):
        return self._html


# Verdicts


def verdict_text(verdict):
    lines = [f"{LOOKS[verdict.state][1]}: {_name(verdict.exercise)}", *filter(None, [verdict.older])]
    for text, how in _steps(verdict):
        lines.append(f"  {MARKS[how][0]} {text}")
        if how == "failed":
            lines += [f"      {label}: {row}" for label, rows, _ in _findings(verdict) for row in rows]
            lines += [f"      {row}" for row in str(verdict.story or "").splitlines()]
    lines += [f"      {what}: {yours}, in the solution {theirs}" for what, yours, theirs in verdict.cost]
    return "\n".join([*lines, *_closing(verdict)])


def verdict_html(verdict, buttons=False):
    """Return a verdict as HTML; `buttons`: whether there are buttons below it."""
    colour, word = LOOKS[verdict.state]
    items = []
    for text, how in _steps(verdict):
        mark, mark_colour = MARKS[how]
        style = f"{_ink(mark_colour)};display:inline-block;width:1.4em"
        label = f'<span role="img" aria-label="{how}" style="{style}">{mark}</span>'
        more = _table(_findings(verdict)) + _story(verdict, buttons) if how == "failed" else ""
        items.append(f'<li style="list-style:none;margin:.15em 0">{label}{_code(text)}{more}</li>')
    steps = f'<ul style="margin:.4em 0;padding:0">{"".join(items)}</ul>'
    closing = "".join(map(_paragraph, _closing(verdict, buttons)))
    older = f'<p role="alert" {_TIGHT}><b>{_code(verdict.older)}</b></p>' if verdict.older else ""
    return _box(colour, f"{word}: {_name(verdict.exercise)}", older + steps + _cost(verdict) + closing)


def _story(verdict, buttons):
    if not verdict.story:
        return ""
    drawn = lifelines(verdict.story.titles, verdict.story.steps, stepping=buttons)
    return f'<div style="margin-left:1.4em;overflow-x:auto">{drawn}</div>'


def _cost(verdict):
    """What a passed answer cost, beside the tested solution, folded."""
    if not verdict.cost:
        return ""
    head = "".join(f'<th style="{_COST}">{one}</th>' for one in ("", "your answer", "the solution"))
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_COST}">{html.escape(one)}</td>' for one in row) + "</tr>"
        for row in verdict.cost
    )
    table = f'<table style="margin:.3em 0">{f"<tr>{head}</tr>"}{rows}</table>'
    return f'<details><summary style="cursor:pointer">What it cost</summary>{table}</details>'


def _name(exercise):
    return f"{exercise.id} {exercise.title}"


def _steps(verdict):
    """(text, how it went) of each step; a check that found something before the first shows that first."""
    failing = verdict.state in (WRONG, ERROR, STOPPED, TOO_LITTLE)
    how = itertools.chain(["passed"] * verdict.done, ["failed"] * failing, itertools.repeat("not run"))
    return zip((one.text for one in verdict.exercise.steps), how, strict=False)


def _findings(verdict):
    """(label, lines, whether they are verbatim) of what there is to say about the step that failed."""
    asked = _folded(verdict.asked)
    if verdict.called and not asked and verdict.holds and not verdict.story:
        asked = ["nothing, through the client that your function was given"]
    rows = [
        ("Observed", [verdict.observed], False),
        ("Expected", [verdict.expected], False),
        ("Think", [verdict.question], False),
        ("Call", [_cut(verdict.called)], True),
        ("Sent" if verdict.holds else "Sent last", asked, True),
        ("Server holds", verdict.holds, True),
        ("Printed", verdict.printed, True),
    ]
    return [row for row in rows if any(row[1])]


def _cut(text, length=100):
    return text if len(text) <= length else text[: length - 5] + " ..."


def _folded(commands):
    """The last few commands, the same ones in a row as one line with their number: those of the last call."""
    runs = [(command, len(list(run))) for command, run in itertools.groupby(commands)]
    earlier = sum(times for _, times in runs[:-SHOWN_COMMANDS])
    lines = [
        _cut(command) + (f"  ({times} times)" if times > 1 else "")
        for command, times in runs[-SHOWN_COMMANDS:]
    ]
    return ([f"{earlier:,} commands, then"] if earlier else []) + lines


def _closing(verdict, buttons=False):
    exercise, lines = verdict.exercise, list(verdict.notes)
    if verdict.state == NOT_ATTEMPTED:
        again = "click `Check`" if buttons else "run this cell again"
        lines.append(f"Write {verdict.expected} in the cell above, run it, and {again}.")
    if buttons:
        return lines
    if verdict.state in (WRONG, ERROR, STOPPED, TOO_LITTLE, NOT_ATTEMPTED):
        lines.append(f'`hint("{exercise.id}")` gives a hint.')
    return lines


# Hints, solution, progress


def hints(exercise, shown, no_more=False):
    known = exercise.hints[:shown]
    titles = [f"Hint {number} of {len(exercise.hints)}" for number in range(1, shown + 1)]
    end = f'There are no more hints: `solution("{exercise.id}")` shows one way to do it.' if no_more else ""
    text = "\n\n".join(
        [f"{title}: {one}" for title, one in zip(titles, known, strict=True)] + [end] * no_more
    )
    body = "".join(
        f"<p {_TIGHT}><b>{title}</b></p>{_prose(one)}" for title, one in zip(titles, known, strict=True)
    )
    return Card(text, _box(BLUE, _name(exercise), body + (_paragraph(end) if no_more else "")))


def solution(exercise, opened=False):
    path = f"data/lessons/{exercise.lesson}/exercises/{exercise.folder.name}/solution.py"
    code = f'<pre style="{_PRE}">{_highlighted(exercise.read("solution.py"))}</pre>'
    summary = (
        f'<summary style="cursor:pointer"><b>Show a solution of {html.escape(_name(exercise))}</b></summary>'
    )
    return Card(
        f"A solution of {exercise.id} is in {path}", f"<details{' open' * opened}>{summary}{code}</details>"
    )


def progress(exercises, passed):
    done = [one for one in exercises if one.id in passed]
    if not done:
        sentence = "No exercise passed yet."
        return Card(sentence, _box(GREY, "Your progress", _paragraph(sentence)))
    head = f"{len(done)} of {len(exercises)} exercises passed"
    lines = [f"✓ {_name(one)} ({passed[one.id]})" for one in done]
    return Card(
        "\n".join([head, *(f"  {line}" for line in lines)]),
        _box(GREEN, head, "".join(map(_paragraph, lines))),
    )


# HTML

_TIGHT = 'style="margin:.3em 0"'
_MONO = "font-family:var(--jp-code-font-family,monospace);font-size:.9em"
_COST = "text-align:left;padding:.1em 1em;background:transparent"
_PRE = f"margin:.4em 0;background:transparent;color:inherit;{_MONO}"


def _ink(colour):
    """Return a color for text, close enough to the theme's own to be legible on its background."""
    return f"color:color-mix(in srgb, {colour} 65%, currentColor);font-weight:bold"


def _box(colour, title, body):
    return card(colour, _code(title), body)


def _table(rows):
    """Labels at the left, what was found at the right."""
    cells = []
    for label, lines, verbatim in rows:
        style = (
            f"white-space:pre-wrap;overflow-wrap:anywhere;{_MONO}" if verbatim else "overflow-wrap:anywhere"
        )
        found = html.escape("\n".join(lines)) if verbatim else _code(lines[0])
        cells.append(f'<div style="opacity:.75">{label}</div><div style="{style}">{found}</div>')
    style = "display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;margin:.3em 0 .5em 1.4em"
    return f'<div style="{style}">{"".join(cells)}</div>'


def _paragraph(text):
    return f"<p {_TIGHT}>{_code(text)}</p>"


def _code(text):
    """Escaped, with `code` in backticks set as code."""
    return re.sub(r"`([^`]+)`", rf'<code style="{_MONO}">\1</code>', html.escape(text, quote=False))


def _prose(text):
    """The little Markdown that a hint needs: paragraphs, `code`, and fenced blocks."""
    parts = []
    for number, part in enumerate(
        re.split(r"^```(?:python)?\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    ):
        if number % 2:
            parts.append(f'<pre style="{_PRE}">{_highlighted(part)}</pre>')
        else:
            parts += [_paragraph(one.strip()) for one in part.split("\n\n") if one.strip()]
    return "".join(parts)


def _highlighted(source):
    """Return Python in the colors of the theme's editor, or without a theme, in the text color."""
    from pygments import lex
    from pygments.lexers import PythonLexer
    from pygments.token import Comment, Keyword, Name, Number, String

    colours = {
        Keyword: "keyword",
        String: "string",
        Comment: "comment",
        Number: "number",
        Name.Function: "def",
    }
    spans = []
    for kind, text in lex(source, PythonLexer()):
        name = next((name for token, name in colours.items() if kind in token), None)
        escaped = html.escape(text)
        spans.append(
            f'<span style="color:var(--jp-mirror-editor-{name}-color)">{escaped}</span>' if name else escaped
        )
    return "".join(spans).rstrip()
