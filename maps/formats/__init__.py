"""What other programs write, read into one neutral `Structure`. Pure: bytes in, dataclasses out, nothing of Django.

`uvtt` Universal VTT, `foundry` Foundry VTT scenes, `watabou` One Page Dungeon, `spelltable` SpellTable scenes.
"""
