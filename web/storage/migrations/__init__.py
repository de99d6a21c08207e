"""The steps from one schema to the next. A released step is never changed again."""
