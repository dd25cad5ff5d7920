import { networkInterfaces } from 'node:os';

/** The loopback addresses that this machine has; not every one knows IPv6. */
export function loopbackAddresses(): string[] {
  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  return hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
}
