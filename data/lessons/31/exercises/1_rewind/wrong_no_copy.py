# verdict: there's no `spoilt
from helpers.servers import run_tool


def rewind(r, server, second):
    manifest = "appendonlydir/appendonly.aof.manifest"
    server.stop()
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, manifest)
    server.restart()
    return r.dbsize()
