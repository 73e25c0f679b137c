def pool_size(r, rate, held_ms, processes):
    wanted = -(-2 * rate * held_ms // (1000 * processes)) or 1
    accepted = r.config_get("*")["maxclients"]
    fits = (int(accepted) - len(r.client_list())) // processes
    if fits <= 0:
        raise ValueError("no room for the pools")
    return int(min(wanted, fits))
