#!/bin/sh
eval "$(cat)"
