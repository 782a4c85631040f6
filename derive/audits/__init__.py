"""What must be true of any derived system, checked on every run and before any comparison with print.

An audit is one module with its name (`AUDIT`) and a function ``check`` from what was derived to findings.  A failed
audit is a finding that the report states: never an exception that hides it, never a silent pass.  Each kind of model
has a folder of its own here.
"""
