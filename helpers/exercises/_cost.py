"""What a passed answer cost, beside the tested solution.

Counts only: the time of a call depends on what else the machine is doing, and much less on the answer.
"""

from helpers.judge import functions
from helpers.judge.processes import Process
from helpers.judge.view import COUNT

SEED = 1_000


def compare(ctx, twins, process):
    """Rows of (what, yours, the solution's) for the same calls made once more: an empty list if there are
    none."""
    turns = [one.what for one in twins.sequence(SEED) if not hasattr(one.what, "make")]
    calls = [(one.name, one.args, one.kwargs) for one in turns]
    if not calls:
        return []
    solution = Process(functions.pickled(ctx.exercise.solution))
    try:
        yours, theirs = (_measured(ctx, one, twins, calls) for one in (process, solution))
    finally:
        solution.close()
    names = ("round trips per call", "commands per call", "keys", "bytes")
    return [(name, mine, other) for name, mine, other in zip(names, yours, theirs, strict=True)]


def _measured(ctx, process, twins, calls):
    twins.prepare(SEED)
    process.load()
    before = ctx.commandstats()
    trips = process.count(calls, ctx.client)
    commands = sum((ctx.commandstats() - before).values())
    names = list(ctx.r.scan_iter(count=COUNT))
    size = sum(ctx.r.memory_usage(name, samples=0) or 0 for name in names)
    return (
        f"{trips / len(calls):.3g}",
        f"{commands / len(calls):.3g}",
        f"{len(names):,}",
        f"{size:,}",
    )
