from hashlib import sha256


def rotate(r, name, new, deploy):
    """Give user `name` the password `new`, and shut out those who know the old ones."""
    added = sha256(new.encode()).hexdigest()
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    old = [f"!{each}" for each in r.acl_getuser(name)["passwords"] if each != added]
    r.execute_command("ACL", "SETUSER", name, *old)
    r.execute_command("CLIENT", "KILL", "USER", name)
