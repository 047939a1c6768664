"""What can be done with a sweep's folder, a module each with `SUMMARY` and `run(arguments) -> exit code`."""
