"""Who issues a directive, when, under which number, who signs and who receives it."""
