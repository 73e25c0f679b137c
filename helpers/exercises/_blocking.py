"""A process that crashes doesn't block the others for ever: a lock that it leaves behind has to expire."""

import functools

from helpers.exercises._calls import Call
from helpers.exercises._verdict import Wrong


def expect_none_blocked(ctx, parties, prepare, clients):
    """Kill each call before each of its round trips; the same call of another process has to come to an end.

    It's made only where the killed process has left a key that never expires, and once all others have
    expired. `clients(ctx, calls)` gives the clients of a search.
    """
    for party in {str(one): one for one in parties if isinstance(one, Call)}.values():
        number, killed = 1, True
        while killed:
            killed = _killed(ctx, party, number, prepare, clients)
            number += 1


def _killed(ctx, call, number, prepare, clients):
    """The crash before round trip `number`, or None if the call has fewer."""
    from helpers.judge.crashes import KILLED, MOST_TRIPS, interrupted
    from helpers.judge.orders import Run, Stuck
    from helpers.judge.view import all_in_words, view

    prepare()
    before, process = set(ctx.keys()), ctx.process()
    begin = functools.partial(ctx.begin_call, process, call, mode="crash")
    crash = interrupted(begin, process, number, KILLED, str(call), lambda: all_in_words(view(ctx.r)))
    ctx.release(process)
    new = sorted(set(ctx.keys()) - before)
    left = [key for key in new if ctx.r.ttl(key) == -1]
    if crash and left:
        for key in {*new} - {*left}:  # a lock with a TTL, which holds the others up only until it expires
            ctx.r.delete(key)
        with clients(ctx, [call]) as one:
            try:
                Run(one, lambda ready, path: ready[0])
            except Stuck:
                raise Wrong(
                    f"{crash}; `{left[0]}` was left, and never expires. After that the same call of another"
                    " process never comes to its end",
                    "calls that end, also after another process has crashed",
                    "Who releases what your function takes if its process crashes?",
                    crash.story,
                ) from None
    return crash if number < MOST_TRIPS else None
