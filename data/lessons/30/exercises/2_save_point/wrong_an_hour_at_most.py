# verdict: the budget of 4000 s is kept
def set_save_point(r, budget, snapshot):
    """Set the save point that loses at most `budget` s; return whether there is one."""
    seconds = min(budget - 1 - 2 * snapshot, 3600)
    if seconds < 1:
        return False
    r.config_set("save", f"{seconds} 1")
    return True
