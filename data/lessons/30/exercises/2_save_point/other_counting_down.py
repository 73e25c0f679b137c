def set_save_point(r, budget, snapshot):
    for seconds in range(budget, 0, -1):
        if seconds + 1 + snapshot + snapshot <= budget:
            r.config_set(**{"name": "save", "value": f"{seconds} 1"})
            return True
    return False
