def moves(r, counts, nodes):
    """Return (slot, from, to) for each slot to move."""
    if not counts:
        return []
    keys = dict.fromkeys(nodes, 0)
    slots = {node: [] for node in nodes}
    for slot, (owner, number) in counts.items():
        keys[owner] += number
        slots[owner].append(slot)
    most = sum(keys.values()) / len(nodes) + max(number for _, number in counts.values())
    moved = []
    while keys[fullest := max(keys, key=keys.get)] > most:
        emptiest = min(keys, key=keys.get)
        slot = slots[fullest].pop()
        keys[fullest] -= counts[slot][1]
        keys[emptiest] += counts[slot][1]
        moved.append((slot, fullest, emptiest))
    return moved
