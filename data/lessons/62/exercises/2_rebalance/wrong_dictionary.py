# verdict: a list
def moves(r, counts, nodes):
    if not counts:
        return {}
    keys = dict.fromkeys(nodes, 0)
    for owner, number in counts.values():
        keys[owner] += number
    most = sum(keys.values()) / len(nodes) + max(number for _, number in counts.values())
    moved = {}
    for slot, (owner, number) in counts.items():
        if keys[owner] > most:
            emptiest = min(keys, key=keys.get)
            keys[owner] -= number
            keys[emptiest] += number
            moved[slot] = (owner, emptiest)
    return moved
