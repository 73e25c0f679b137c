# verdict: `spare` has 0 of 302 keys, and there's a `dump.rdb`
from shutil import copy


def drill(r, server, spare):
    r.save()
    spare.stop()
    copy(server.data_dir / "dump.rdb", spare.data_dir)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
