import re

RULES = [
    ("evictions", lambda now, before: now["evicted_keys"] - before["evicted_keys"] > 0),
    ("full disk", lambda now, before: now["rdb_last_bgsave_status"] == "err"),
    ("leaking clients", lambda now, before: now["connected_clients"] - before["connected_clients"] >= 10),
    ("lagging replica", lambda now, before: any(now["master_repl_offset"] - o > 1e6 for o in offsets(now))),
]


def offsets(now):
    return [value["offset"] for name, value in now.items() if re.fullmatch(r"slave\d+", name)]


def diagnose(r, before):
    """The cause of what's wrong with the server, or None."""
    now = r.info("everything")
    for cause, applies in RULES:
        if applies(now, before):
            return cause
    for entry in r.slowlog_get(r.slowlog_len()):
        if entry["command"].lower().startswith((b"eval", b"fcall")):
            return "slow script"
    first, second = 0, 0
    for key in r.scan_iter():
        used = r.object("freq", key) or 0
        first, second = max(first, used), max(second, min(first, used))
    return "hot key" if first and first >= 2 * second else None
