"""What leaves for Telegram.

Every test here also shows that neither the token, nor an address, nor anybody's words reach the log.
"""
