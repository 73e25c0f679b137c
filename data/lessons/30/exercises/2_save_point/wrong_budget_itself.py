# verdict: a lost write can be 71 s old
def set_save_point(r, budget, snapshot):
    r.config_set("save", f"{budget} 1")
    return True
