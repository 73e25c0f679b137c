# verdict: still has its own data
import pathlib
import shutil
import time


def restore_drill(r, target):
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        time.sleep(0.01)
    file = pathlib.Path(r.config_get("dir")["dir"]) / r.config_get("dbfilename")["dbfilename"]
    shutil.copy(file, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
