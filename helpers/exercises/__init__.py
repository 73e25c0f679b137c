"""Check an exercise, ask for a hint, see a solution.

For the learner:

    check("10.1", page_view)     # runs the function against a scratch server and says what it saw
    hint("10.1")                 # the first hint; called again, the next one as well
    solution("10.1")             # the tested solution, folded
    progress()                   # what has been passed so far

For the author: one folder per exercise, `data/lessons/<NN>/exercises/<n>_<name>/`, with

    stub.py          what stands in the notebook's cell tagged "exercise"; one function or several
    check.py         the steps, run in order against one scratch server
    solution.py      what `solution()` shows
    hints.md         `## 1`, `## 2`, ...: from a nudge to nearly the answer
    wrong_<why>.py   three or more; the first line is `# verdict: words that this one's verdict must contain`
    other_<way>.py   one or more other right ways

A check.py is a title and a handful of steps. Each gets the context (see `_context.Context`), calls the
answer by the name it has in the stub, without the client, and looks at what the server holds:

    '''A page-view counter.'''

    from helpers.exercises import expect, step

    @step("the first view of a page is number 1")
    def first_view(ctx):
        number = ctx.answer.page_view("home")
        expect(
            number == 1,
            f"the first view of `home` returned {number!r}",
            "the number 1",
            "What does `INCR` return for a key that does not exist yet?",
        )

    @step("no view is lost under 8 threads", fresh=True)       # fresh: begin with an empty server
    def under_threads(ctx):
        ctx.together(8, lambda i: ctx.answer.page_view("cart"))
        ...

Where an answer is likely to run into an error, `with asking("How many keys ...?", "number of arguments"):`
around the call puts this question on the card of an error with these words.

Settings of a check.py, all optional: `SECONDS = 5` (time limit), `SERVER = {"maxmemory": "10mb"}`
(configuration of the scratch server), `CLIENT = {"decode_responses": False}` (of the answer's client);
`OBJECTIVES = (2,)` says which of the lesson's objectives it meets (the form tests read it).
"""

from helpers import progress as _progress
from helpers.exercises import _cards, _states
from helpers.exercises._catalogue import all_exercises, find
from helpers.exercises._verdict import Verdict, asking, expect, step

__all__ = ["Verdict", "all_exercises", "asking", "check", "expect", "hint", "progress", "solution", "step"]

_hints_shown = {}


def check(exercise_id, *functions, seconds=None):
    """Run the answer against a scratch server: a `Verdict`, which a notebook shows as a card.

    `functions` are the learner's, in the order of the stub. Whatever the answer does, this ends within
    `seconds` (default: 5, or what the exercise says) and about a second more, and raises nothing but
    CourseError: for an unknown exercise, or where there is no Redis to start.
    """
    exercise = find(exercise_id)
    verdict = exercise.refusal(functions)
    if verdict is None:
        try:
            from helpers.exercises import _runner  # imports redis

            verdict = _runner.judge(exercise, functions, seconds or exercise.seconds)
        except KeyboardInterrupt:  # before the first step, or once more while the answer was being stopped
            verdict = Verdict(exercise, _states.STOPPED, observed="you interrupted it")
    if verdict.passed:
        verdict.note = _progress.record(exercise.id)
    return verdict


def hint(exercise_id):
    """Show one hint more than the last call did."""
    exercise = find(exercise_id)
    shown = _hints_shown.get(exercise.id, 0)
    _hints_shown[exercise.id] = min(shown + 1, len(exercise.hints))
    return _cards.hints(exercise, _hints_shown[exercise.id], no_more=shown == len(exercise.hints))


def solution(exercise_id):
    """Show the tested solution, folded, so that a glance does not give it away."""
    return _cards.solution(find(exercise_id))


def progress():
    """Show which exercises have been passed, from the file that `REDIS_MEASURED_PROGRESS` names."""
    return _cards.progress([one for one in all_exercises() if one.in_course], _progress.passed())
