# verdict: sent
def moves(r, counts, nodes):
    if not counts:
        return []
    keys = dict.fromkeys(nodes, 0)
    for owner, _ in counts.values():
        keys[owner] += r.dbsize() or 1
    most = sum(keys.values()) / len(nodes) + 1
    moved = []
    for slot, (owner, _) in counts.items():
        if keys[owner] > most:
            emptiest = min(keys, key=keys.get)
            keys[owner] -= 1
            keys[emptiest] += 1
            moved.append((slot, owner, emptiest))
    return moved
