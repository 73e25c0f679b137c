# verdict: between your read and your write
import json


def keep_owner(r, voucher, customer):
    key = f"vouchers:{voucher // 100}"
    bucket = json.loads(r.get(key) or "{}")
    bucket[str(voucher % 100)] = customer
    r.set(key, json.dumps(bucket, separators=(",", ":")))


def owners(r, vouchers):
    if not vouchers:
        return []
    blobs = r.mget([f"vouchers:{voucher // 100}" for voucher in vouchers])
    buckets = [json.loads(blob or "{}") for blob in blobs]
    return [bucket.get(str(voucher % 100)) for bucket, voucher in zip(buckets, vouchers, strict=True)]
