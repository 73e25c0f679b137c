# verdict: a lost write can be 61 s old
def set_save_point(r, budget, snapshot):
    seconds = budget - 2 * snapshot
    if seconds < 1:
        return False
    r.config_set("save", f"{seconds} 1")
    return True
