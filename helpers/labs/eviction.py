"""Lesson 25: replay the same visits against several servers in turn, or through a true LRU."""

import collections
import contextlib
import time

import numpy as np

from helpers import servers
from helpers.display import palette, progress_bar

COLORS = {
    "lfu": palette.BLUE,
    "lru": palette.GREEN,
    "random": palette.GREY,
    "ttl": palette.PURPLE,
    "noeviction": palette.BLACK,
}


def policy_colors(names):
    """Return name → color. A policy has the same color in every chart, `allkeys-` and `volatile-` alike."""
    return {name: COLORS.get(name.split("-")[-1], palette.VERMILION) for name in names}


def replay(visit, trace, settings, seconds=0.0, batch=100):
    """Call visit(client, numbers) for each batch of `trace`, in turn on one server for each of `settings`.

    `settings` maps a label to a configuration for `start_server`. `seconds` spreads the batches evenly over
    that time; 0 sends them as fast as possible. Shows a progress bar unless the run is headless. Returns two
    dicts by label: an array of what `visit` returned for each batch, and the server's INFO at the end.
    """
    batches = [trace[at : at + batch] for at in range(0, len(trace), batch)]
    with contextlib.ExitStack() as opened:
        clients = {
            label: opened.enter_context(servers.start_server(**config)).client()
            for label, config in settings.items()
        }
        returned = {label: [] for label in clients}
        began = time.monotonic()
        for number, visitors in enumerate(progress_bar(batches, desc="Visits")):
            time.sleep(max(0.0, began + seconds * number / len(batches) - time.monotonic()))
            for label, client in clients.items():
                returned[label].append(visit(client, visitors))
        info = {label: client.info() for label, client in clients.items()}
    return {label: np.array(values) for label, values in returned.items()}, info


def true_lru(trace, pages):
    """Return for each visit of `trace` whether it hits an exact LRU cache of `pages` pages."""
    order, hits = collections.OrderedDict(), []
    for number in trace:
        hits.append(number in order)
        order[number] = True
        order.move_to_end(number)
        if len(order) > pages:
            order.popitem(last=False)
    return np.array(hits)
