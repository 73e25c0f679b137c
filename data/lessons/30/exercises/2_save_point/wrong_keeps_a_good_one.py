# verdict: 3 save points
def set_save_point(r, budget, snapshot):
    """Set the save point that loses at most `budget` s; return whether there is one."""
    seconds = budget - 1 - 2 * snapshot
    if seconds < 1:
        return False
    words = r.config_get("save")["save"].split()
    if any(
        int(held) <= seconds and changes == "1" for held, changes in zip(words[::2], words[1::2], strict=True)
    ):
        return True
    r.config_set("save", f"{seconds} 1")
    return True
