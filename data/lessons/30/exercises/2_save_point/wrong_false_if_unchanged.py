# verdict: called a second time
def set_save_point(r, budget, snapshot):
    """Set the save point that loses at most `budget` s; return whether there is one."""
    seconds = budget - 1 - 2 * snapshot
    if seconds < 1:
        return False
    wanted = f"{seconds} 1"
    if r.config_get("save")["save"] == wanted:
        return False
    r.config_set("save", wanted)
    return True
