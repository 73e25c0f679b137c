from hashlib import sha256


def rotate(r, name, new, deploy):
    added = sha256(new.encode()).hexdigest()
    r.execute_command("ACL SETUSER", name, f"#{added}")
    deploy(new)
    old = [f"!{each}" for each in r.acl_getuser(name)["passwords"] if each != added]
    r.execute_command("ACL SETUSER", name, *old)
    r.client_kill_filter(user=name)
