"""A process that crashes doesn't block the others for ever: a lock that it leaves behind has to expire."""

import functools

from helpers.exercises._calls import Call
from helpers.exercises._verdict import Wrong


def expect_none_blocked(ctx, parties, prepare, clients):
    """Kill each call while it holds a key that never expires. After that, the same call of another process
    has to come to its end, once every other key has expired.

    `clients(ctx, calls)` gives the clients of a search.
    """
    for party in {str(one): one for one in parties if isinstance(one, Call)}.values():
        for number in _holding(ctx, party, prepare):
            _expect_end_after(ctx, party, number, prepare, clients)
    prepare()  # what a killed process has left is gone


def _holding(ctx, call, prepare):
    """The first step of the call at which it holds these keys that never expire, for each such set."""
    from helpers.judge.crashes import MOST_TRIPS
    from helpers.judge.events import Done, Failed

    prepare()
    before, process = set(ctx.keys()), ctx.process()
    event, number, seen = ctx.begin_call(process, call, mode="crash"), 0, {}
    while not isinstance(event, Done | Failed):
        number += 1
        if left := frozenset(_for_ever(ctx, before)):
            seen.setdefault(left, number)
        event = process.serve(event, lambda commands: None)
    ctx.release(process)
    return [number for number in seen.values() if number <= MOST_TRIPS]


def _for_ever(ctx, before):
    """The new keys that never expire, sorted."""
    new = [key for key in sorted(ctx.r.scan_iter(count=1000)) if key not in before]
    return [key for key in new if ctx.r.ttl(key) == -1]


def _expect_end_after(ctx, call, number, prepare, clients):
    """Kill the call before its step `number`, and make it again."""
    from helpers.judge.crashes import KILLED, interrupted
    from helpers.judge.orders import Run, Stuck
    from helpers.judge.view import all_in_words, view

    prepare()
    before, process = set(ctx.keys()), ctx.process()
    begin = functools.partial(ctx.begin_call, process, call, mode="crash")
    crash = interrupted(begin, process, number, KILLED, str(call), lambda: all_in_words(view(ctx.r)))
    ctx.release(process)
    left = _for_ever(ctx, before)
    if not crash or not left:  # it took another way this time
        return
    for key in set(ctx.keys()) - before - set(left):
        ctx.r.delete(key)  # a lock with a TTL blocks the others only until it expires
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
