class Alert:
    def __init__(self):
        self.counters = None
        self.since = None
        self.firing = False

    def see(self, hits, misses, now):
        if hits + misses < 100:
            return
        if hits < 0.8 * (hits + misses):
            self.since = now if self.since is None else self.since
            self.firing = now >= self.since + 30
        else:
            self.since, self.firing = None, False


alert = Alert()


def misses_too_often(r, now):
    """Whether the hit ratio has been below 0.8 for 30 seconds."""
    stats = r.info()
    counters = stats["keyspace_hits"], stats["keyspace_misses"]
    old, alert.counters = alert.counters, counters
    if old is not None:
        restarted = sum(counters) < sum(old)
        old = (0, 0) if restarted else old
        alert.see(counters[0] - old[0], counters[1] - old[1], now)
    return alert.firing
