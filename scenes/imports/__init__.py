"""A scene from a file of this or another program: looked at first, kept an hour, and built when somebody says so.

The upload stays as it came, in one stored file, until it is confirmed, put away, or an hour old. Confirming reads it
again: nothing is built before, and all of it in one event.
"""
