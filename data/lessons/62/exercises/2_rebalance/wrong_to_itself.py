# verdict: to its own owner
def moves(r, counts, nodes):
    load = dict.fromkeys(nodes, 0)
    moved = []
    for slot in sorted(counts, key=lambda slot: -counts[slot][1]):
        owner, number = counts[slot]
        target = min(load, key=load.get)
        load[target] += number
        moved.append((slot, owner, target))
    return moved
