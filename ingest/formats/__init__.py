"""Files without layout: Word, Excel, PowerPoint, HTML, e-mail and plain text, as pages of text."""
