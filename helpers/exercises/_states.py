"""How a check can end."""

NOT_ATTEMPTED, WRONG, ERROR, STOPPED, PASSED = "not attempted", "not yet", "error", "stopped", "passed"
TOO_LITTLE = "seen too little"
