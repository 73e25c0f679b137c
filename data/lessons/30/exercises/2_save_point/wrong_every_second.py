# verdict: with `1 1` and snapshots
def set_save_point(r, budget, snapshot):
    if budget < 2 + 2 * snapshot:
        return False
    r.config_set("save", "1 1")
    return True
