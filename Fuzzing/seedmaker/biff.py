def seeds():
    return {}
