# verdict: an order came after the first drill
import pathlib
import shutil
import time


def restore_drill(r, target):
    r.bgsave()
    time.sleep(0.8)
    file = pathlib.Path(r.config_get("dir")["dir"]) / r.config_get("dbfilename")["dbfilename"]
    target.stop()
    shutil.copy(file, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
