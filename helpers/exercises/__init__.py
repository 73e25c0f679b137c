"""Check an exercise, ask for a hint, see a solution.

For the learner:

    check("10.1", page_view)     # runs the function against a scratch server and says what it saw
    hint("10.1")                 # the first hint; called again, the next one as well
    solution("10.1")             # the tested solution, folded
    progress()                   # what has been passed so far

In JupyterLab, the card that `check` shows has buttons for all of it, so the calls are for those who like to
type.

For the author: one folder per exercise, `data/lessons/<NN>/exercises/<n>_<name>/`, with

    stub.py          what stands in the notebook's cell tagged "exercise"; one function or several
    check.py         the steps, run in order against one scratch server
    solution.py      what `solution()` shows, and what `twin` compares with
    hints.md         `## 1`, `## 2`, ...: from a nudge to nearly the answer
    wrong_<why>.py   three or more; the first line is `# verdict: words that this one's verdict must contain`
    other_<way>.py   one or more other right ways

The answer runs in processes of its own (`helpers.judge`), so nothing it does can hurt the notebook. A
check.py is a title, a few settings and a handful of steps:

    '''A page-view counter.'''

    from helpers.exercises import call, every_order, expect, expect_key, step, twin

    KEYS = {"views:*": None}

    def calls(g):
        return call.page_view(g.choice(["home", "cart", g.text()]))

    @step("the first view of a page returns 1, and its count is in `views:<page>`")
    def first(ctx):
        number = ctx.answer.page_view("home")
        expect_key(ctx, "views:home", "string", "1", "Where would another process find the count?")
        expect(number == 1, f"the first view returned {number!r}", "the number 1", "What does `INCR` reply?")

    @step("every view counts, whichever process it comes from", fresh=True)     # fresh: an empty server
    def every_view(ctx):
        twin(ctx, calls)

    @step("two clients at the same moment lose no view", fresh=True)
    def race(ctx):
        view = call.page_view("home")
        every_order(ctx, view, view, question="What can another client do between your read and your write?")

Settings, all optional. With `KEYS`, a dict, what follows is expected at the end of every step, order and
crash:

- `KEYS`: no key but these patterns. Each maps to the most seconds that its keys may live, to None if they
  never expire, or to EITHER. No blocking command, unless `MAY_BLOCK = True`. Nothing kept in Python, because
  two processes make the calls in turn, unless `ONE_PROCESS = True`.
- `TRIPS = {"undo": 1}`: the most round trips that one call of a function may take.
- `SECONDS = 5` (time limit), `SERVER = {"maxmemory": "10mb"}` (configuration of the scratch server),
  `CLIENT = {"decode_responses": False}` (of the answer's client, and `"asyncio": True` for coroutine
  functions), `OBJECTIVES = (2,)` (which of the lesson's objectives it meets; the form tests read it).

Words of a step. `question` points at the cause, and a cause has one question.

- `ctx.answer.f(...)` calls the answer, with a client as its first argument; `ctx.r` is the check's own
  client. Functions and objects among the arguments stay here: the answer's calls of them come back.
- `expect(condition, observed, expected, question)`; `expect_key(ctx, key, kind, content, question)`;
  `expect_ttl(ctx, key, seconds, question)`; `expect_keys_declared(ctx, question)`, of scripts;
  `cases(ctx.answer.f, [(arguments, result), ...], question)`, which compares types too;
  `with raises(TimeoutError, observed, question):`; `too_little(reason)` where the check can't say;
  `with asking(question, *words):` gives an *error* with one of these words its question.
- `twin(ctx, calls, questions, setup, ...)`: random calls, on which the answer and the solution have to
  agree in results and data. The shortest sequence that shows a difference is shown.
- `every_order(ctx, call.f(...), call.g(...), question=..., setup=..., holds=..., always=...)`: every order of
  the round trips of calls at the same moment. Without `holds`, some serial order must explain what comes of
  it.
- `gaps(ctx, call.f(...), act, holds, setup)`: another client acts right before each round trip in turn.
- `every_crash(ctx, call.f(...), holds, setup)`: the process is killed before each round trip in turn, or the
  command runs and its reply is lost.
- `call.f(...)` is such a call, still to be made; `other.expire("cart:7", 60)` is a command of another client.
- `with ctx.before_each_call(prepare):` runs `prepare()` in the answer's process before each call, to seed
  `random` or to stop a clock; `ctx.another_process()` ends the process: what it kept in Python is lost.
- `with ctx.failing(redis.TimeoutError("..."), times=2) as tried:` lets the answer's round trips fail without
  reaching the server.
- `with ctx.before_each_trip(act):` calls `act(commands)` before each round trip of `ctx.answer`'s calls, and
  what it raises takes the round trip's place; `with ctx.slow_network(0.05):` makes each take longer.
- `with ctx.watch() as asked:` counts commands and round trips; `ctx.together(2, task)` calls `task(0)` and
  `task(1)` at the same moment, for calls that have to wait for each other in real time.
- `with small_shop() as shop:` is a small database with exact counts of reads; `replay(r, visits)` are visits
  to cached pages, and `room_for(ctx, 100, 200)` the `maxmemory` that so many pages need.

The docstrings say the rest. Data that is awkward, a value that never repeats and two keys that differ in one
letter find more than long lists do. What an exercise doesn't forbid mustn't be refused: write its other ways.
"""

