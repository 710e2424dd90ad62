"""The programs: server, worker, command line, simulator; the only place that knows every slice."""
