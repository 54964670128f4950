"""Writers that ask somebody else for another wording (2.4). What they propose is never the text itself."""

from chalicelib.adapters.writers.bedrock import BedrockWriter

__all__ = ["BedrockWriter"]
