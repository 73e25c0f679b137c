# verdict: a lost write can be 65 s old
def set_save_point(r, budget, snapshot):
    seconds = budget - 1 - snapshot
    if seconds < 1:
        return False
    r.config_set("save", f"{seconds} 1")
    return True
