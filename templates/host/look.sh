eval "$(cat)"
