import { EC2InstanceConnectClient, SendSSHPublicKeyCommand } from '@aws-sdk/client-ec2-instance-connect';
import { Secret } from '../secret.js';
import type { InstanceConnect } from './instance-connect.js';
import { openTunnelCall } from './open-tunnel-call.js';
import { CLIENT_CONFIG, send } from './send.js';
import { signedTunnelUrl, type Presign } from './tunnel-url.js';

/** EC2 Instance Connect through the SDK, whose signer also signs the tunnel. */
export function instanceConnectApi(): InstanceConnect {
  const client = new EC2InstanceConnectClient(CLIENT_CONFIG);
  return {
    async pushKey({ id, arn, zone }, user, publicKey) {
      const command = new SendSSHPublicKeyCommand({
        InstanceId: id,
        InstanceOSUser: user,
        SSHPublicKey: publicKey,
        ...(zone === '' ? {} : { AvailabilityZone: zone }),
      });
      const condition = { StringEquals: { 'ec2:osuser': user } };
      const call = { action: 'ec2-instance-connect:SendSSHPublicKey', resource: arn, condition };
      await send(call, (limit) => client.send(command, limit), pushHint);
    },

    tunnelUrl: (request) =>
      send(openTunnelCall(request), async () => {
        const region = await client.config.region();
        const signer = await client.config.signer({
          name: 'sigv4',
          signingName: 'ec2-instance-connect',
          signingRegion: region,
          properties: {},
        });
        if (!('presign' in signer)) throw new Error('The signer of the AWS SDK signs no URLs.');
        // The SDK's types promise less than its signer does.
        const { presign } = signer as { readonly presign: Presign };
        return new Secret(await signedTunnelUrl(request, presign.bind(signer)));
      }),
  };
}

function pushHint(errorName: string): string | undefined {
  if (errorName === 'EC2InstanceUnavailableException')
    return 'The instance has been started a moment ago. Run the job again in some minutes.';
  if (errorName === 'EC2InstanceStateInvalidException') return 'Start the instance, or set start-instance: true.';
  return undefined;
}
