# verdict: moves from nodes above
def moves(r, counts, nodes):
    ordered = sorted(counts, key=lambda slot: -counts[slot][1])
    load = dict.fromkeys(nodes, 0)
    moved = []
    for slot in ordered:
        owner, number = counts[slot]
        target = min(load, key=load.get)
        load[target] += number
        if target != owner:
            moved.append((slot, owner, target))
    return moved
