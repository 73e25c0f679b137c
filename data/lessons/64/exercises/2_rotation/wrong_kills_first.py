# verdict: right before `ACL SETUSER carts resetpass ">new password"` with
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("CLIENT", "KILL", "USER", name)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
