# verdict: and snapshots of 0 s
def set_save_point(r, budget, snapshot):
    """Set the save point that loses at most `budget` s; return whether there is one."""
    seconds = budget - 1 - 2 * (snapshot or 1)
    if seconds < 1:
        return False
    r.config_set("save", f"{seconds} 1")
    return True
