"""Traffic for the shop: who asks for what (Zipf traces), how many at once (threads), and when (open loop)."""

import itertools
import threading
import time

import numpy as np

POPULARITY_SEED = 456
ZIPF_EXPONENT = 0.99  # as in the YCSB benchmark


def uniforms(size, seed):
    """`size` floats in [0, 1), the same on each machine and in each numpy: PCG64's raw bits never change."""
    raw_bits = np.random.PCG64(seed).random_raw(size)
    return (raw_bits >> np.uint64(11)) * 2.0**-53


def popularity(n_items):
    """The ids 1 to n_items, the most popular one first, in a fixed shuffled order.

    The shop's orders were drawn with the same order, so traffic asks most for what sells best.
    """
    return np.argsort(uniforms(n_items, POPULARITY_SEED), kind="stable") + 1


def zipf(n_items, size, exponent=ZIPF_EXPONENT, seed=1):
    """`size` ids between 1 and n_items: the k-th most popular one comes with probability ∝ 1 / k**exponent.

    An exponent of 0 makes all ids equally likely. The same arguments give the same array.
    """
    weights = 1.0 / np.arange(1, n_items + 1) ** exponent
    up_to_rank = np.cumsum(weights) / weights.sum()
    ranks = np.searchsorted(up_to_rank, uniforms(size, seed), side="right")
    return popularity(n_items)[np.minimum(ranks, n_items - 1)]


def mixed(n_items, size, writes=0.1, exponent=ZIPF_EXPONENT, seed=1):
    """A trace of `size` steps `("read", id)` or `("write", id)`, the share `writes` of them writes."""
    ids = zipf(n_items, size, exponent, seed).tolist()
    is_write = uniforms(size, [seed, 1]) < writes
    return [("write" if write else "read", id_) for write, id_ in zip(is_write, ids, strict=True)]


def threads(n, fn):
    """Calls fn(0) to fn(n - 1) at the same moment, each in its own thread; returns the results in order.

    Where calls raise, the error of the lowest number is raised here after all have ended.
    """
    barrier = threading.Barrier(n)
    results, errors = [None] * n, {}

    def run(i):
        barrier.wait()
        try:
            results[i] = fn(i)
        except BaseException as error:  # handed to the caller, who knows what to do with it
            errors[i] = error

    # Daemons, so that a call which never ends cannot keep an interrupted notebook from closing.
    workers = [threading.Thread(target=run, args=(i,), daemon=True) for i in range(n)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if errors:
        raise errors[min(errors)]
    return results


def open_loop(fn, rate, seconds, clients=1, *, clock=time.perf_counter, sleep=time.sleep):
    """Calls fn(i) `rate` times a second, as users come: whether or not the last one has been served.

    Returns latencies in µs, in the order of the calls, each counted from the moment the call was *due*. A
    stall therefore counts against every call that it delays; `closed_loop` omits those (coordinated
    omission). With more `clients`, that many calls can be under way at once. `clock` and `sleep`, in seconds,
    are for tests, which move a clock of their own.
    """
    latencies = np.empty(round(rate * seconds))
    calls = itertools.count()
    failed = threading.Event()
    begin = clock()

    def client(_):
        while not failed.is_set() and (i := next(calls)) < len(latencies):
            due = begin + i / rate
            _wait_until(due, clock, sleep)
            try:
                fn(i)
            except BaseException:
                failed.set()  # the other clients stop as well
                raise
            latencies[i] = clock() - due

    threads(clients, client)
    return latencies * 1e6


def closed_loop(fn, seconds, clients=1, *, clock=time.perf_counter):
    """Each client calls fn(i) again as soon as the last answer is there, for `seconds`.

    Returns latencies in µs, each counted from the moment the call was *made*: while the server stalls no
    new call is made, so a stall shows up once per client and not in all the calls it held up.
    """
    calls = itertools.count()
    end = clock() + seconds

    def client(_):
        latencies = []
        while (made := clock()) < end:
            fn(next(calls))
            latencies.append(clock() - made)
        return latencies

    return np.concatenate(threads(clients, client)) * 1e6


def _wait_until(moment, clock, sleep):
    """Sleeps till shortly before `moment` and spins through the rest: a sleep ends up to 0.2 ms late."""
    pause = moment - clock()
    if pause > 0.0002:
        sleep(pause - 0.0002)
    while clock() < moment:
        sleep(0)
