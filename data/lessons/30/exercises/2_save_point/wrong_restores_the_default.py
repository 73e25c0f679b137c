# verdict: it returned False, but
def set_save_point(r, budget, snapshot):
    r.config_set("save", "")
    seconds = budget - 1 - 2 * snapshot
    if seconds < 1:
        r.config_set("save", "3600 1 300 100 60 10000")
        return False
    r.config_set("save", f"{seconds} 1")
    return True
