# verdict: `save` was '3600 1' and is now ''
import pathlib
import shutil
import time


def restore_drill(r, target):
    r.config_set("save", "")
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        time.sleep(0.01)
    file = pathlib.Path(r.config_get("dir")["dir"]) / r.config_get("dbfilename")["dbfilename"]
    target.stop()
    shutil.copy(file, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
