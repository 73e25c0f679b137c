# verdict: it returned False, but
def set_save_point(r, budget, snapshot):
    seconds = budget - 1 - 2 * snapshot
    r.config_set("save", f"{max(1, seconds)} 1")
    return seconds >= 1
