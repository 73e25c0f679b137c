# verdict: what does another process know of it
count = 0


def join(r, customer):
    global count  # noqa: PLW0603
    r.rpush("waiting", customer)
    count += 1
    return count
