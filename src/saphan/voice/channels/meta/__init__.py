"""What WhatsApp and Messenger have in common, because one company runs both: signature, errors, setting up.

No channel of its own: it has no declaration. Format: https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""
