"""From samples to activities, and from activities to local days."""
