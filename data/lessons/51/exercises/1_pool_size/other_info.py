from decimal import ROUND_CEILING, Decimal


def pool_size(r, rate, held_ms, processes):
    clients = r.info("clients")
    fits = (clients["maxclients"] - clients["connected_clients"]) // processes
    if not fits:
        raise ValueError
    in_use = Decimal(rate) * Decimal(held_ms) / 1000 / processes
    return max(1, min(fits, int((2 * in_use).to_integral_value(ROUND_CEILING))))
