"""Lesson 42: traffic for rate limiters, an exact count of their mistakes, and a drawing of a token bucket."""

import numpy as np

from helpers.charts import figure, headline, style
from helpers.display import palette
from helpers.traffic import uniforms


def arrivals():
    """Return when one user's requests arrive, in seconds: name of the traffic → list of about ten minutes.

    The random one has on average a request every 5 s. All of them are the same in every run.
    """
    gaps = -5 * np.log(1 - uniforms(120, 42))
    return {
        "steady": [5 * number + 0.5 for number in range(120)],
        "bursts": [45 * burst + number / 100 for burst in range(12) for number in range(12)],
        "boundary": [60 * minute + second for minute in (1, 3, 5, 7, 9) for second in [-1] * 10 + [1] * 10],
        "random": np.cumsum(gaps).round(3).tolist(),
    }


def busiest(times, admitted, window):
    """Return the most requests that were admitted in any `window` seconds.

    `times` are arrivals in seconds, in order, and `admitted` the decisions on them.
    """
    accepted = [time for time, decision in zip(times, admitted, strict=True) if decision]
    return max(sum(end - window < time <= end for time in accepted) for end in accepted)


def mistakes(times, admitted, limit, window):
    """Compare decisions with the rule "at most `limit` admitted requests in any `window` seconds".

    `times` and `admitted` are those of `busiest`. Returns an array of two counts:
    requests admitted although `limit` others had been admitted in the `window` seconds before, and requests
    rejected although fewer had.
    """
    accepted, too_many, too_few = [], 0, 0
    for time, decision in zip(times, admitted, strict=True):
        full = sum(time - window < earlier for earlier in accepted) >= limit
        too_many += decision and full
        too_few += not decision and not full
        if decision:
            accepted.append(time)
    return np.array([too_many, too_few])


def commands_of(r, limiter):
    """Return how many commands the server runs for one decision, with those inside a script."""
    limiter(r, "ana", 1000)  # loads the script
    r.config_resetstat()
    limiter(r, "ana", 1001)
    stats = r.info("commandstats")
    return sum(stat["calls"] for name, stat in stats.items() if "config" not in name and "info" not in name)


def memory_of(r, limiter, requests):
    """Return the bytes of all keys of a user who has sent `requests` requests within ten seconds."""
    for request in range(requests):
        limiter(r, "memory-test", 200_000 + request * 10 / requests)
    keys = list(r.scan_iter("*memory-test*"))
    size = sum(map(r.memory_usage, keys))
    r.unlink(*keys)
    return size


def draw_bucket(r, key, limit, window, waits):
    """Return a Figure of the bucket of a GCRA limiter, and of what became of the last requests.

    `key` holds when the bucket will be full again, in ms; a new token arrives every `window / limit` s.
    `waits` are the script's replies to the last requests: 0 if the request was admitted.
    """
    seconds, microseconds = r.time()
    ahead = max(0, float(r.get(key) or 0) / 1000 - seconds - microseconds / 1e6)
    tokens = max(0, limit - ahead * limit / window)
    admitted = waits.count(0)
    fig, ax = figure(height=0.6)
    headline(fig, f"{admitted} admitted, {len(waits) - admitted} rejected, ≈ {tokens:.1f} tokens left")
    with style():
        ax.barh([0], [limit], height=0.5, color="none", edgecolor=palette.GREY, linewidth=2)
        ax.barh([0], [tokens], height=0.5, color=palette.BLUE)
        ax.set(yticks=[], xlim=(0, limit), xlabel="tokens in the bucket")
    return fig
