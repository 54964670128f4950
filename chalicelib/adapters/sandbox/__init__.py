"""
A place apart for reading what others send: processes without credentials, network or time to spare (docs/decisions/0020).

`launching` is our side of it, `child` the other. The parent holds the credentials and never decodes a hostile format.
"""

from chalicelib.adapters.sandbox.editor import SandboxedImageEditor
from chalicelib.adapters.sandbox.launching import Sandbox
from chalicelib.adapters.sandbox.plans import SandboxedPlanReader
from chalicelib.adapters.sandbox.reader import SandboxedMaterialReader

__all__ = ["Sandbox", "SandboxedImageEditor", "SandboxedMaterialReader", "SandboxedPlanReader"]
