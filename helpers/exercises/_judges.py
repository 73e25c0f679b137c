"""Every order, every crash, every gap: the words of a check.py that try what chance hardly ever shows."""

import collections
import contextlib
import functools

from helpers.exercises import _standing
from helpers.exercises._blocking import expect_none_blocked
from helpers.exercises._calls import Call, Outside
from helpers.exercises._verdict import Wrong


def every_order(ctx, *parties, question="", setup=None, holds=None, always=None, keys=("*",), most=None):
    """Let these parties meet in every order of their round trips, those with the fewest switches first.

    A party is a `call`, made in a process of its own, or a function, which acts as another client, at once.
    Before each order the server is emptied and `setup()` is called. What has to come of it: the results and
    the data (of the keys that fit `keys`) of one of the serial orders, or else `question` goes on the card (a
    dict of two, for "data" and for "results", if they have causes of their own). Where calls needn't be
    atomic, give `holds(results)`, which says with `expect` what must be true instead.
    `always()` says what must be true after each single step. `ctx.order.story.steps` tells a `holds` which
    order it is. Of three parties `most` may be a smaller number of orders than the 300 that are tried
    otherwise.
    """
    from helpers.judge import orders
    from helpers.judge.view import all_in_words, view

    def look():
        return all_in_words(view(ctx.r, keys))

    with _clients(ctx, parties) as clients:
        search = orders.Search(clients, lambda: _prepare(ctx, setup), most=most or orders.MOST)
        oracle = None if holds else orders.SerialOracle(search, ctx.r, keys)
        for run in _runs(search, always, look):
            ctx.order = run
            if holds:
                with _told_by(search, run, look):
                    _raise_errors(run)
                    holds(run.outcomes)
                    _standing.expect_kept(ctx, ctx.exercise.standing)
            elif not oracle.allows(run):
                raise Wrong(
                    f"in this order the calls return {_listed(run.outcomes)}, and the server holds {look()}",
                    _serial(oracle),
                    _question(question, oracle.keeps_data(run)),
                    search.again(run, look).story,
                )
        _note_bound(ctx, search)
    if any(steps > 1 for steps in collections.Counter(one.client for one in run.story.steps).values()):
        expect_none_blocked(ctx, parties, lambda: _prepare(ctx, setup), _clients)


def _runs(search, always, look):
    """Each order; a broken `always`, and clients that never end, with their stories."""
    from helpers.judge.orders import Stuck

    def after(run_so_far):
        try:
            always()
        except Wrong as wrong:
            wrong.story = run_so_far.story
            raise

    search.after = after if always else None
    search.look = look if always else None
    try:
        yield from search
    except Stuck as stuck:
        raise Wrong(
            "in this order no call comes to its end: each waits for something that doesn't happen",
            "calls that end, in whatever order they're served",
            "What does each of the calls wait for, and who could bring it about?",
            stuck.story,
        ) from None


@contextlib.contextmanager
def _told_by(search, run, look):
    """Give a verdict from inside this block the story of the order that it is about."""
    try:
        yield
    except Exception as error:  # the answer's own as well
        if getattr(error, "story", None) is None:
            error.story = search.again(run, look).story
        raise


def _raise_errors(run):
    for outcome in run.outcomes:
        if isinstance(outcome, BaseException):
            raise outcome


def _question(question, right_data):
    """The question for what is broken: the data, or only what the calls return."""
    return question if isinstance(question, str) else question["results" if right_data else "data"]


def _serial(oracle):
    shown = dict.fromkeys(f"{_listed(outcomes)}, and {held}" for outcomes, held in oracle.words())
    return f"what one call after the other gives: {', or '.join(shown)}"


def _listed(outcomes):
    return " and ".join(
        f"{type(one).__name__}: {one}" if isinstance(one, BaseException) else repr(one) for one in outcomes
    )


def _note_bound(ctx, search):
    if search.bound is not None:
        ctx.notes.append(f"Tried {search.tried:,} orders: all of those with at most {search.bound} switches.")


@contextlib.contextmanager
def _clients(ctx, parties):
    """The parties as clients of a search, each call with a process of its own."""
    from helpers.judge.orders import Acting, Calling

    used, clients = [], []
    for party in parties:
        if isinstance(party, Call):
            used.append(ctx.process())
            clients.append(
                Calling(used[-1], party.name, party.args, party.kwargs, ctx.client, str(party), ctx.before)
            )
        elif isinstance(party, Outside):
            clients.append(Acting(lambda party=party: party.make(ctx.r), str(party)))
        else:
            clients.append(Acting(party))
    try:
        yield clients
    finally:
        ctx.release(*used)


def _prepare(ctx, setup):
    ctx.r.flushall()
    if setup:
        setup()


def every_crash(ctx, crashing, holds, setup=None, how=("killed", "timeout"), keys=("*",)):
    """Interrupt the call `crashing` at each of its round trips in turn, and then call `holds(crash)`.

    `how` names the ways: its process is `killed` before the round trip, or the command runs and the reply is
    lost, as a `timeout` or a connection `reset`. Before each the server is emptied and `setup()` is called.
    `holds` says with `expect` what must be true, after calls of `ctx.answer` if that is what should mend it:
    they run in another process. `str(crash)` says in a sentence what happened, and `crash.error` is what the
    call raised when its reply was lost.
    """
    from helpers.judge.crashes import MOST_TRIPS, interrupted
    from helpers.judge.view import all_in_words, view

    def look():
        return all_in_words(view(ctx.r, keys))

    for way in how:
        for number in range(1, MOST_TRIPS + 1):
            _prepare(ctx, setup)
            process = ctx.process()
            begin = functools.partial(ctx.begin_call, process, crashing, mode="crash")
            crash = interrupted(begin, process, number, way, str(crashing), look)
            ctx.release(process)
            if crash is None:
                break
            ctx.another_process()
            try:
                holds(crash)
                _standing.expect_kept(ctx, ctx.exercise.standing)
            except Wrong as wrong:
                wrong.story = wrong.story or crash.story
                raise


def gaps(ctx, interrupted, act, holds, setup=None, keys=("*",)):
    """Let another client `act()` right before each round trip of the call `interrupted` in turn, then call
    `holds(gap)`, which says with `expect` what must be true. `str(gap)` is the round trip that came after it,
    `gap.result` what the call returned. Before each the server is emptied and `setup()` is called.
    """
    from helpers.judge.crashes import MOST_TRIPS
    from helpers.judge.gaps import filled
    from helpers.judge.view import all_in_words, view

    def look():
        return all_in_words(view(ctx.r, keys))

    for number in range(1, MOST_TRIPS + 1):
        _prepare(ctx, setup)
        process = ctx.process()
        begin = functools.partial(ctx.begin_call, process, interrupted)
        gap = filled(begin, process, number, act, str(interrupted), look)
        ctx.release(process)
        if gap is None:
            break
        try:
            gap.raise_error()
            holds(gap)
            _standing.expect_kept(ctx, ctx.exercise.standing)
        except Wrong as wrong:
            wrong.story = wrong.story or gap.story
            raise
