def set_save_point(r, budget, snapshot):
    fitting = [s for s in range(1, budget) if s + 1 + 2 * snapshot <= budget]
    if fitting:
        r.execute_command("CONFIG", "SET", "save", f"{max(fitting)} 1")
    return bool(fitting)
