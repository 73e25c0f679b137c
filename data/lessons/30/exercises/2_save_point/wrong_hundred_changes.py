# verdict: a single write can stay unsaved forever
def set_save_point(r, budget, snapshot):
    seconds = budget - 1 - 2 * snapshot
    if seconds < 1:
        return False
    r.config_set("save", f"{seconds} 100")
    return True
