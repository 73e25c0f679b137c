# verdict: with the cause 'full disk'
def diagnose(r, before):
    """The cause of what's wrong with the server, or None."""
    now = r.info()
    if now["evicted_keys"] > before["evicted_keys"]:
        return "evictions"
    if now["aof_last_write_status"] != "ok":
        return "full disk"
    if now["connected_clients"] >= before["connected_clients"] + 10:
        return "leaking clients"
    if behind(now) > 1_000_000:
        return "lagging replica"
    if has_slow_script(r):
        return "slow script"
    return "hot key" if has_hot_key(r) else None


def behind(now):
    replicas = [now[f"slave{number}"] for number in range(now["connected_slaves"])]
    return max((now["master_repl_offset"] - each["offset"] for each in replicas), default=0)


def has_slow_script(r):
    names = {entry["command"].split()[0].upper() for entry in r.slowlog_get(-1)}
    return bool(names & {b"EVAL", b"EVALSHA", b"FCALL"})


def has_hot_key(r):
    with r.pipeline(transaction=False) as pipe:
        for key in r.scan_iter(count=1000):
            pipe.object("freq", key)
        used = sorted(count for count in pipe.execute() if count is not None)
    return len(used) > 1 and used[-1] >= max(1, 2 * used[-2])
