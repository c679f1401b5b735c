"""The hub's own database: members, devices, digests, requests, sign-ins; never an activity."""
