"""Sound from nothing: a pure package on numpy, which knows no Django and no files. See README.md."""
