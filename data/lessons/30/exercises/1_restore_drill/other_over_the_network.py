from helpers.labs.snapshots import fetch_snapshot


def restore_drill(r, target):
    target.stop()
    fetch_snapshot(r, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
