module ec2-https-deploy/lab/compose-v5

go 1.26.3

toolchain go1.26.8

tool (
	github.com/docker/buildx/cmd/buildx
	github.com/docker/compose/v5/cmd
)

require (
	github.com/docker/buildx v0.36.1
	github.com/docker/compose/v5 v5.5.0
)
