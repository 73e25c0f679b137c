def diagnose(r, before):
    """The cause of what's wrong with the server, or None."""
    now = r.info()
    offsets = [now[name]["offset"] for name in now if name.startswith("slave") and name[5:].isdigit()]
    scripts = [
        e for e in r.slowlog_get(10_000) if e["command"].split(b" ")[0].upper() in b"EVAL EVALSHA FCALL"
    ]
    keys = list(r.scan_iter(count=5000))
    counts = sorted((r.object("freq", key) or 0 for key in keys), reverse=True)
    causes = {
        "evictions": now["evicted_keys"] != before["evicted_keys"],
        "full disk": now["rdb_last_bgsave_status"] != "ok",
        "leaking clients": now["connected_clients"] >= 10 + before["connected_clients"],
        "lagging replica": any(now["master_repl_offset"] > 1_000_000 + each for each in offsets),
        "slow script": bool(scripts),
        "hot key": len(counts) > 1 and counts[0] >= max(1, 2 * counts[1]),
    }
    return next((name for name, applies in causes.items() if applies), None)
