# verdict: At which timestamp does the tool truncate
import shutil

from helpers.servers import run_tool

MANIFEST = "appendonlydir/appendonly.aof.manifest"


def rewind(r, server, second):
    folder, copy = server.data_dir / "appendonlydir", server.data_dir / "spoilt"
    server.stop()
    shutil.copytree(folder, copy)
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second + 1, MANIFEST)
    server.restart()
    return r.dbsize()
