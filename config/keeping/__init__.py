"""Backups: one file with everything, made while the server runs, and checked whole before anything is put back."""
