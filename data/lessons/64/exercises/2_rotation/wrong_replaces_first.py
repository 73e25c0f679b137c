# verdict: as `carts` with the old password during
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    deploy(new)
    r.execute_command("CLIENT", "KILL", "USER", name)
