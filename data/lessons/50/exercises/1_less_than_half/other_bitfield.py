WIDTH = 20 + 20 + 1  # 1,000,000 < 2**20, and a bit that says whether the product was saved


def save(r, products):
    pipe = r.pipeline(transaction=False)
    for product, (cents, stock) in products.items():
        bucket, place = divmod(product, 200)
        fields = pipe.bitfield(f"products:{bucket}")
        number = 1 << 40 | cents << 20 | stock
        fields.set(f"u{WIDTH}", f"#{place}", number).execute()
    pipe.execute()


def load(r, product):
    bucket, place = divmod(product, 200)
    [number] = r.bitfield(f"products:{bucket}").get(f"u{WIDTH}", f"#{place}").execute()
    return divmod(number & (1 << 40) - 1, 1 << 20) if number else None
