# verdict: after another kill and restart
import shutil

from helpers.servers import run_tool


def rewind(r, server, second):
    manifest = "appendonlydir/appendonly.aof.manifest"
    server.stop()
    shutil.copytree(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, manifest)
    shutil.copytree(server.data_dir / "appendonlydir", server.data_dir / "cut")
    server.restart()
    shutil.copytree(server.data_dir / "spoilt", server.data_dir / "appendonlydir", dirs_exist_ok=True)
    return r.dbsize()
