"""Dreamtable as an app of the device: its manifest, the worker that answers without a line, and the page it answers."""
