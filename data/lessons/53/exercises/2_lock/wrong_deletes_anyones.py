# verdict: Whose lock does your function delete
def release(r, name, token):
    return r.delete(f"lock:{name}") == 1


def extend(r, name, token, seconds):
    return bool(r.pexpire(f"lock:{name}", int(seconds * 1000)))
