"""`hearthline demo`: the whole system on one machine, as child processes that are looked after."""
