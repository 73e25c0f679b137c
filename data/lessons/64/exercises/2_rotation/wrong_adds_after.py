# verdict: as `carts` with the new password during
def rotate(r, name, new, deploy):
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
