"""What `train.py` prints: each module holds the subcommands about one thing. Nothing imports it."""
