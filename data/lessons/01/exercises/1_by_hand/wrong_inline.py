# verdict: know how many words follow
def by_hand(r, *words):
    return " ".join(words).encode() + b"\r\n"
