# verdict: 4 save points
def set_save_point(r, budget, snapshot):
    seconds = budget - 1 - 2 * snapshot
    if seconds < 1:
        return False
    r.config_set("save", r.config_get("save")["save"] + f" {seconds} 1")
    return True
