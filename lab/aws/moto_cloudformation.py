"""moto's server with what a stack of templates/aws/site.yaml needs and moto's CloudFormation does not have.

moto leaves out the types AWS::IAM::OIDCProvider and AWS::EC2::InstanceConnectEndpoint, the launch template, security groups and
VPC of an instance, rules for IPv6, name servers of a hosted zone, RetainExceptOnCreate, and the outputs of a stack that a change
set creates. It keeps AWS::NoValue in a list as null. As in moto, outbound rules of a group are not made, neither Rules nor
allowed patterns of parameters are checked, and a stack with conditions that are not met cannot be updated.

LAB_ELASTIC_IP: the address of an AWS::EC2::EIP, in place of one that moto makes up.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.models import CloudFormationBackend
from moto.core.common_models import CloudFormationModel
from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.instances import Instance
from moto.ec2.models.security_groups import SecurityGroup
from moto.iam.models import iam_backends
from moto.moto_api._internal import mock_random
from moto.route53.models import FakeZone
from moto.server import main
from moto.ssm.models import ssm_backends

# AWS has all public parameters; moto has those of Amazon Linux alone.
CANONICAL = "/aws/service/canonical/ubuntu/server/24.04/stable/current"
UBUNTU = {f"{CANONICAL}/{processor}/hvm/ebs-gp3/ami-id" for processor in ("amd64", "arm64")}


# moto reads from the name of its module to which service a model belongs.
MODULE = "moto.lab"


class OidcProvider(CloudFormationModel):
    """AWS::IAM::OIDCProvider"""

    __module__ = MODULE

    def __init__(self, arn: str) -> None:
        self.physical_resource_id = arn

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::IAM::OIDCProvider"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any
    ) -> OidcProvider:
        properties = cloudformation_json["Properties"]
        provider = iam_backends[account_id]["aws"].create_open_id_connect_provider(
            properties["Url"], properties.get("ThumbprintList", []), properties.get("ClientIdList", []), []
        )
        return cls(provider.arn)

    def delete(self, account_id: str, region_name: str) -> None:
        iam_backends[account_id]["aws"].delete_open_id_connect_provider(self.physical_resource_id)


class InstanceConnectEndpoint(CloudFormationModel):
    """AWS::EC2::InstanceConnectEndpoint; that it tunnels is the work of the lab's endpoint."""

    __module__ = MODULE

    def __init__(self) -> None:
        self.physical_resource_id = f"eice-{mock_random.get_random_hex(17)}"

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::EC2::InstanceConnectEndpoint"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any
    ) -> InstanceConnectEndpoint:
        backend = ec2_backends[account_id][region_name]
        backend.get_subnet(cloudformation_json["Properties"]["SubnetId"])
        return cls()

    def delete(self, account_id: str, region_name: str) -> None:
        pass


def run_instance(resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any) -> Instance:
    """AWS::EC2::Instance with a launch template, whose AMI is looked up now and never again, as EC2 does."""
    properties = cloudformation_json["Properties"]
    backend = ec2_backends[account_id][region_name]
    template = properties["LaunchTemplate"]
    data = backend.get_launch_template(template["LaunchTemplateId"]).get_version(template["Version"]).data
    reservation = backend.run_instances(
        image_id=image_of(data["ImageId"], account_id, region_name),
        count=1,
        user_data=None,
        security_group_names=[],
        security_group_ids=list(properties["SecurityGroupIds"]),
        instance_type=properties["InstanceType"],
        is_instance_type_default=False,
        region_name=region_name,
        subnet_id=properties.get("SubnetId"),
        launch_template=template,
        metadata_options=data["MetadataOptions"],
        tags={"instance": {tag["Key"]: tag["Value"] for tag in properties["Tags"]}},
    )
    return reservation.instances[0]


def image_of(text: str, account_id: str, region_name: str) -> str:
    name = text.removeprefix("resolve:ssm:")
    if name in UBUNTU:
        return f"ami-{mock_random.get_random_hex(17)}"
    parameter = ssm_backends[account_id][region_name].get_parameter(name)
    if parameter is None:
        raise ValueError(f"There is no public parameter {name}")
    return str(parameter.value)


def make_address(resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any) -> ElasticAddress:
    properties = cloudformation_json["Properties"]
    backend = ec2_backends[account_id][region_name]
    address = backend.allocate_address("vpc", address=os.environ.get("LAB_ELASTIC_IP"))
    backend.associate_address(instance=backend.get_instance(properties["InstanceId"]), address=address.public_ip)
    return address


def make_group(resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any) -> SecurityGroup:
    """AWS::EC2::SecurityGroup with its rules for IPv6, and with their descriptions."""
    properties = cloudformation_json["Properties"]
    backend = ec2_backends[account_id][region_name]
    group = backend.create_security_group(name=resource_name, description=properties["GroupDescription"], vpc_id=properties.get("VpcId"))
    for rule in properties.get("SecurityGroupIngress", []):
        network = {key: rule[key] for key in ("CidrIp", "CidrIpv6", "Description") if key in rule}
        backend.authorize_security_group_ingress(
            group.id, rule["IpProtocol"], rule["FromPort"], rule["ToPort"], [network], vpc_id=group.vpc_id
        )
    return group


def without_no_value(clean: Any) -> Any:
    """clean_json without the entries of a list that are AWS::NoValue."""

    def cleaned(part: Any, resources: Any) -> Any:
        whole = clean(part, resources)
        return [one for one in whole if one is not None] if isinstance(part, list) else whole

    return cleaned


def keeping(delete: Any) -> Any:
    """Deletion of a stack that keeps the resources of RetainExceptOnCreate."""

    def deleted(stack: Any) -> None:
        for resource in stack._resource_json_map.values():
            if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
                resource["DeletionPolicy"] = "Retain"
        delete(stack)

    return deleted


def with_outputs(execute: Any) -> Any:
    """Execution of a change set after which a new stack has its outputs."""

    def executed(backend: CloudFormationBackend, change_set_name: str, stack_name: str | None = None) -> None:
        execute(backend, change_set_name, stack_name)
        for stack in backend.stacks.values():
            if stack.template:
                stack._parse_template()
                stack.output_map = stack._create_output_map()

    return executed


def zone_attribute(zone: FakeZone, name: str) -> Any:
    if name != "NameServers" or zone.delegation_set is None:
        raise ValueError(f"AWS::Route53::HostedZone has no attribute {name}")
    return list(zone.delegation_set.name_servers)


def instance_attribute(known: Any) -> Any:
    return lambda instance, name: instance.vpc_id if name == "VpcId" else known(instance, name)


Instance.create_from_cloudformation_json = staticmethod(run_instance)
Instance.get_cfn_attribute = instance_attribute(Instance.get_cfn_attribute)
ElasticAddress.create_from_cloudformation_json = staticmethod(make_address)
SecurityGroup.create_from_cloudformation_json = staticmethod(make_group)
FakeZone.get_cfn_attribute = zone_attribute
parsing.clean_json = without_no_value(parsing.clean_json)
CloudFormationBackend.execute_change_set = with_outputs(CloudFormationBackend.execute_change_set)
parsing.ResourceMap.delete = keeping(parsing.ResourceMap.delete)

if __name__ == "__main__":
    main(sys.argv[1:])
