"""去镇上: what goes to town in one bag and what comes back."""
