# verdict: C is new: after
def moves(r, counts, nodes):
    keys, slots = {}, {}
    for slot, (owner, number) in counts.items():
        keys[owner] = keys.get(owner, 0) + number
        slots.setdefault(owner, []).append(slot)
    if not keys:
        return []
    most = sum(keys.values()) / len(keys) + max(number for _, number in counts.values())
    moved = []
    while keys[fullest := max(keys, key=keys.get)] > most:
        emptiest = min(keys, key=keys.get)
        slot = slots[fullest].pop()
        keys[fullest] -= counts[slot][1]
        keys[emptiest] += counts[slot][1]
        moved.append((slot, fullest, emptiest))
    return moved
