"""Who must approve which change of the desired state: two stated companies → fields → people.

Pure; knows neither git nor the code host, and nothing of what WeCom says.
"""
