# verdict: Which files does a server load without it
import shutil

from helpers.servers import run_tool

MANIFEST = "appendonlydir/appendonly.aof.manifest"


def rewind(r, server, second):
    server.stop()
    shutil.copytree(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, MANIFEST)
    server.restart(appendonly="no")
    return r.dbsize()
