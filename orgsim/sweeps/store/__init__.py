"""A sweep's folder: frozen specification, design, chunks under the hash of what decides them, failures and journal."""
