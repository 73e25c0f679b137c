def neighbors(r, board, player, count):
    players = r.zrange(board, 0, -1, desc=True, withscores=True)
    names = [name for name, _ in players]
    if player not in names:
        return []
    at = names.index(player)
    found = []
    for name, points in players[max(0, at - count) : at + count + 1]:
        rank = 1 + sum(other > points for _, other in players)
        found.append((rank, name, int(points)))
    return found
