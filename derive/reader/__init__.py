"""LaTeX to expression trees: tokens, brackets, structure (lark), and names from the model's own symbol table."""
