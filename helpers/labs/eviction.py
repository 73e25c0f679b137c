"""Lesson 25: replay the same visits against several servers at the same time, or against a true LRU."""

import collections
import contextlib
import time

import numpy as np

from helpers import servers
from helpers.display import progress_bar

COLORS = {"lfu": "#0072B2", "lru": "#009E73", "random": "#767676", "ttl": "#CC79A7", "noeviction": "#000000"}


def policy_colors(names):
    """Name → colour: the same for a policy in each chart, `allkeys-` and `volatile-` alike."""
    return {name: COLORS.get(name.split("-")[-1], "#D55E00") for name in names}


def replay(visit, trace, settings, seconds=0.0, batch=100):
    """Calls visit(client, numbers) for each batch of `trace`, on a server for each of `settings`, in turn.

    `settings`: label → configuration, as for `start_server`. `seconds` spreads the batches evenly over that
    time; with 0 they go as fast as they can. Shows a progress bar, unless the run is headless. Returns two
    dicts by label: an array of what `visit` returned, batch by batch, and the server's INFO at the end.
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
    """Whether each visit of `trace` hits a cache of so many pages that knows their exact order of use."""
    order, hits = collections.OrderedDict(), []
    for number in trace:
        hits.append(number in order)
        order[number] = True
        order.move_to_end(number)  # to the end of those used last
        if len(order) > pages:
            order.popitem(last=False)
    return np.array(hits)
