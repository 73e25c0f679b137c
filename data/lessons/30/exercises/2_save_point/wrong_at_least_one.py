# verdict: for a budget of 11 s and snapshots of 5 s, it returned True
def set_save_point(r, budget, snapshot):
    seconds = max(1, budget - 1 - 2 * snapshot)
    r.config_set("save", f"{seconds} 1")
    return True
