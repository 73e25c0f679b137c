# verdict: the file was truncated while the server was running
import shutil

from helpers.servers import run_tool


def rewind(r, server, second):
    shutil.copytree(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    manifest = "appendonlydir/appendonly.aof.manifest"
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, manifest)
    server.restart()
    return r.dbsize()
