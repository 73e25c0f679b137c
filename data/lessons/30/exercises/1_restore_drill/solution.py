import pathlib
import shutil
import time


def restore_drill(r, target):
    """Restore a fresh snapshot on the server `target`; return its number of keys."""
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        time.sleep(0.01)
    if r.info("persistence")["rdb_last_bgsave_status"] != "ok":
        raise RuntimeError("the snapshot failed, see the log of the shop's server")
    folder = r.config_get("dir")["dir"]
    name = r.config_get("dbfilename")["dbfilename"]
    target.stop()
    shutil.copy(pathlib.Path(folder) / name, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
