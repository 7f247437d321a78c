"""Following tasks up until they are done: what people change, and what the register tells them.

conditions    which tasks are asked for               due           how a task stands against its deadline
edits         what a person changed beside the text   rereading     what a new reading means for the register
parts         one task split, several merged          own_unit      whose duties are "mine", by level
plan          internal days before a report is due    dependence    reports that wait for other reports
comparison    what a new version changes
sheet_import  progress that comes back in a workbook
"""
