def moves(r, counts, nodes):
    total = sum(number for _, number in counts.values())
    share, largest = total / len(nodes), max((number for _, number in counts.values()), default=0)
    load = dict.fromkeys(nodes, 0)
    for owner, number in counts.values():
        load[owner] += number
    done = []
    for slot in counts:
        owner, number = counts[slot]
        if load[owner] <= share + largest:
            continue
        target = sorted(nodes, key=lambda node: load[node])[0]
        done.append((slot, owner, target))
        load[owner] -= number
        load[target] += number
    return done
