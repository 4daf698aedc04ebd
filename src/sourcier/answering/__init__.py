"""From evidence to an answer: draft, attribute, verify; or quote; or refuse."""
