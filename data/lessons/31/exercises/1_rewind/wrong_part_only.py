# verdict: `spoilt` doesn't contain
import shutil

from helpers.servers import run_tool


def rewind(r, server, second):
    server.stop()
    (server.data_dir / "spoilt").mkdir()
    for part in (server.data_dir / "appendonlydir").glob("*.incr.aof"):
        shutil.copy(part, server.data_dir / "spoilt")
    manifest = "appendonlydir/appendonly.aof.manifest"
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, manifest)
    server.restart()
    return r.dbsize()
