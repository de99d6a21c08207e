"""Deleting private text on time: how long each kind is kept, the nightly run, and its proof.

`rules` says for how long, `clock` whether the clock may be believed, `purge` does it and reports,
`nightly` calls it every night inside the server, `command` is `python serve.py purge`.
"""
