# verdict: two old passwords
from hashlib import sha256


def rotate(r, name, new, deploy):
    added = sha256(new.encode()).hexdigest()
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    old = [each for each in r.acl_getuser(name)["passwords"] if each != added]
    r.execute_command("ACL", "SETUSER", name, f"!{old[0]}")
    r.execute_command("CLIENT", "KILL", "USER", name)
