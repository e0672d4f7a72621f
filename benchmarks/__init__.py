"""What ``python3 dev.py bench`` measures: the window and its commands, beside anchors in turns."""
