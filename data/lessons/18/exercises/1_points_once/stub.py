def give_points(r, consumer):
    """Handle up to 10 orders, this consumer's pending ones or else new; return how many.

    An order's points, `cents` // 100, go into `points:<customer>` under the entry's ID.
    """
    ...
