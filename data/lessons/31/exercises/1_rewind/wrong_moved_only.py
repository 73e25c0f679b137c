# verdict: With which files did the server start
import shutil

from helpers.servers import run_tool

MANIFEST = "spoilt/appendonly.aof.manifest"


def rewind(r, server, second):
    server.stop()
    shutil.move(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, MANIFEST)
    server.restart()
    return r.dbsize()
