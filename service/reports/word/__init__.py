"""A report as a Word or Excel file: styles, layout, own templates."""
