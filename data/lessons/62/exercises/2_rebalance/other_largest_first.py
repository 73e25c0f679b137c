def moves(r, counts, nodes):
    load = {node: sum(number for owner, number in counts.values() if owner == node) for node in nodes}
    share = sum(load.values()) / len(nodes)
    result = []
    for slot, (owner, number) in sorted(counts.items(), key=lambda item: -item[1][1]):
        target = min(load, key=load.get)
        if load[owner] > share and load[target] < share and load[target] + number <= load[owner]:
            load[owner] -= number
            load[target] += number
            result.append((slot, owner, target))
    return result
