"""What staff do, the same from `/admin/`, from `/api/v1/admin/` and from the command line: each deed is in the audit log."""
