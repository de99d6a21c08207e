"""From content to a fitted model. Imports scikit-learn; never loaded while serving."""
