import shutil

from helpers.servers import run_tool


def rewind(r, server, second):
    """Bring the server back to the end of `second`; return how many keys it holds."""
    server.stop()
    shutil.copytree(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    manifest = "appendonlydir/appendonly.aof.manifest"
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, manifest)
    server.restart()
    return r.dbsize()
