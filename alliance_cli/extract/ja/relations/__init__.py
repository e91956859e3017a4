"""Relations: who is tied to whom, by the particles after their names."""
