"""Improvement actions: what somebody is to do so that it goes better, and whether it was done."""
