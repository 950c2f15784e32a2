"""What `manage.py quickstart` does, one module a step: copy, owner, addresses."""
