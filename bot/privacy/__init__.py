"""Finding and masking personal details in what patients type. Standard library only."""
