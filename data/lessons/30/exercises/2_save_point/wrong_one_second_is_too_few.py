# verdict: for a budget of 12 s and snapshots of 5 s, it returned False
def set_save_point(r, budget, snapshot):
    seconds = budget - 1 - 2 * snapshot
    if seconds <= 1:
        return False
    r.config_set("save", f"{seconds} 1")
    return True
