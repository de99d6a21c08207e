"""The door: HTTP, pages, storage and mail."""
