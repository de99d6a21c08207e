"""The door: HTTP, pages, storage and mail. `app` wires them."""
