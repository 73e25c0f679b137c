readings = []  # (time, hits, misses), since the server's start
verdicts = []  # (time, low)


def misses_too_often(r, now):
    """Whether the hit ratio has been below 0.8 for 30 seconds."""
    stats = r.info("stats")
    readings.append((stats["keyspace_hits"], stats["keyspace_misses"]))
    if len(readings) > 1:
        (hits, misses), (new_hits, new_misses) = readings[-2:]
        hits = new_hits - hits if new_hits >= hits else new_hits
        misses = new_misses - misses if new_misses >= misses else new_misses
        if hits + misses >= 100:
            verdicts.append((now, hits * 10 < 8 * (hits + misses)))
    del readings[:-1]
    run = []
    for moment, low in reversed(verdicts):
        if not low:
            break
        run.append(moment)
    return bool(run) and run[0] - run[-1] >= 30
