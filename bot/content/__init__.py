"""Reading the words of the clinic: strict YAML, schemas with file and line, cross-file checks."""
