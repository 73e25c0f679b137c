# verdict: no longer in its directory
import pathlib
import shutil
import time


def restore_drill(r, target):
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        time.sleep(0.01)
    file = pathlib.Path(r.config_get("dir")["dir"]) / r.config_get("dbfilename")["dbfilename"]
    target.stop()
    shutil.move(file, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
