"""Reading the words of the clinic: strict YAML, JSON Schema with file and line, cross-file checks."""
