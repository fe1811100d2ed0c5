"""Minutes → output: plain values (record), tables, outline, Markdown, a tree on the terminal."""
