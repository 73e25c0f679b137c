# verdict: NOREPLICAS
def save_order(r, number, line, replicas, milliseconds):
    r.set(f"order:{number}", line)
    return r.wait(replicas, milliseconds) >= replicas
