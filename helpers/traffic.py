"""Traffic for the shop: what is requested (Zipf traces), how many at once (threads), and when (open loop)."""

import itertools
import threading
import time

import numpy as np

POPULARITY_SEED = 456
ZIPF_EXPONENT = 0.99  # as in the YCSB benchmark


def uniforms(size, seed):
    """Return `size` floats in [0, 1), the same on every machine, because PCG64's raw bits never change."""
    raw_bits = np.random.PCG64(seed).random_raw(size)
    return (raw_bits >> np.uint64(11)) * 2.0**-53


def popularity(n_items):
    """Return the IDs 1 to n_items in a fixed random order, the most popular one first.

    The shop's orders use the same popularity, so traffic requests most what sells best.
    """
    return np.argsort(uniforms(n_items, POPULARITY_SEED), kind="stable") + 1


def zipf(n_items, size, exponent=ZIPF_EXPONENT, seed=1):
    """Return `size` IDs from 1 to n_items that follow a Zipf distribution.

    The k-th most popular ID has a probability ∝ 1 / k**exponent, so with an exponent of 0 all are equally
    likely. The same arguments return the same array.
    """
    weights = 1.0 / np.arange(1, n_items + 1) ** exponent
    up_to_rank = np.cumsum(weights) / weights.sum()
    ranks = np.searchsorted(up_to_rank, uniforms(size, seed), side="right")
    return popularity(n_items)[np.minimum(ranks, n_items - 1)]


def mixed(n_items, size, writes=0.1, exponent=ZIPF_EXPONENT, seed=1):
    """Return a trace of `size` steps `("read", id)` or `("write", id)`; `writes` is the share of writes."""
    ids = zipf(n_items, size, exponent, seed).tolist()
    is_write = uniforms(size, [seed, 1]) < writes
    return [("write" if write else "read", id_) for write, id_ in zip(is_write, ids, strict=True)]


def threads(n, fn):
    """Call fn(0) to fn(n - 1) at the same moment, each in its own thread, and return the results in order.

    If calls raise errors, the one with the lowest number is raised here, after all calls have finished.
    """
    barrier = threading.Barrier(n)
    results, errors = [None] * n, {}

    def run(i):
        barrier.wait()
        try:
            results[i] = fn(i)
        except BaseException as error:  # raised again in the caller
            errors[i] = error

    # Daemon threads, so that a call that never returns can't keep an interrupted notebook from closing
    workers = [threading.Thread(target=run, args=(i,), daemon=True) for i in range(n)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if errors:
        raise errors[min(errors)]
    return results


def open_loop(fn, rate, seconds, clients=1, *, clock=time.perf_counter, sleep=time.sleep):
    """Call fn(i) `rate` times per second, as users arrive, whether or not the previous call has returned.

    Returns latencies in µs in the order of the calls, each from the moment when the call was *due*. A stall
    therefore counts against every call that it delays, while `closed_loop` omits those (coordinated
    omission). With more `clients`, that many calls can be in progress at once. `clock` and `sleep`, in
    seconds, are for tests, which use their own clock.
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
    """Let each client call fn(i) again as soon as the previous call returns, for `seconds`.

    Returns latencies in µs, each from the moment when the call was *made*. While the server stalls, clients
    make no new calls, so a stall shows up once per client, and not in all the calls that it delays.
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
    """Sleep until shortly before `moment`, then spin, because a sleep ends up to 0.2 ms late."""
    pause = moment - clock()
    if pause > 0.0002:
        sleep(pause - 0.0002)
    while clock() < moment:
        sleep(0)
