"""`hearthline bench`: what this machine does, beside what it could do at most."""
