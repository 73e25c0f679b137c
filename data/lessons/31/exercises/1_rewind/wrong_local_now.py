# verdict: Are the commands after `second` still in the file
import shutil
import time

from helpers.servers import run_tool

MANIFEST = "appendonlydir/appendonly.aof.manifest"


def rewind(r, server, second):
    server.stop()
    shutil.copytree(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", int(time.time()) - 2, MANIFEST)
    server.restart()
    return r.dbsize()
