"""Faults: lines are cut, servers killed, Redis taken away, under traffic. `Ledger` says whether anything was lost."""
