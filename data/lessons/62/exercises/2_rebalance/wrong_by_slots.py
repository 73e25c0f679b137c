# verdict: with 1 key: after
def moves(r, counts, nodes):
    slots = {node: [slot for slot in counts if counts[slot][0] == node] for node in nodes}
    moved = []
    while True:
        fullest = max(slots, key=lambda node: len(slots[node]))
        emptiest = min(slots, key=lambda node: len(slots[node]))
        if len(slots[fullest]) - len(slots[emptiest]) < 2:
            return moved
        slot = slots[fullest].pop()
        slots[emptiest].append(slot)
        moved.append((slot, fullest, emptiest))
