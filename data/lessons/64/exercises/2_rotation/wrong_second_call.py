# verdict: after a second call, the user
def rotate(r, name, new, deploy):
    old = [f"!{each}" for each in r.acl_getuser(name)["passwords"]]
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, *old)
    r.execute_command("CLIENT", "KILL", "USER", name)
