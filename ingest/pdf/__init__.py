"""PDF files: PDFium in a process of its own, and what it finds on a page."""
