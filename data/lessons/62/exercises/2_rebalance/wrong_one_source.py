# verdict: crowded nodes: after
def moves(r, counts, nodes):
    if not counts:
        return []
    keys = dict.fromkeys(nodes, 0)
    for owner, number in counts.values():
        keys[owner] += number
    most = sum(keys.values()) / len(nodes) + max(number for _, number in counts.values())
    fullest = max(keys, key=keys.get)
    moved = []
    for slot, (owner, number) in counts.items():
        if owner == fullest and keys[fullest] > most:
            emptiest = min(keys, key=keys.get)
            keys[fullest] -= number
            keys[emptiest] += number
            moved.append((slot, fullest, emptiest))
    return moved
