"""How good a model is: questions nobody trained on, figures, the gate, comparing, the report."""
