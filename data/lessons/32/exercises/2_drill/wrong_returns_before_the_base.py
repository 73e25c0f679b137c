# verdict: its first AOF wasn't complete when `drill` returned
def drill(r, server, spare):
    source, target = server.client(decode_responses=False), spare.client(decode_responses=False)
    for key in source.scan_iter(count=100):
        target.restore(key, max(source.pttl(key), 0), source.dump(key))
    target.config_set("appendonly", "yes")
    return target.dbsize()
