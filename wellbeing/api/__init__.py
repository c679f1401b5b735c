"""The family hub over HTTPS: what devices and phones ask for; on only when a person sets it up."""