import sys
import threading

from helpers import progress as _progress
from helpers.display import headless
from helpers.exercises import _cards, _cells, _states
from helpers.exercises._calls import call, other
from helpers.exercises._catalogue import all_exercises, find
from helpers.exercises._judges import every_crash, every_order, gaps
from helpers.exercises._keys import expect_key, expect_keys_declared, expect_ttl
from helpers.exercises._pages import replay, room_for
from helpers.exercises._shop import small_shop
from helpers.exercises._standing import EITHER
from helpers.exercises._twin import twin
from helpers.exercises._verdict import Verdict, asking, cases, expect, raises, step, too_little

__all__ = [
    "EITHER",
    "Verdict",
    "all_exercises",
    "asking",
    "call",
    "cases",
    "check",
    "every_crash",
    "every_order",
    "expect",
    "expect_key",
    "expect_keys_declared",
    "expect_ttl",
    "gaps",
    "hint",
    "other",
    "progress",
    "raises",
    "replay",
    "room_for",
    "small_shop",
    "solution",
    "step",
    "too_little",
    "twin",
]


def _warm_up():
    from helpers.judge import forking

    forking.warm_up()


if "ipykernel" in sys.modules and not headless():  # a learner's first check is quick, and the import too
    threading.Thread(target=_warm_up, daemon=True).start()


def check(exercise_id, *functions, seconds=None):
    """Run the answer against a scratch server: a `Verdict`, which a notebook shows as a card.

    `functions` are the learner's, in the order of the stub. Whatever the answer does, this comes to an end: a
    call of the answer may take `seconds` (default: 5, or what the exercise says). It raises nothing but
    CourseError, for an unknown exercise, or where there is no Redis to start.
    """
    exercise = find(exercise_id)
    verdict = _verdict(exercise, functions, seconds)
    verdict.show = lambda: _with_buttons(verdict, functions, seconds).show()
    return verdict


def _with_buttons(verdict, functions, seconds):
    from helpers.exercises._buttons import ExerciseCard  # widgets: only where there is a front end

    exercise = verdict.exercise
    return ExerciseCard(
        verdict, lambda: _verdict(exercise, _cells.latest(functions, exercise.stubs), seconds)
    )


def _verdict(exercise, functions, seconds):
    verdict = exercise.refusal(functions)
    if verdict is None:
        try:
            from helpers.exercises import _runner  # imports redis

            verdict = _runner.judge(exercise, functions, seconds or exercise.seconds)
        except KeyboardInterrupt:  # before the first step, or once more while the answer was being stopped
            verdict = Verdict(exercise, _states.STOPPED, observed="you interrupted it")
    if verdict.passed:
        verdict.notes += filter(None, [_progress.record(exercise.id)])
    verdict.older = _cells.older(functions)
    return verdict


def hint(exercise_id):
    """Show one hint more than the last call did."""
    exercise = find(exercise_id)
    no_more = exercise.hints_shown == len(exercise.hints)
    exercise.hints_shown += not no_more
    return _cards.hints(exercise, exercise.hints_shown, no_more)


def solution(exercise_id):
    """Show the tested solution, folded, so that a glance does not give it away."""
    return _cards.solution(find(exercise_id))


def progress():
    """Show which exercises have been passed, from the file that `REDIS_MEASURED_PROGRESS` names."""
    return _cards.progress([one for one in all_exercises() if one.in_course], _progress.passed())
