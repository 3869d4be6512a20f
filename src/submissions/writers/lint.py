"""lint stub"""
def lint_package(content, place, braces=0):
    return []
