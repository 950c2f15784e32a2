"""From a score or a preset to a file: written in the child process, run as a job, kept as a track."""
