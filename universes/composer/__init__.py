"""Music from numbers: a pure function of seed, parameters and bar. README.md tells how."""
