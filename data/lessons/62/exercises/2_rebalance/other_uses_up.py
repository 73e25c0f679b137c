def moves(r, counts, nodes):
    if not counts:
        return []
    keys = dict.fromkeys(nodes, 0)
    for owner, number in counts.values():
        keys[owner] += number
    share = sum(keys.values()) / len(nodes)
    result = []
    while counts:
        slot, (owner, number) = counts.popitem()
        nodes.sort(key=keys.get)
        if keys[owner] > share:
            keys[owner] -= number
            keys[nodes[0]] += number
            result.append((slot, owner, nodes[0]))
    return result
