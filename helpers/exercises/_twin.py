"""The word `twin`: random calls, on which the answer and the tested solution have to agree."""

import ast
import functools
import inspect
import itertools
import textwrap

from helpers.exercises._verdict import Wrong

SHOWN_TURNS = 8
TWIN_DATABASE = 9
CALLS_OF_A_CLIENT = 8  # then the answer gets another one: it isn't its own to keep
# An answer under test shares a server with its twin: these would reach the twin's database too
FAR_REACHING = {"FLUSHALL", "SELECT", "SWAPDB", "MOVE", "SHUTDOWN", "CONFIG"}

QUESTIONS = {
    "reply": "After which of these calls does the server no longer hold what you expect?",
    "type": "Which type does the exercise ask for, and which type is a reply of redis-py?",
    "extra": "Which of your commands makes this key, and who deletes it?",
    "missing": "Which of these calls should have written the key, and under which name?",
    "expiry": "Which of these calls has to set, renew or keep the expiry, and what does yours do?",
    "content": "After which of these calls does the key hold something else than you expect?",
    "memory": "What do your functions keep in a Python variable, and what does a second process know of it?",
}


def twin(ctx, calls, questions=None, setup=None, **options):
    """Make the same random calls through the answer and through the tested solution, which has to agree.

    `calls(g)` returns one call (`call.page_view("home")`) or one command of another client
    (`other.expire("cart:7", 60, xx=True)`), chosen by the random generator `g`, which also has `g.text()` and
    `g.number()` for awkward values. `setup(r, g)` prepares each of the two databases. Compared are the
    results with their types and, at the end, all keys: type, content and expiry. Options:
    `keys=("cart:*",)` looks at these keys only, `free=True` at none (the layout is the answer's own
    choice), `ordered=False` takes a list's elements in any order, `by_content=False` only counts them,
    `again=0` repeats no earlier call, where a call belongs to its moment; otherwise a quarter of them are.
    `runs=10` and `length=20` say how many sequences of how many calls. `questions` replaces the question of
    a kind of difference: see QUESTIONS.
    """
    from helpers.judge.twins import LENGTH, RUNS, Twins

    runs, length = options.pop("runs", RUNS), options.pop("length", LENGTH)
    there = ctx.server.client(db=TWIN_DATABASE, encoding_errors="backslashreplace")
    clients = {
        False: ctx.server.client(**ctx.client_settings),
        True: ctx.server.client(db=TWIN_DATABASE, **ctx.client_settings),
    }
    processes = ctx.process(), ctx.process()
    twins = Twins(
        calls,
        functools.partial(_answered, ctx, processes, itertools.count()),
        lambda name, args, kwargs, there: ctx.exercise.solution[name](clients[there], *args, **kwargs),
        lambda seed: _prepare(ctx, processes, (ctx.r, there), setup, seed),
        (ctx.r, there),
        silent=[name for name, function in ctx.exercise.solution.items() if _returns_nothing(function)],
        **options,
    )
    try:
        found = twins.search(runs, length)
        if found:
            _report(ctx, found, (questions or {}))
        _note_cost(ctx, twins, processes, clients)
    finally:
        there.flushdb()
        ctx.release(*processes)
    ctx.begin(fresh=True)


def _prepare(ctx, processes, databases, setup, seed):
    from helpers.judge.twins import Dice

    for process in processes:
        process.load()
    for r in databases:
        r.flushdb()
        if setup:
            setup(r, Dice(seed))


def _answered(ctx, processes, number, name, args, kwargs, second):
    from helpers.exercises._calls import Call

    ctx.called = str(Call(name, args, kwargs))
    client = ctx.client | {"epoch": (ctx.client["epoch"], next(number) // CALLS_OF_A_CLIENT)}
    return processes[second].call(name, args, kwargs, client, "tell", ctx.before, on_trip=_expect_near)


def _expect_near(commands):
    for command in commands:
        if str(command[0]).upper() in FAR_REACHING:
            raise Wrong(
                f"your function sent `{' '.join(map(str, command))[:80]}`",
                "commands that leave other data on this server alone",
                "Who else keeps data on this server?",
            )


def _returns_nothing(function):
    """Whether a function of the solution has no `return` with a value: what an answer returns there is
    free."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return not any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(tree))


def _report(ctx, found, questions):
    ctx.begin(fresh=False)
    ctx.called = ""
    questions = QUESTIONS | questions
    *before, last = _shown(found.turns)
    calls = f"after {', '.join(before)}, " if before else ""
    in_two = any(turn.by == "second" for turn in found.turns)
    if found.kind == "error":
        found.error.calls = [*before, last]
        raise found.error
    got, wanted = found.words()
    if found.kind == "keys":
        observed = f"after {', '.join([*before, last])}, `{found.key}` holds {got}"
        kind = found.kind_of_key
        if wanted == "nothing":
            observed, wanted = observed.replace("holds", "is left, which holds"), "no such key"
    else:
        observed, kind = f"{calls}{last} returned {got}", found.kind
        if kind == "type":
            wanted = f"{wanted}, of the type `{type(found.wanted).__name__}`"
    raise Wrong(
        observed,
        wanted,
        questions["memory" if in_two else kind]
        if not callable(questions.get(kind))
        else questions[kind](found),
    )


def _shown(turns):
    """The calls in backticks, as a reader would make them; those that are alike in a row as one."""
    lines = [f"`{one}`" for one in turns]
    shown = lines[-SHOWN_TURNS:]
    more = len(lines) - len(shown)
    runs = [(line, len(list(same))) for line, same in itertools.groupby(shown[:-1])]
    folded = [f"{line}, {count} times" if count > 1 else line for line, count in runs]
    return [f"{more} other calls"] * (more > 0) + folded + shown[-1:]


def _note_cost(ctx, twins, processes, clients):
    """What a passed answer cost, beside the solution: the same calls once more, unobserved."""
    from helpers.exercises import _cost

    ctx.cost = _cost.compare(ctx, twins, processes[0])
