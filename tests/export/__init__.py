"""What leaves the laboratory."""
