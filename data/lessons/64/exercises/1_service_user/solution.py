def create_user(r, name, password):
    """Create the user of the cart service."""
    rules = ["reset", "on", f">{password}", "~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
