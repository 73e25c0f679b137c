from hashlib import sha256


def create_user(r, name, password):
    r.execute_command("ACL DELUSER", name)
    rules = ["on", "#" + sha256(password.encode()).hexdigest(), "%RW~cart:*", "%R~price:*", "&orders"]
    rules += ["-@all", "+get", "+set", "+expire", "+publish", "+ping", "+hello", "+client|setinfo"]
    r.execute_command("ACL SETUSER", name, *rules)
