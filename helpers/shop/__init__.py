"""The shop: a real SQL database, generated once from a fixed seed, with an exact count of its queries."""

from helpers.setup import importing

with importing.whole():
    from helpers.shop.database import Count, Shop, open_shop
    from helpers.shop.rows import cities

__all__ = ["Count", "Shop", "cities", "open_shop"]
