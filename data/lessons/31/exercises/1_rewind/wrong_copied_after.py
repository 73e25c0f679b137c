# verdict: before the repair
import shutil

from helpers.servers import run_tool

MANIFEST = "appendonlydir/appendonly.aof.manifest"


def rewind(r, server, second):
    folder, copy = server.data_dir / "appendonlydir", server.data_dir / "spoilt"
    server.stop()
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, MANIFEST)
    shutil.copytree(folder, copy)
    server.restart()
    return r.dbsize()
